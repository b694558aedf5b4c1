"""Comparing a situation with the rules (比对): every gap has a clause that it breaks.

Where no rule speaks of a role, the clause that the source itself gives as the basis of the
duty is cited; where there is neither, nothing is said.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from graph.evidence import Citation
from graph.model.labels import DutyRole, Line
from graph.responsibility.apart import conflict, duplicate
from graph.responsibility.clause import Law, breached, clause_of
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.outlasting import outlasting
from graph.responsibility.overdue import stale, unpublished
from graph.responsibility.rules import Rule
from graph.responsibility.rungs import basis_of
from graph.responsibility.situation import Charge, Context, Situation

__all__ = ["Comparison", "compared"]

Check = Callable[[Situation, Context, Law], Iterator[ResponsibilityGap]]

_LINES: Final = tuple(Line)
_KINDS: Final = tuple(GapKind)
_ROLES: Final = tuple(DutyRole)
_NO_CALENDAR: Final = (
    "该年节假日安排未收录，只按周末顺延",
    "the days off of that year are not on file, only weekends were passed over",
)
_IN_PART: Final = (
    "原合同未登记范围，现有合同各有范围，请核实是否全部覆盖",
    "its scope is not recorded, so check that the scopes of those in force cover all of it",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a situation lacks, and by which rules that is told (比对结果).

    Attributes:
        gaps: None twice: nearest thing first, then line, kind and role.
        rules: The rules in force that apply to something in it, or may.
    """

    gaps: tuple[ResponsibilityGap, ...]
    rules: tuple[Rule, ...]

    @property
    def clauses(self) -> tuple[Citation, ...]:
        """Clauses of those rules, each once."""
        return tuple(dict.fromkeys(rule.citation for rule in self.rules))


def compared(
    situation: Situation, rules: Iterable[Rule], lines: Iterable[Line] = _LINES
) -> Comparison:
    """Compare a situation with the rules in force on its day, on some of the lines."""
    law = Law(rules, situation)
    wanted = frozenset(lines)
    steps = {context.id: k for k, context in enumerate(situation.contexts)}

    def place(gap: ResponsibilityGap) -> tuple[int, int, int, int, str]:
        role = _ROLES.index(DutyRole(gap.role)) if gap.role else -1
        kind, line = _KINDS.index(gap.kind), _LINES.index(Line(gap.line))
        return (steps[gap.subject], line, kind, role, gap.message)

    found = (
        gap
        for context in situation.reached
        for check in _CHECKS
        for gap in check(situation, context, law)
        if gap.line in wanted
    )
    gaps = tuple(sorted(_merged(found), key=place))
    return Comparison(gaps=gaps, rules=law.compared(wanted))


def _merged(found: Iterable[ResponsibilityGap]) -> Iterator[ResponsibilityGap]:
    """Yield each gap once, with all that it rests on."""
    same: dict[ResponsibilityGap, list[str]] = {}
    for gap in found:
        same.setdefault(gap, []).extend(gap.evidence)
    for gap, evidence in same.items():
        yield replace(gap, evidence=tuple(dict.fromkeys(evidence)))


def _missing(situation: Situation, context: Context, law: Law) -> Iterator[ResponsibilityGap]:
    """A demanded role that nobody is in; one that ran out is told as such."""
    for rule in law.of(GapKind.MISSING, context):
        if not rule.demands:
            continue
        things = situation.above(context) if rule.reach == "ABOVE" else (context,)
        known = [charge for thing in things for charge in thing.charges]
        for role in rule.roles:
            fit = [c for c in known if _is(c, rule.line, role) and c.of_sector(rule.sectors)]
            ran_out = GapKind.EXPIRED in rule.gaps and any(
                charge in context.charges and charge.days.ended(situation.day) for charge in fit
            )
            if not ran_out and not any(charge.stands(situation.day) for charge in fit):
                clause = clause_of(rule, GapKind.MISSING, situation, context)
                coming = [charge for charge in fit if charge.days.start > situation.day]
                note = _to_come(situation.day, (charge.days.start for charge in coming))
                yield clause.gap(context, rule.line, role, borne=coming, asked=note)


