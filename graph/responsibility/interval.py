"""Intervals of days (有效期): half open, the first day counts, the last does not."""

from dataclasses import dataclass

from graph.evidence import UNKNOWN_START

__all__ = ["Interval"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Days on which something is true (有效期), as fixed-width dates.

    Attributes:
        start: First day; `UNKNOWN_START` where the source does not say.
        end: First day on which it is no longer true; None while it lasts.
    """

    start: str = UNKNOWN_START
    end: str | None = None

    def holds(self, day: str) -> bool:
        """Tell whether a day lies inside.

        >>> Interval(start="2022-01-01", end="2023-01-01").holds("2023-01-01")
        False
        """
        return self.start <= day and (self.end is None or self.end > day)

    def ended(self, day: str) -> bool:
        """Tell whether it was over on a day."""
        return self.end is not None and self.end <= day

    def within(self, other: "Interval") -> "Interval":
        """Return the days of both; a start that no source gives does not count."""
        ends = [end for end in (self.end, other.end) if end is not None]
        return Interval(start=max(self.start, other.start), end=min(ends, default=None))

    def covering(self, other: "Interval") -> "Interval":
        """Return the days from the earliest start that a source gives to the latest end."""
        starts = [s for s in (self.start, other.start) if s != UNKNOWN_START]
        open_end = self.end is None or other.end is None
        return Interval(
            start=min(starts, default=UNKNOWN_START),
            end=None if open_end else max(self.end or "", other.end or ""),
        )

    @property
    def known_start(self) -> str | None:
        """First day, or None where no source says."""
        return None if self.start == UNKNOWN_START else self.start
