"""Duties that outlast a contract (托管到期后的在册职责): people of a provider that is gone."""

from collections.abc import Iterator

from graph.responsibility.clause import Law, clause_of
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.situation import Charge, Context, Situation

__all__ = ["outlasting"]


def outlasting(situation: Situation, context: Context, law: Law) -> Iterator[ResponsibilityGap]:
    """Yield standing duties of people whose provider's custody contract ran out.

    A provider without any contract on record is none of these: what was never recorded did not
    run out.
    """
    for rule in law.of(GapKind.CUSTODY_LAPSED, context):
        for charge in context.charges:
            if not rule.speaks_of(charge.line, charge.role) or not charge.stands(situation.day):
                continue
            if last := _run_out(situation, context, charge):
                clause = clause_of(rule, GapKind.CUSTODY_LAPSED, situation, context)
                yield clause.gap(
                    context,
                    charge.line,
                    charge.role,
                    names=charge.names,
                    since=last.days.end,
                    contract=last.contract,
                    borne=(charge, last),
                )


def _run_out(situation: Situation, context: Context, charge: Charge) -> Charge | None:
    """Return the last contract of the provider whose people bear a charge, if none stands."""
    provider = charge.own.organisation if charge.own else None
    contracts = [
        other
        for thing in situation.above(context)
        for other in thing.charges
        if other.by_contract and other.organisation == provider
    ]
    if any(each.stands(situation.day) for each in contracts):
        return None
    over = [each for each in contracts if each.days.ended(situation.day)]
    return max(over, key=lambda each: each.days.end or "", default=None)
