"""Quoting (引证): where in a document a statement stands, and what waits for a person.

One `Quoting` serves one document: it gives each statement its evidence, its place in the report
and how far its rule is believed, and makes proposals of what asserts nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.evidence import Evidence
from graph.model.labels import Method, ProposalCause
from loaders.documents import Statement, Suggestion, SuggestionKind
from loaders.documents.precision import Status, TrackRecord
from loaders.identity import Trust
from loaders.pipeline.proposal import Proposal
from loaders.report import Entry, Place
from loaders.sources import DocumentFile

__all__ = ["Quoting"]

_SUGGESTION: Final = "suggestion"
_MEANT: Final = {
    SuggestionKind.MISREADING: (ProposalCause.MISREADING, "似应为", "probably"),
    SuggestionKind.MISMATCH: (ProposalCause.MISMATCH, "应为", "it gives"),
}


@dataclass(frozen=True, slots=True)
class Quoting:
    """What one document's statements have in common (一份文档的引证).

    Attributes:
        file: The document.
        record: What was measured of the rules.
    """

    file: DocumentFile
    record: TrackRecord

    def trust(self, said: Statement) -> Trust:
        """Return how far the rule that found a statement is believed (可信程度)."""
        known = self.record.measured(said)
        return Trust(
            asserted=self.record.status_of(said) is Status.ASSERTED,
            precision=known.precision if known else None,
        )

    def place(self, said: Statement | Suggestion) -> Place:
        """Return where it stands, for the report (位置)."""
        return Place(
            file=self.file.source.name,
            start=said.original.start,
            end=said.original.end,
            locator=self.file.text.locator(said.span.start, said.span.end),
        )

    def evidence(self, said: Statement, note: str | None = None) -> Evidence:
        """Return the quote that bears a statement out (依据)."""
        return self._evidence(said, said.evidence, said.rule, note)

    def aside(
        self,
        said: Statement,
        subject: str,
        kind: str,
        reason: tuple[str, str],
        meant: Mapping[str, Any] | None = None,
    ) -> Proposal:
        """Return what cannot be written as a statement of the model (存疑陈述)."""
        entry = Entry(
            kind=kind,
            subject=subject,
            place=self.place(said),
            value=said.evidence,
            zh=reason[0],
            en=reason[1],
        )
        return Proposal(
            cause=ProposalCause.UNCLEAR,
            subject=self.file.source.id,
            entry=entry,
            said={"quote": said.evidence},
            evidence=[self.evidence(said)],
            lineage=self.file.source.lineage,
            rule=said.rule,
            precision=self.trust(said).precision,
            meant=meant,
        )

    def doubt(self, suggestion: Suggestion) -> Proposal:
        """Return a probable misreading, or figures that contradict each other (存疑)."""
        cause, zh, en = _MEANT[suggestion.kind]
        entry = Entry(
            kind=_SUGGESTION,
            subject=suggestion.printed,
            place=self.place(suggestion),
            value=suggestion.printed,
            zh=f"{suggestion.reason}，{zh}“{suggestion.suggested}”，请核对",
            en=f"{suggestion.reason_en}; {en} “{suggestion.suggested}”; please check",
        )
        return Proposal(
            cause=cause,
            subject=self.file.source.id,
            entry=entry,
            said={"printed": suggestion.printed, "suggested": suggestion.suggested},
            evidence=[self._evidence(suggestion, suggestion.printed, _SUGGESTION)],
            lineage=self.file.source.lineage,
            rule=_SUGGESTION,
        )

    def _evidence(
        self, said: Statement | Suggestion, quote: str, rule: str, note: str | None = None
    ) -> Evidence:
        return Evidence(
            document=self.file.source.sha256,
            method=Method.DOCUMENT_RULE,
            quote=quote,
            start=said.span.start,
            end=said.span.end,
            original_start=said.original.start,
            original_end=said.original.end,
            note=note,
            locator=self.file.text.locator(said.span.start, said.span.end),
            rule=rule,
        )
