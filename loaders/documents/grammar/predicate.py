"""One verb of a clause (谓词): who acts, on what, with whom, where, and whether it is so."""

from dataclasses import dataclass

from loaders.documents.grammar.runs import Run
from loaders.documents.statements import Span

__all__ = ["Predicate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A verb of the field and what stands around it (谓词).

    Attributes:
        verb: Where the verb stands.
        kinds: What it means: tables of the verb lexicon.
        clause: Its clause.
        sentence: Its sentence.
        opens: Whether it opens its clause, but for words that may stand before it.
        subject: What opens the clause, or a clause before it in the sentence.
        before: The last names before the verb in its clause.
        agent: The one who acts in a passive clause (由, 被).
        target: The one acted on before the verb (对, 将).
        place: Where (在, 赴).
        partner: With whom (与).
        topic: What an earlier clause of the sentence was about: the subject of a passive verb, or
            what 对 set before a clause of its own.
        carried: Subject of the sentence before on the same line, where this one has none.
        objects: What follows the verb.
        real: Whether it is stated as so: no plan, wish or denial.
    """

    verb: Span
    kinds: frozenset[str]
    clause: Span
    sentence: Span
    opens: bool = False
    subject: Run | None = None
    before: Run | None = None
    agent: Run | None = None
    target: Run | None = None
    place: Run | None = None
    partner: Run | None = None
    topic: Run | None = None
    carried: Run | None = None
    objects: Run | None = None
    real: bool = True

    @property
    def doer(self) -> Run | None:
        """The one who acts, active or passive."""
        return self.agent or self.subject

    @property
    def undergoer(self) -> Run | None:
        """The one acted on, wherever it stands."""
        return self.objects or self.target or (self.subject if self.agent else self.topic)
