"""Wording (措辞): one sentence for each gap, in Chinese and in English."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from graph.evidence import Citation
from graph.evidence.instruments import is_custom
from graph.model.labels import DutyRole, Label, RelType
from graph.model.registry import node_spec, relation_spec
from graph.responsibility.gaps import GapKind

__all__ = ["default_messages", "role_terms", "worded"]

_UNVERIFIED: Final = ("所引{rule}的条文尚未对照原文", "the text of {rule} has not been checked")
_NO_CLAUSE: Final = ("所依{rule}不是法规条文", "{rule} is no clause of law")


@cache
def default_messages() -> Mapping[GapKind, tuple[str, str]]:
    """Return the sentence of each kind for rules that have none of their own."""
    text = (files("graph.responsibility") / "messages.toml").read_text(encoding="utf-8")
    return {GapKind(kind): (m["zh"], m["en"]) for kind, m in tomllib.loads(text).items()}


@cache
def role_terms() -> Mapping[str, str]:
    """Return the Chinese term of each role, as the model declares it."""
    role = relation_spec(RelType.RESPONSIBLE_FOR).declared("role")
    return {member: term for term, member in (role.terms if role else {}).items()}


@cache
def property_terms() -> Mapping[str, str]:
    """Return the Chinese term of each property that a rule may want on record."""
    declared = [*relation_spec(RelType.RESPONSIBLE_FOR).properties]
    for label in (Label.PARK, Label.HAZARD, Label.ENTERPRISE, Label.FINDING, Label.MEASURE):
        declared += node_spec(label).properties
    return {prop.name: prop.zh for prop in declared}


def worded(
    template: tuple[str, str],
    *,
    rule: Citation,
    subject: str,
    role: DutyRole | None = None,
    posts: tuple[str, ...] = (),
    since: str | None = None,
    contract: str | None = None,
    lacking: tuple[str, ...] = (),
    counted: tuple[int, int] = (0, 0),
    asked: tuple[tuple[str, str], ...] = (),
) -> tuple[str, str]:
    """Fill in a sentence in both languages.

    Args:
        template: The sentence, in Chinese and in English.
        rule: Clause it cites; an unchecked one is said to be so.
        subject: Name of the thing.
        role: Role concerned.
        posts: Names of the posts or organisations concerned.
        since: First day of the gap.
        contract: Number of a contract.
        lacking: Properties that are not on record.
        counted: How many things somebody answers for, and the span set.
        asked: What to check first, in Chinese and in English.
    """
    names = {
        "subject": subject,
        "rule": str(rule),
        "contract": contract or "",
        "day": since or "",
        "count": counted[0],
        "span": counted[1],
    }
    zh = template[0].format(
        **names,
        role=role_terms()[role] if role else "",
        post="、".join(posts),
        since=f"自{since}起" if since else "",
        lacking="、".join(property_terms()[name] for name in lacking),
    )
    en = template[1].format(
        **names,
        role=role.replace("_", " ").lower() if role else "",
        post=", ".join(posts),
        since=f"since {since}" if since else "on the day asked about",
        lacking=", ".join(name.removesuffix("_on").replace("_", " ") for name in lacking),
    )
    unread = _NO_CLAUSE if is_custom(rule) else _UNVERIFIED
    for note_zh, note_en in (*asked, *(() if rule.verified else (unread,))):
        zh = f"{zh.removesuffix('。')}（{note_zh.format(rule=rule)}）。"
        en = f"{en.removesuffix('.')} ({note_en.format(rule=rule)})."
    return zh, " ".join(en.split())
