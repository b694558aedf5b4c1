"""Who may see a thing (可见范围): the keys that it bears, from what it lies in and answers for.

Three kinds of key:

- the id of a region, park or organisation: the thing lies in it, or is it;
- `upward(id)`: it is that thing, or answers for it, so that whoever lies in it may see it;
- `PUBLIC`: everybody may see it.

A thing that bears no key is seen by nobody who is bound to a scope.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.model.labels import Label, RelType

__all__ = [
    "ALWAYS_PUBLIC",
    "ANSWERING",
    "BEARERS",
    "INSIDE",
    "PUBLIC",
    "TIES",
    "Tie",
    "keys_of",
    "upward",
]

PUBLIC: Final = "*"
BEARERS: Final = frozenset({Label.REGION, Label.PARK, Label.ORGANISATION})
"""Labels that an id begins with if a caller can be bound to it."""

ALWAYS_PUBLIC: Final = frozenset({Label.REGION, Label.SUBSTANCE, Label.RECEPTOR})
"""Types that are public: divisions, reference data, places to be warned."""
_BODIES: Final = frozenset({Label.AUTHORITY, Label.INSTITUTION})
"""Public bodies: they are public, and their posts are."""
_MANAGED: Final = frozenset({Label.PROGRAMME, Label.PLATFORM})
"""Types that are public unless an enterprise or a provider runs them."""
_PRIVATE: Final = frozenset({Label.ENTERPRISE, Label.CUSTODY_PROVIDER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relationship on record that decides who may see one of its ends (可见关系).

    Attributes:
        type: Its type.
        source: Id at its tail.
        target: Id at its head.
        valid_from: First day on which it is true.
        valid_to: First day on which it is no longer true; None while it lasts.
    """

    type: RelType
    source: str
    target: str
    valid_from: str
    valid_to: str | None


INSIDE: Final[Mapping[RelType, bool]] = {
    RelType.PART_OF: True,
    RelType.LOCATED_IN: True,
    RelType.OPERATES: False,
    RelType.HAS_HAZARD: False,
    RelType.CONTROLS: True,
    RelType.FOUND_AT: True,
    RelType.INSPECTS: True,
    RelType.MEASURES: True,
    RelType.MANAGES: False,
    RelType.BELONGS_TO: True,
}
"""Relationships by which one end lies in the other: whether it is the source that does."""
ANSWERING: Final[Mapping[RelType, bool]] = {
    RelType.RESPONSIBLE_FOR: True,
    RelType.HAS_CUSTODY_OF: True,
    RelType.SUPERVISES: True,
    RelType.HOLDS_POST: True,
    RelType.REPORTS_TO: False,
}
"""Relationships by which one end answers for the other: whether it is the source that does."""
TIES: Final = (*INSIDE, *ANSWERING)


def upward(identifier: str) -> str:
    """Return the key of a thing for those that lie in it.

    >>> upward("Park:a")
    '^Park:a'
    """
    return f"^{identifier}"


def keys_of(types: Mapping[str, str], ties: Iterable[Tie], day: str) -> dict[str, frozenset[str]]:
    """Return the keys of every thing.

    Where a thing lies is what is so on the day; if nothing is, what was so last. Who answered for
    a thing at any time stays visible with it, since that is asked of the past.

    Args:
        types: Type of every thing, by id.
        ties: Relationships on record, none of them retracted.
        day: Today, whatever day is asked about.
    """
    inside: dict[tuple[str, RelType], list[tuple[str, Tie]]] = defaultdict(list)
    answering: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        lies = INSIDE.get(tie.type)
        first = ANSWERING[tie.type] if lies is None else lies
        child, parent = (tie.source, tie.target) if first else (tie.target, tie.source)
        if child not in types or parent not in types:
            continue
        if lies is None:
            answering[child].add(parent)
        else:
            inside[child, tie.type].append((parent, tie))
    above: dict[str, set[str]] = defaultdict(set)
    for (child, _), found in inside.items():
        above[child] |= set(_current(found, day))
    places = {one: set(_own(one)) for one in types}
    lies_in = _spread(places, _inherited(types, above), places.__getitem__)
    seen = {one: lies_in[one] | _shown(one, types, above) for one in types}
    for one, borne in answering.items():
        seen[one] |= {upward(key) for thing in borne for key in _own(thing)}

    def handed(one: str) -> set[str]:
        # Who holds a post, or stands above it, shares what it answers for.
        return seen[one] if types[one] == Label.POST else lies_in[one]

    return {one: frozenset(found) for one, found in _spread(seen, answering, handed).items()}


def _own(identifier: str) -> Iterator[str]:
    if identifier.partition(":")[0] in BEARERS:
        yield identifier


def _current(found: list[tuple[str, Tie]], day: str) -> Iterator[str]:
    """Yield where a thing lies on the day, or else where it lay last."""
    begun = [(p, t) for p, t in found if t.valid_from <= day] or found
    now = [p for p, t in begun if t.valid_to is None or t.valid_to > day]
    if now:
        yield from now
        return
    last = max(t.valid_to or "" for _, t in begun)
    yield from (p for p, t in begun if (t.valid_to or "") == last)


def _inherited(types: Mapping[str, str], above: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """Return what each thing lies in; what a provider or an authority sends lies nowhere."""
    return {
        child: {p for p in parents if not _sends(types[child], types[p])}
        for child, parents in above.items()
    }


def _sends(child: str, parent: str) -> bool:
    """Tell whether a post is of a provider, which must not show it to all its customers."""
    return child == Label.POST and parent == Label.CUSTODY_PROVIDER


def _shown(identifier: str, types: Mapping[str, str], above: Mapping[str, set[str]]) -> set[str]:
    """Return the keys of a thing besides those of where it lies."""
    kind, parents = types[identifier], {types[p] for p in above.get(identifier, ())}
    public = kind in ALWAYS_PUBLIC | _BODIES or (kind in _MANAGED and not parents & _PRIVATE)
    if kind == Label.POST and parents & _BODIES:
        public = True
    keys = {upward(identifier)} if next(_own(identifier), None) else set()
    return keys | {PUBLIC} if public else keys


def _spread(
    keys: dict[str, set[str]],
    above: Mapping[str, set[str]],
    handed: Callable[[str], set[str]],
) -> dict[str, set[str]]:
    """Give each thing the keys that everything above it hands on, round rings as well.

    Args:
        keys: Keys that each thing begins with; they grow.
        above: What each takes keys from.
        handed: Keys that a thing hands on, as they are by then.
    """
    below: dict[str, set[str]] = defaultdict(set)
    for child, parents in above.items():
        for parent in parents:
            below[parent].add(child)
    waiting = list(below)
    while waiting:
        parent = waiting.pop()
        given = handed(parent)
        for child in below.get(parent, ()):
            if not given <= keys[child]:
                keys[child] |= given
                waiting.append(child)
    return keys
