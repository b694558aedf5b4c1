"""Offices that one row begins and another ends (任免相接), as in a list of appointments. Pure.

Read each for itself, the row of the appointment would leave in office whoever the row of the
dismissal says has left it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.evidence import UNKNOWN_START
from graph.model.labels import RelType
from loaders.identity import EntityDraft, Mention, RelationDraft

__all__ = ["Turns", "joined"]

_Key = tuple[tuple[str, ...], tuple[str, ...]]
_NOWHERE: Final[tuple[str, ...]] = ()


class Turns:
    """Offices that are over, nobody says since when (离任日期不明的任职).

    Attributes:
        left: Each of them.
    """

    def __init__(self) -> None:
        self.left: set[_Key] = set()

    def leave(self, name: str, employer: object, post: object) -> None:
        """Note that a person has left an office."""
        self.left.add(((name, *_path(employer)), _path(post)))


def joined(
    relations: Sequence[RelationDraft], left: Collection[_Key]
) -> tuple[list[RelationDraft], list[RelationDraft]]:
    """Return relationships with the offices closed that other rows end, and those that may be over.

    Args:
        relations: What rows say.
        left: Offices that are over, nobody says since when.
    """
    offices: dict[_Key, list[RelationDraft]] = defaultdict(list)
    for one in relations:
        if one.type is RelType.HOLDS_POST:
            offices[_path(one.source), _path(one.target)].append(one)
    unclear = [one for key in left for one in offices.get(key, ()) if one.valid_to is None]
    closed = {
        old: new
        for key, turns in offices.items()
        if key not in left and len(turns) > 1
        for old, new in _closed(turns)
    }
    return [closed.get(one, one) for one in relations if one not in unclear], unclear


def _closed(turns: Iterable[RelationDraft]) -> Iterator[tuple[RelationDraft, RelationDraft]]:
    """Yield each row that begins or ends a term with the whole term that both say together."""
    ends = [one for one in turns if one.valid_from == UNKNOWN_START and one.valid_to]
    begun = [one for one in turns if one.valid_to is None]
    for end in sorted(ends, key=lambda one: one.valid_to or ""):
        before = [one for one in begun if one.valid_from < (end.valid_to or "")]
        if before:
            first = max(before, key=lambda one: one.valid_from)
            begun.remove(first)
            yield first, replace(first, valid_to=end.valid_to)
            yield end, replace(end, valid_from=first.valid_from, properties=first.properties)


def _path(end: object) -> tuple[str, ...]:
    if isinstance(end, EntityDraft):
        return (end.name, *_path(end.within))
    return (end.text,) if isinstance(end, Mention) else _NOWHERE
