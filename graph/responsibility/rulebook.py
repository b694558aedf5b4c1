"""The rulebook (规则库): one TOML file an instrument, read into rules.

A new rule is a new entry in a file, no code. `rules/README.md` says what each field means.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from graph.errors import CustodyError
from graph.evidence import Citation
from graph.evidence.instruments import instrument
from graph.model.labels import DutyRole, Label, Line
from graph.responsibility.gaps import GapKind
from graph.responsibility.interval import Interval
from graph.responsibility.rows import DONE
from graph.responsibility.rules import DEMANDS, FACTS, INSPECTION, Condition, Period, Record, Rule

__all__ = ["RuleError", "read_rules", "rulebook"]


class RuleError(CustodyError):
    """A rule file says something that no rule can say (规则文件有误)."""

    def __init__(self, file: str, rule: str, reason: str) -> None:
        self.file = file
        self.rule = rule
        self.reason = reason
        super().__init__(
            zh=f"责任规则 {file} 的“{rule}”有误：{reason}；请更正后重试。",
            en=f"responsibility rule {rule!r} in {file} is wrong: {reason}; correct it.",
        )


@cache
def rulebook() -> tuple[Rule, ...]:
    """Return every rule that comes with the product."""
    return read_rules(files("graph.responsibility") / "rules")


def read_rules(folder: Path | Traversable) -> tuple[Rule, ...]:
    """Read every rule file of a folder, in the order of their names.

    Raises:
        RuleError: If a file says something that no rule can say.
    """
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(
        rule
        for file in found
        if file.name.endswith(".toml")
        for rule in _rules(file.name, tomllib.loads(file.read_text(encoding="utf-8")))
    )


def _rules(file: str, written: Mapping[str, Any]) -> Iterator[Rule]:
    for entry in written["rule"]:
        try:
            yield _rule(written["instrument"], dict(entry))
        except (KeyError, TypeError, ValueError) as error:
            raise RuleError(file, str(entry.get("id", "")), str(error)) from error


def _rule(name: str, entry: dict[str, Any]) -> Rule:
    source = instrument(name)
    messages = {
        GapKind(kind): (text["zh"], text["en"]) for kind, text in entry.pop("message", {}).items()
    }
    days = Interval(
        start=entry.pop("in_force_from", source.in_force_from),
        end=entry.pop("in_force_until", source.in_force_until),
    )
    citation = Citation(
        instrument=source.name,
        clause=entry.pop("clause"),
        title=source.title,
        verified=entry.pop("verified"),
    )
    return Rule(
        id=entry.pop("id"),
        citation=citation,
        days=days,
        line=Line(entry.pop("line")),
        applies_to=tuple(Label(label) for label in entry.pop("applies_to", ())),
        conditions=tuple(_condition(each) for each in entry.pop("condition", ())),
        roles=tuple(DutyRole(role) for role in entry.pop("roles", ())),
        gaps=tuple(GapKind(kind) for kind in entry.pop("gaps", DEMANDS)),
        reach=_one_of(entry.pop("reach", "HERE"), ("HERE", "ABOVE")),
        sectors=tuple(entry.pop("sectors", ())),
        apart=tuple(Line(line) for line in entry.pop("apart", ())),
        differ=tuple(DutyRole(role) for role in entry.pop("differ", ())),
        wanted=tuple(_one_of(each, FACTS) for each in entry.pop("wanted", ())),
        single=_one_of(entry.pop("single", "ROLE"), ("ROLE", "SECTOR", "SCOPE")),
        period=_period(entry.pop("period", None)),
        record=_record(entry.pop("record", None)),
        messages=messages,
        **_nothing(entry),
    )


def _condition(entry: Mapping[str, Any]) -> Condition:
    return Condition(
        property=_one_of(entry["property"], FACTS),
        equals=_texts(entry.get("equals", ())),
        contains=_texts(entry.get("contains", ())),
        of=Label(entry["of"]) if "of" in entry else "",
        ask=(entry["ask_zh"], entry["ask_en"]) if "ask_zh" in entry else None,
    )


def _period(entry: Mapping[str, Any] | None) -> Period | None:
    if entry is None:
        return None
    for day in (entry["of"], entry.get("done_by")):
        _one_of(day, {INSPECTION, None, *FACTS})
    return Period(**entry)


def _record(entry: Mapping[str, Any] | None) -> Record | None:
    if entry is None:
        return None
    _one_of(entry["property"], DONE)
    return Record(**entry)


def _one_of(value: Any, allowed: Collection[Any]) -> Any:
    if value not in allowed:
        raise ValueError(f"{value!r}, expected one of {sorted(map(str, allowed))}")
    return value


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError(f"{values!r} is one text, expected a list of texts")
    return tuple(values)


def _nothing(rest: Mapping[str, Any]) -> dict[str, Any]:
    """Refuse fields that no rule has; a misspelt field must not be passed over."""
    if rest:
        raise ValueError(f"unknown fields {sorted(rest)}")
    return {}
