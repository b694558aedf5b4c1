"""The rows of ``chain/duties`` (查询结果行), typed; whatever order an engine returns them in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from graph.evidence import Citation
from graph.evidence.calendar import prolonged
from graph.evidence.instruments import instrument
from graph.model.labels import DutyRole, FindingStatus, Line
from graph.responsibility.interval import Interval
from graph.responsibility.situation import Charge, Context, Holding, Place, Situation

__all__ = ["DONE", "situation_of"]

DONE: Final = ("published_on", "filed_on", "updated_on")
"""Days of a duty by which a rule may ask that something was done."""


def situation_of(
    subject: str, subject_type: str, rows: Sequence[Mapping[str, Any]], day: str
) -> Situation:
    """Type the rows of ``chain/duties``.

    Args:
        subject: Id of the thing asked about.
        subject_type: Its label.
        rows: Rows as the store returns them, in any order.
        day: Day asked about.
    """
    contexts = [
        Context(
            id=row["context"],
            type=subject_type if row["context"] == subject else row["type"],
            name=row["name"],
            step=row["step"],
            facts=_facts(row, day),
            within=tuple(sorted(row["within"])),
            charges=() if _to_be_found(row, day) else tuple(sorted(_charges(row), key=_order)),
            evidence=tuple(row["said"]),
            checks={check["role"]: check["last"] for check in row["checks"]},
        )
        for row in rows
    ]
    ordered = sorted(contexts, key=lambda context: (context.step, context.id))
    return Situation(subject=subject, day=day, contexts=tuple(ordered))


def _to_be_found(row: Mapping[str, Any], day: str) -> bool:
    """Tell whether a finding was found after a day; nothing was wrong with it before."""
    found_on = row["facts"].get("found_on")
    return found_on is not None and found_on > day


def _facts(row: Mapping[str, Any], day: str) -> dict[str, str]:
    """Return what is said of a thing, of a finding as its own dates have it on the day.

    A register states how far a finding is when it was written, and not since when.
    """
    if _to_be_found(row, day):
        return {}
    facts = {name: value for name, value in row["facts"].items() if value is not None}
    rectified, closed = facts.get("rectified_on"), facts.get("closed_on")
    if rectified is not None and rectified > day:
        facts["status"] = FindingStatus.ASSIGNED
    elif closed is not None and closed > day:
        facts.pop("status", None)
        if rectified is not None:
            facts["status"] = FindingStatus.RECTIFIED
    elif closed is not None:
        facts["status"] = FindingStatus.CLOSED
    return facts


def _order(charge: Charge) -> tuple[str, ...]:
    """Return what puts charges in one order, however the engine collected them."""
    said = (charge.bearer, charge.organisation, charge.sector, charge.contract, charge.scope)
    days = (charge.days.start, charge.days.end)
    return tuple(part or "" for part in (charge.line, charge.role, *said, *days, *charge.evidence))


def _charges(row: Mapping[str, Any]) -> Iterator[Charge]:
    for duty in row["duties"]:
        places = tuple(_place(post) for post in duty["posts"])
        yield Charge(
            line=Line(duty["line"]),
            role=DutyRole(duty["role"]),
            bearer=duty["holder"],
            places=tuple(sorted(places, key=lambda place: (place.above, place.post))),
            basis=duty["basis"],
            done={name: duty[name] for name in DONE if duty[name] is not None},
            **_asserted(duty),
        )
    for contract in row["custody"]:
        yield Charge(
            line=Line.CUSTODY,
            role=DutyRole.PROVIDER,
            organisation=contract["organisation"],
            name=contract["name"],
            contract=contract["contract"],
            scope=contract["scope"],
            **_term(contract),
        )
    for supervision in row["supervision"]:
        yield Charge(
            line=Line.REGULATOR,
            role=DutyRole.SUPERVISOR,
            organisation=supervision["organisation"],
            name=supervision["name"],
            sector=supervision["sector"],
            basis=supervision["basis"],
            **_asserted(supervision),
        )


def _place(row: Mapping[str, Any]) -> Place:
    organisations = sorted(row["organisations"], key=lambda each: str(each["organisation"]))
    says = [e for link in row["reporting"] for e in link]
    says += [e for belonging in organisations[:1] for e in belonging["evidence"]]
    holders = [
        Holding(person=each["person"], acting=bool(each["acting"]), **_asserted(each))
        for each in row["holders"]
    ]
    return Place(
        post=row["post"],
        name=row["name"],
        above=row["above"],
        evidence=tuple(dict.fromkeys(says)),
        holders=tuple(sorted(holders, key=lambda each: (each.days.start, each.person))),
        organisation=organisations[0]["organisation"] if organisations else None,
    )


def _term(contract: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is asserted of a contract, with the end that its last day has by law."""
    said = _asserted(contract)
    if contract["valid_to"] is None:
        return said
    end, known = prolonged(contract["valid_to"])
    said["calendar_known"] = known
    law = instrument("民法典")
    if end != contract["valid_to"] and law.in_force(contract["valid_to"]):
        said["days"] = Interval(start=contract["valid_from"], end=end)
        said["prolonged"] = Citation(
            instrument=law.name, clause="第二百零三条、第二百零四条", title=law.title
        )
    return said


def _asserted(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "evidence": tuple(row["evidence"]),
        "recorded_at": row["recorded_at"],
        "days": Interval(start=row["valid_from"], end=row["valid_to"]),
    }
