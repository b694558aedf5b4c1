"""Gaps (责任缺口): what is missing or wrong in a chain, and the rule it breaks."""

from dataclasses import dataclass, field
from enum import StrEnum

from graph.evidence import Citation

__all__ = ["GapKind", "ResponsibilityGap"]


class GapKind(StrEnum):
    """Kind of gap (缺口类别).

    - MISSING (缺岗): a rule wants the role, and nobody is on record in it for the day.
    - VACANT (空缺): the duty stands and its post has holders on record, none of them in
      office on the day. A source that names the post alone is no vacancy: it does not say
      who holds it.
    - EXPIRED (到期): the duty itself ran out, and none in the same role followed.
    - STALE (逾期): what must be done every so often, or by a day, is overdue.
    - DUPLICATE (重复): two posts in one role that a rule wants to be single.
    - CONFLICT (冲突): one person in roles that a rule keeps apart, or two authorities in one
      sector.
    - OVERLOADED (超载): above a span that the user sets; no law gives a number.
    - UNPUBLISHED (未公示): appointed, and not published or filed as a rule wants.
    - UNSUPPORTED (无依据): a duty for which neither a source nor a rule gives the basis.
    - CUSTODY_LAPSED (托管到期): a custody contract ran out, and none followed; or people of
      its provider are still on record as answering.
    """

    MISSING = "MISSING"
    VACANT = "VACANT"
    EXPIRED = "EXPIRED"
    STALE = "STALE"
    DUPLICATE = "DUPLICATE"
    CONFLICT = "CONFLICT"
    OVERLOADED = "OVERLOADED"
    UNPUBLISHED = "UNPUBLISHED"
    UNSUPPORTED = "UNSUPPORTED"
    CUSTODY_LAPSED = "CUSTODY_LAPSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityGap:
    """One gap in a chain (责任缺口).

    Attributes:
        kind: What is wrong.
        line: Line of responsibility it is on.
        role: Role concerned; None where several are, or the thing itself is.
        subject: Id of the thing the duty is on: the subject asked about, or what it lies in.
        rule: Clause it breaks.
        message: One sentence in Chinese that says what to do.
        message_en: The same sentence in English.
        since: First day of the gap; None where the record does not say.
        evidence: Ids of what the gap rests on: the duty, who held its post, or the thing. It
            is no part of what makes two gaps the same.
    """

    kind: GapKind
    line: str
    role: str | None
    subject: str
    rule: Citation
    message: str
    message_en: str
    since: str | None = None
    evidence: tuple[str, ...] = field(default=(), compare=False)
