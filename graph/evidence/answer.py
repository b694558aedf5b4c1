"""What every computed answer says of itself (答复口径): on which day, and how far it looked."""

from dataclasses import dataclass

from graph.evidence.clock import At

__all__ = ["Coverage", "Snapshot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The point on both clocks an answer was computed on (快照).

    Attributes:
        as_of: Day on which the statements used are true.
        known_at: Instant at which they were recorded and not retracted.
        token: Quoting it back gives the same answer.
    """

    as_of: str
    known_at: str
    token: str

    @classmethod
    def of(cls, at: At) -> "Snapshot":
        """Return the snapshot of a point.

        >>> Snapshot.of(At(as_of="2022-03-12", known_at="2022-03-13T00:00:00.000000Z")).token
        '2022-03-12/2022-03-13T00:00:00.000000Z'
        """
        return cls(as_of=at.as_of, known_at=at.known_at, token=at.token)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far an answer looked (覆盖范围): bounds are part of it, never a silent cut.

    Attributes:
        complete: Whether nothing was left out.
        stopped_by: The bound that was reached; None where none was.
        expanded: Things looked at.
        max_depth_reached: Steps from the subject to the farthest of them.
        hidden_by_policy: Things left out because the caller may not see them.
        unplaced: Enterprises on record that lie in no park or region, and so in no survey of
            one; None where the answer is of no such survey.
    """

    complete: bool = True
    stopped_by: str | None = None
    expanded: int = 0
    max_depth_reached: int = 0
    hidden_by_policy: int = 0
    unplaced: int | None = None
