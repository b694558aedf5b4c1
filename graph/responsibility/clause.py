"""The clause a gap breaks (所违条款): by rule, or in the words of the source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.evidence import Citation
from graph.evidence.instruments import cited
from graph.model.labels import DutyRole, Line
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.rules import Rule
from graph.responsibility.situation import Charge, Context, Situation
from graph.responsibility.wording import default_messages, worded

__all__ = ["Clause", "applying", "breached", "clause_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause that a gap of one kind breaks (所违条款).

    Attributes:
        kind: Kind of gap.
        citation: Instrument and clause.
        message: Its sentence, in Chinese and in English.
        asked: What to check first, where it is open whether the clause applies.
    """

    kind: GapKind
    citation: Citation
    message: tuple[str, str]
    asked: tuple[tuple[str, str], ...] = ()

    def gap(
        self,
        context: Context,
        line: Line,
        role: DutyRole | None,
        *,
        names: tuple[str, ...] = (),
        since: str | None = None,
        contract: str | None = None,
        lacking: tuple[str, ...] = (),
        borne: Iterable[Charge] = (),
        asked: tuple[tuple[str, str], ...] = (),
    ) -> ResponsibilityGap:
        """Return the gap that breaks it, for a role on a thing.

        It rests on the charges `borne`, or else on what says that the thing is there.
        """
        said = dict.fromkeys(each for charge in borne for each in charge.rests_on)
        zh, en = worded(
            self.message,
            rule=self.citation,
            subject=context.name,
            role=role,
            posts=names,
            since=since,
            contract=contract,
            lacking=lacking,
            asked=(*self.asked, *asked),
        )
        return ResponsibilityGap(
            kind=self.kind,
            line=line,
            role=role,
            subject=context.id,
            rule=self.citation,
            message=zh,
            message_en=en,
            since=since,
            evidence=tuple(said) or context.evidence,
        )


def applying(
    rules: tuple[Rule, ...], kind: GapKind, situation: Situation, context: Context
) -> Iterator[Rule]:
    """Yield the rules for a kind of gap that apply to a thing, or may."""
    for rule in rules:
        if kind in rule.gaps and rule.applies(situation, context) is not False:
            yield rule


def clause_of(rule: Rule, kind: GapKind, situation: Situation, context: Context) -> Clause:
    """Return a rule as the clause that a gap of one kind breaks."""
    return Clause(
        kind=kind,
        citation=rule.citation,
        message=rule.messages.get(kind) or default_messages()[kind],
        asked=rule.open_questions(situation, context),
    )


def breached(
    rules: tuple[Rule, ...],
    kind: GapKind,
    situation: Situation,
    context: Context,
    charge: Charge,
) -> Clause | None:
    """Return the clause that a gap of a charge breaks; None where there is none to cite.

    A rule that names the role comes before one for its whole line, and any rule before the
    basis that the source gives.
    """
    speaking = [
        rule
        for rule in applying(rules, kind, situation, context)
        if rule.speaks_of(charge.line, charge.role) and charge.of_sector(rule.sectors)
    ]
    if speaking:
        named_first = min(speaking, key=lambda rule: not rule.roles)
        return clause_of(named_first, kind, situation, context)
    if charge.basis:
        said = cited(charge.basis, situation.day)
        return Clause(kind=kind, citation=said, message=default_messages()[kind])
    return None
