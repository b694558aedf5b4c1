"""The two clocks (双时态): when it was true in the world, and when we knew it.

Both are kept as fixed-width ISO strings, so that text order is time order on every
engine: ``YYYY-MM-DD`` for validity, ``YYYY-MM-DDTHH:MM:SS.ffffffZ`` for knowledge.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from graph.evidence.calendar import resting

__all__ = ["UNKNOWN_START", "At", "instant", "now", "today"]

UNKNOWN_START: Final = "0001-01-01"
"""`valid_from` of a statement whose source does not say since when it is true."""


def instant(moment: datetime) -> str:
    """Write an aware moment in UTC with microseconds.

    >>> instant(datetime(2024, 2, 3, 4, 5, 6, 7, tzinfo=UTC))
    '2024-02-03T04:05:06.000007Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def now() -> str:
    """Return this moment as an instant."""
    return instant(datetime.now(UTC))


_BEIJING: Final = timezone(timedelta(hours=8), "UTC+8")
"""Time of the whole country; a server that runs on UTC is a day behind it until eight o'clock."""


def today(moment: datetime | None = None) -> str:
    """Return the day that it is in China, now or at an aware moment.

    >>> today(datetime(2022, 3, 11, 16, 30, tzinfo=UTC))
    '2022-03-12'
    """
    return (moment or datetime.now(UTC)).astimezone(_BEIJING).date().isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """A point on both clocks (时点).

    Attributes:
        as_of: Day on which the statement must be true, ``YYYY-MM-DD``.
        known_at: Instant at which it must be recorded and not retracted.
    """

    as_of: str
    known_at: str

    @classmethod
    def of(cls, as_of: date | None = None, known_at: datetime | None = None) -> "At":
        """Return the point; what is not given is today in China, and now.

        A moment without a zone is read as UTC.
        """
        if known_at is not None and known_at.tzinfo is None:
            known_at = known_at.replace(tzinfo=UTC)
        return cls(
            as_of=as_of.isoformat() if as_of else today(),
            known_at=instant(known_at) if known_at else now(),
        )

    @property
    def parameters(self) -> dict[str, str | list[str]]:
        """The parameters that every generated clock predicate uses."""
        return {"as_of": self.as_of, "known_at": self.known_at, "resting": [*resting(self.as_of)]}

    @property
    def token(self) -> str:
        """Text that names this point; quoting it back gives the same answer."""
        return f"{self.as_of}/{self.known_at}"
