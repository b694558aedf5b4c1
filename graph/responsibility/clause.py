"""The clause a gap breaks (所违条款): by rule, or in the words of the source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress

from graph.evidence import Citation
from graph.evidence.instruments import cited
from graph.model.labels import DutyRole, Line
from graph.responsibility.gaps import GapKind, ResponsibilityGap
from graph.responsibility.rules import Condition, Rule
from graph.responsibility.situation import Charge, Context, Situation
from graph.responsibility.wording import default_messages, worded

__all__ = ["Clause", "Law", "breached", "clause_of"]


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


class Law:
    """The rules in force on the day of a situation (当日有效规则), and what they apply to.

    Attributes:
        rules: All of them.
        demanding: Those that demand their roles.
    """

    def __init__(self, rules: Iterable[Rule], situation: Situation) -> None:
        """Take the rules that are in force on the day of a situation."""
        self.rules = tuple(rule for rule in rules if rule.days.holds(situation.day))
        self.demanding = tuple(rule for rule in self.rules if rule.demands)
        self._situation = situation
        self._of_type: dict[str, list[list[Rule]]] = {}
        self._met: dict[tuple[str, tuple[bool, ...]], tuple[Rule, ...]] = {}
        self._on: dict[str, tuple[Rule, ...]] = {}

    def on(self, context: Context) -> tuple[Rule, ...]:
        """Return the rules that apply to a thing, or may; found once for each thing."""
        if context.id not in self._on:
            alike = self._speaking_of(context.type)
            met = tuple(rules[0].applies(self._situation, context) is not False for rules in alike)
            if (context.type, met) not in self._met:
                told = {id(rule) for rules in compress(alike, met) for rule in rules}
                found = tuple(rule for rule in self.rules if id(rule) in told)
                self._met[context.type, met] = found
            self._on[context.id] = self._met[context.type, met]
        return self._on[context.id]

    def of(self, kind: GapKind, context: Context) -> Iterator[Rule]:
        """Yield the rules for a kind of gap that apply to a thing, or may."""
        return (rule for rule in self.on(context) if kind in rule.gaps)

    def compared(self, lines: Iterable[Line]) -> tuple[Rule, ...]:
        """Return the rules on some lines that apply to something in the situation, or may."""
        used = {rule.id for context in self._situation.reached for rule in self.on(context)}
        wanted = frozenset(lines)
        return tuple(rule for rule in self.rules if rule.id in used and rule.line in wanted)

    def _speaking_of(self, label: str) -> list[list[Rule]]:
        """Return the rules for a type, those on the same conditions together."""
        if label not in self._of_type:
            alike: dict[tuple[Condition, ...], list[Rule]] = {}
            for rule in self.rules:
                if not rule.applies_to or label in rule.applies_to:
                    alike.setdefault(rule.conditions, []).append(rule)
            self._of_type[label] = list(alike.values())
        return self._of_type[label]


def clause_of(rule: Rule, kind: GapKind, situation: Situation, context: Context) -> Clause:
    """Return a rule as the clause that a gap of one kind breaks."""
    return Clause(
        kind=kind,
        citation=rule.citation,
        message=rule.messages.get(kind) or default_messages()[kind],
        asked=rule.open_questions(situation, context),
    )


def breached(
    law: Law,
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
        for rule in law.of(kind, context)
        if rule.speaks_of(charge.line, charge.role) and charge.of_sector(rule.sectors)
    ]
    if speaking:
        named_first = min(speaking, key=lambda rule: not rule.roles)
        return clause_of(named_first, kind, situation, context)
    if charge.basis:
        said = cited(charge.basis, situation.day)
        return Clause(kind=kind, citation=said, message=default_messages()[kind])
    return None
