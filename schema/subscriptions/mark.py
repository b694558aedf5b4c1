"""Where a subscriber stands (续传位置): what it was told, as a token that names it.

Writes end in another order than they began, so that one instant does not say what was
told: a mark holds the instant up to which everything was, and the later ones that were.
"""

import base64
import binascii
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import orjson

from graph.evidence import instant, now
from schema.context import TokenError

__all__ = ["LATE", "Mark"]

LATE: Final = timedelta(hours=1)
"""Longest time from the instant of a write to its end; what takes longer is not told live."""
_KEPT: Final = 500
_LONGEST: Final = 20_000
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a subscriber was told (续传位置).

    Attributes:
        floor: Instant up to which everything was told.
        told: Later instants of which everything was told.
        begun: An instant of which a part was told.
        last: Id of the last thing told of that one; its things are told in the order of ids.
    """

    floor: str
    told: frozenset[str] = frozenset()
    begun: str = ""
    last: str = ""

    def knows(self, moment: str) -> bool:
        """Tell whether everything of an instant was told."""
        return moment <= self.floor or moment in self.told

    def shown(
        self, visible: Collection[str], moment: str, identifier: str, now: datetime
    ) -> "Mark":
        """Return the mark to give away once a thing of an instant was told.

        It names no instant at which only what the subscriber may not see was recorded, and it
        is the same whether there was one: of those it says that they were not told, and to look
        at them again tells nothing.

        Args:
            visible: Later instants than the floor that the subscriber may see something of.
            moment: The instant; everything older that was to be told was.
            identifier: Id of the thing.
            now: The present.
        """
        floor = min(instant(now - LATE), instant(_moment(moment) - _MICROSECOND))
        told = sorted(each for each in visible if each > floor and self.knows(each))
        if len(told) > _KEPT:
            floor, told = told[-_KEPT - 1], told[-_KEPT:]
        return Mark(floor=floor, told=frozenset(told), begun=moment, last=identifier)

    def passed(self, moment: str, now: datetime) -> "Mark":
        """Return the mark once everything of an instant was told, and of all that are older.

        What was told of another instant stays told: an older one may come after it, if its write
        ended later or is not for the subscriber, so that no token names it.
        """
        late = instant(now - LATE)
        floor = max(self.floor, min(moment, late))
        told = sorted(each for each in {*self.told, moment} if each > floor)
        if len(told) > _KEPT:
            floor, told = told[-_KEPT - 1], told[-_KEPT:]
        if moment == self.begun:
            return Mark(floor=floor, told=frozenset(told))
        return replace(self, floor=floor, told=frozenset(told))

    @property
    def token(self) -> str:
        """Text that names it."""
        start = _moment(self.floor)
        later = sorted((_moment(each) - start) // _MICROSECOND for each in self.told)
        said = orjson.dumps([self.floor, later, self.begun, self.last])
        return base64.urlsafe_b64encode(said).decode().rstrip("=")

    @classmethod
    def of(cls, token: str) -> "Mark":
        """Return the mark that a token names; the token of an answer's snapshot will do too.

        Raises:
            TokenError: If no event and no answer gave it.
        """
        try:
            if "/" in token:
                asked = instant(_moment(token.partition("/")[2]))
                return cls(floor=min(asked, now()))  # else nothing would be told until then
            if len(token) > _LONGEST:
                raise TokenError(token[:40])
            floor, later, begun, last = orjson.loads(base64.urlsafe_b64decode(token + "=="))
            start = _moment(floor)
            told = frozenset(instant(start + each * _MICROSECOND) for each in later)
            return cls(floor=instant(start), told=told, begun=str(begun), last=str(last))
        except (ValueError, TypeError, OverflowError, binascii.Error) as error:
            raise TokenError(token[:40]) from error


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
