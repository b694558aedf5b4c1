"""Contests (来源不一致): what one source says otherwise than another, with both values.

A report tells whoever loads; personal data that was on record is told to who decides alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.model.labels import ProposalCause
from graph.model.statement import Entity, Relation
from graph.store.outcome import Contest
from graph.store.port import Store
from graph.store.write import Batch
from loaders.pipeline.foreseen import Foreseen
from loaders.pipeline.proposal import Proposal
from loaders.pipeline.recorded import current_value, recorded_versions
from loaders.pipeline.saying import is_personal, kind_of, told_name, told_value
from loaders.report import Entry

__all__ = ["contested"]


async def contested(
    store: Store,
    contests: Sequence[Contest],
    lines: Sequence[tuple[Entity | Relation, Entry]],
    batch: Batch,
    foreseen: Foreseen | None = None,
) -> list[Proposal]:
    """Return a proposal for each contest.

    Args:
        store: Where the other value is recorded.
        contests: What was put aside.
        lines: Every statement of the load with its line in the report.
        batch: What was written.
        foreseen: What a trial load would have recorded.
    """
    if not contests:
        return []
    by_key = {_key(statement): line for statement, line in lines}
    types, versions = await recorded_versions(store, [c.statement for c in contests], foreseen)
    proposals = []
    for contest in contests:
        values = {n: current_value(contest, n, types, versions) for n in contest.contested}
        proposals.append(_proposal(contest, by_key[_key(contest.statement)], values, batch))
    return proposals


def _proposal(contest: Contest, line: Entry, recorded: dict[str, object], batch: Batch) -> Proposal:
    statement = contest.statement
    evidence = [e for e in batch.evidence if e.id in statement.evidence]
    kind = kind_of(statement)
    claimed = {name: _claimed(statement, name) for name in contest.contested}
    value = "、".join(told_value(kind, name, given) for name, given in claimed.items())
    entry = Entry(kind=line.kind, subject=line.subject, place=line.place, value=value)
    shown = {name: _shown(value) for name, value in recorded.items()}
    hidden = {n: "另有记录" if is_personal(kind, n) else value for n, value in shown.items()}
    return Proposal(
        cause=ProposalCause.CONTEST,
        subject=statement.id,
        entry=_told(entry, kind, shown, claimed),
        line=_told(entry, kind, hidden, claimed),
        said={
            "contested": list(contest.contested),
            "recorded": recorded,
            "claimed": claimed,
            "valid_from": statement.valid_from,
        },
        evidence=evidence,
        lineage=batch.lineage[evidence[0].id],
        statements=[] if "type" in contest.contested else [statement],
        object=statement.target.id if isinstance(statement, Relation) else None,
        rule=evidence[0].rule,
    )


def _told(
    entry: Entry, kind: str, recorded: Mapping[str, object], claimed: Mapping[str, object]
) -> Entry:
    """Return a line with what is recorded and what is said here."""
    zh = "，".join(
        f"“{told_name(kind, name)}”已记录为“{told_value(kind, name, recorded[name])}”，"
        f"此处为“{told_value(kind, name, value)}”"
        for name, value in claimed.items()
    )
    en = ", ".join(
        f"{name} is recorded as “{recorded[name]}”, here “{value}”"
        for name, value in claimed.items()
    )
    return replace(entry, zh=f"{zh}；请核实后更正", en=f"{en}; find out which is right")


def _claimed(statement: Entity | Relation, name: str) -> object:
    if name == "type":
        return statement.label if isinstance(statement, Entity) else statement.type
    return statement.valid_to if name == "valid_to" else statement.properties.get(name)


def _shown(value: object) -> object:
    return "本次导入的另一来源的值" if value is None else value


def _key(statement: Entity | Relation) -> tuple[str, tuple[str, ...]]:
    return (statement.id, tuple(statement.evidence))
