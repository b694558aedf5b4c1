"""The rulebook (规则库): one TOML file an instrument, read into rules.

A new rule is a new entry in a file, no code. `rules/README.md` says what each field means.
Beside what comes with the product, a district keeps rules of its own in a folder.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from graph.evidence import Citation
from graph.evidence.instruments import Instrument, instrument
from graph.model.labels import DutyRole, Label, Line
from graph.responsibility.errors import RuleError
from graph.responsibility.gaps import GapKind
from graph.responsibility.interval import Interval
from graph.responsibility.rows import DONE
from graph.responsibility.rules import (
    DEMANDS,
    FACTS,
    INSPECTION,
    NAME,
    Condition,
    Period,
    Record,
    Rule,
)

__all__ = ["read_rules", "rulebook", "rulebook_with"]


@cache
def rulebook() -> tuple[Rule, ...]:
    """Return every rule that comes with the product."""
    return read_rules(files("graph.responsibility") / "rules")


def rulebook_with(folder: Path) -> tuple[Rule, ...]:
    """Return what comes with the product and the rules of one's own (自定规则) in a folder.

    Raises:
        RuleError: If a file says something that no rule can say, or gives a rule the id of another.
    """
    own = read_rules(folder) if folder.is_dir() else ()
    known = {rule.id for rule in rulebook()}
    for rule in own:
        if rule.id in known:
            raise RuleError(str(folder), rule.id, "id 重复 / this id is taken")
        known.add(rule.id)
    return (*rulebook(), *own)


def read_rules(folder: Path | Traversable) -> tuple[Rule, ...]:
    """Read every rule file of a folder, in the order of their names.

    Raises:
        RuleError: If a file says something that no rule can say.
    """
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(rule for file in found if file.name.endswith(".toml") for rule in _rules(file))


def _rules(file: Path | Traversable) -> Iterator[Rule]:
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
        source = _instrument(written)
        entries = [dict(entry) for entry in written["rule"]]
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError(file.name, "", _said(error)) from error
    for entry in entries:
        name = str(entry.get("id", ""))
        try:
            yield _rule(source, entry)
        except (KeyError, TypeError, ValueError) as error:
            raise RuleError(file.name, name, _said(error)) from error


def _said(error: Exception) -> str:
    return f"缺少 / lacks {error}" if isinstance(error, KeyError) else str(error)


def _instrument(written: Mapping[str, Any]) -> Instrument:
    """Return the instrument of a file: one of the table, or one that the file itself dates.

    >>> _instrument({"instrument": "某区责任清单", "in_force_from": "2020-01-01"}).title
    '某区责任清单'
    """
    name = written["instrument"]
    if "in_force_from" not in written:
        return instrument(name)
    return Instrument(
        name=name,
        title=written.get("title", name),
        number=written.get("number", ""),
        in_force_from=_day(written["in_force_from"]),
        in_force_until=_day(written["in_force_until"]) if "in_force_until" in written else None,
    )


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _rule(source: Instrument, entry: dict[str, Any]) -> Rule:
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
        property=_one_of(entry["property"], {NAME, *FACTS}),
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
