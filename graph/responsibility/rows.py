"""The rows of ``chain/duties`` (查询结果行), typed; whatever order an engine returns them in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.model.labels import DutyRole, Line
from graph.responsibility.interval import Interval
from graph.responsibility.situation import Charge, Context, Holding, Place, Situation

__all__ = ["situation_of"]


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
            facts={name: value for name, value in row["facts"].items() if value is not None},
            within=tuple(sorted(row["within"])),
            charges=tuple(sorted(_charges(row), key=_order)),
        )
        for row in rows
    ]
    ordered = sorted(contexts, key=lambda context: (context.step, context.id))
    return Situation(subject=subject, day=day, contexts=tuple(ordered))


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
            **_asserted(contract),
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
    holders = [Holding(person=each["person"], **_asserted(each)) for each in row["holders"]]
    return Place(
        post=row["post"],
        name=row["name"],
        above=row["above"],
        evidence=tuple(dict.fromkeys(says)),
        holders=tuple(sorted(holders, key=lambda each: (each.days.start, each.person))),
        organisation=organisations[0]["organisation"] if organisations else None,
    )


def _asserted(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "evidence": tuple(row["evidence"]),
        "recorded_at": row["recorded_at"],
        "days": Interval(start=row["valid_from"], end=row["valid_to"]),
    }
