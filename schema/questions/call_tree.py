"""Whom to call, in which order (应急联系树): what is reached, joined with who answers for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.model.labels import Label, Line
from graph.responsibility.chain import ResponsibilityChain, Rung
from schema.questions.chains import Chains
from schema.types import problems
from schema.types.call_tree import Call, CallTreeEntry

__all__ = ["Reached", "call_tree_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Something that the accident reaches (波及对象).

    Attributes:
        place: Its id.
        name: Its name.
        order: Least number of steps from an origin; 0 for an origin.
        probability: That it is reached [-].
        time: When, after the start [s]; None if no model gives it.
    """

    place: str
    name: str
    order: int
    probability: float
    time: float | None


def call_tree_of(reached: Iterable[Reached], chains: Chains) -> list[CallTreeEntry]:
    """Return whom to call for everything reached, in the order in which it is reached."""
    called: set[tuple[str | None, ...]] = set()
    return [_entry(each, chains, called) for each in sorted(reached, key=_arrival)]


def _arrival(each: Reached) -> tuple[object, ...]:
    """What is known to come first goes first; without times, fewer steps do."""
    late = each.time is None
    return (late, each.time or 0.0, each.order, -each.probability, each.name, each.place)


def _entry(each: Reached, chains: Chains, called: set[tuple[str | None, ...]]) -> CallTreeEntry:
    found = list(chains.around(each.place))
    gaps = list(dict.fromkeys(gap for chain in found for gap in chain.gaps))
    calls = []
    for line, rung in _rungs(found):
        whom = (rung.post, rung.person, rung.organisation)
        calls.append(Call(line=line, rung=rung, already_called=whom in called))  # type: ignore[arg-type]  # a record of the same shape
        called.add(whom)
    return CallTreeEntry(
        place=each.place,
        order=each.order,
        probability=each.probability,
        arrival_time=each.time,
        calls=calls,
        gaps=gaps,  # type: ignore[arg-type]  # records of the same shape
        missing=[] if calls else [_nobody(each)],
    )


def _rungs(chains: Sequence[ResponsibilityChain]) -> Iterator[tuple[Line, Rung]]:
    """Yield who answers, line by line, from the spot to the top, nobody twice for one duty."""
    for line in Line:
        told: dict[tuple[str | None, ...], Rung] = {}
        for rung in (
            r for chain in chains for each in chain.lines if each.line == line for r in each.rungs
        ):
            key = (rung.subject, rung.role, rung.post, rung.person, rung.organisation)
            told.setdefault(key, rung)
        for order, rung in enumerate(told.values(), start=1):
            yield line, replace(rung, order=order)


def _nobody(each: Reached) -> problems.MissingData:
    """Return that nobody on record answers for a place, and which field would say who does."""
    unit = each.place.startswith(f"{Label.UNIT}:")
    field = "RESPONSIBLE_FOR.role" if unit else "LOCATED_IN.target"
    zh = (
        "请在“负责”登记表中补充它或其运营企业的责任岗位；没有登记运营企业的，一并补充。"
        if unit
        else "请在“位于”登记表中补充所在行政区，并登记该行政区的责任岗位。"
    )
    en = (
        "supply who is RESPONSIBLE_FOR it, or for the enterprise that OPERATES it, and that one "
        "where it is not on record."
        if unit
        else "supply the region that it is LOCATED_IN, and who is RESPONSIBLE_FOR that region."
    )
    return problems.MissingData(
        code="MISSING_DATA",
        message=f"“{each.name}”没有登记任何责任人，无人可联系；{zh}",
        message_en=f"Nobody on record answers for {each.name!r}, so there is nobody to call; {en}",
        of=each.name,
        field=field,
        candidates=[],
    )