def _unrecorded(situation: Situation, context: Context, law: Law) -> Iterator[ResponsibilityGap]:
    """Properties that a rule wants on record of the thing itself, and are not."""
    for rule in law.of(GapKind.MISSING, context):
        lacking = tuple(name for name in rule.wanted if name not in context.facts)
        if lacking:
            clause = clause_of(rule, GapKind.MISSING, situation, context)
            yield clause.gap(context, rule.line, None, lacking=lacking)


def _expired(situation: Situation, context: Context, law: Law) -> Iterator[ResponsibilityGap]:
    """A duty or a custody contract that ran out, and none followed; the last one is told."""
    if context.is_settled:
        return
    over = [charge for charge in context.charges if charge.days.ended(situation.day)]
    told: list[Charge] = []
    for charge in sorted(over, key=lambda each: each.days.end or "", reverse=True):
        lasting = (*told, *_lasting(situation, context, law, charge))
        followers = [other for other in lasting if other.follows(charge)]
        if any(not other.covers_part_of(charge) for other in followers):
            continue
        told.append(charge)
        kind = GapKind.CUSTODY_LAPSED if charge.by_contract else GapKind.EXPIRED
        if clause := breached(law, kind, situation, context, charge):
            notes = () if charge.calendar_known else (_NO_CALENDAR,)
            notes = (*notes, _IN_PART) if followers else notes
            yield clause.gap(
                context,
                charge.line,
                charge.role,
                names=charge.names,
                since=charge.days.end,
                contract=charge.contract,
                borne=(charge,),
                asked=(*notes, *_to_come(situation.day, _starts(context, charge))),
            )


def _starts(context: Context, charge: Charge) -> Iterator[str]:
    """Yield since when whatever takes the place of a charge on the thing is in force."""
    yield from (other.days.start for other in context.charges if other.follows(charge))


def _to_come(day: str, starts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the note that somebody follows later, where the record has it so."""
    coming = min((start for start in starts if start > day), default=None)
    if coming is None:
        return ()
    return ((f"登记显示自{coming}起接续", f"the record has a successor from {coming} on"),)


def _lasting(situation: Situation, context: Context, law: Law, charge: Charge) -> Iterator[Charge]:
    """Yield what may follow a charge: above the thing too, where a rule is content with that."""
    content = any(
        rule.reach == "ABOVE" and rule.speaks_of(charge.line, charge.role)
        for rule in law.of(GapKind.EXPIRED, context)
    )
    for thing in situation.above(context) if content else (context,):
        yield from (each for each in thing.charges if each.stands(situation.day))


def _vacant(situation: Situation, context: Context, law: Law) -> Iterator[ResponsibilityGap]:
    """A standing duty of a post that has holders on record, none of them in office."""
    day = situation.day
    for charge in () if context.is_settled else context.charges:
        post = charge.own
        if post is None or not charge.stands(day) or not charge.vacant(day):
            continue
        left = [term.days.end for term in post.holders if term.days.ended(day)]
        if clause := breached(law, GapKind.VACANT, situation, context, charge):
            yield clause.gap(
                context,
                charge.line,
                charge.role,
                names=charge.names,
                since=max((end for end in left if end), default=None),
                borne=(charge,),
                asked=_to_come(day, (term.days.start for term in post.holders)),
            )


def _unsupported(situation: Situation, context: Context, law: Law) -> Iterator[ResponsibilityGap]:
    """A standing duty without a basis; a contract that is named is a basis itself."""
    for charge in context.charges:
        if not charge.stands(situation.day) or charge.contract:
            continue
        if charge.basis or basis_of(situation, context, charge, law.demanding):
            continue
        if clause := breached(law, GapKind.UNSUPPORTED, situation, context, charge):
            yield clause.gap(context, charge.line, charge.role, names=charge.names, borne=(charge,))


_CHECKS: Final[tuple[Check, ...]] = (
    _missing,
    _unrecorded,
    _expired,
    outlasting,
    _vacant,
    stale,
    unpublished,
    duplicate,
    _unsupported,
    conflict,
)


def _is(charge: Charge, line: Line, role: DutyRole) -> bool:
    return charge.line is line and charge.role is role
