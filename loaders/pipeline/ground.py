"""The ground of a placement (归属依据): what is recorded of parks, places and who lies where."""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from graph.cypher import question
from graph.evidence import At, Evidence
from graph.model.labels import Label, Method, RelType
from graph.store.ledger import version_from
from graph.store.plan import Version
from graph.store.port import Store
from graph.store.retracting import Gone, stated
from loaders.pipeline.verdicts import Bounded
from loaders.report import Place
from loaders.shapes import ShapeError

__all__ = [
    "PLACED",
    "Located",
    "Spot",
    "bounded",
    "located",
    "positioned",
    "spots_of",
    "touching",
]

PLACED: Final = frozenset({Label.ENTERPRISE, Label.UNIT, Label.RECEPTOR})
"""Types that may lie in a park by their own place."""
_CHUNK: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What is said of where a thing lies (已有归属).

    Attributes:
        stated: Ids of the parks that a source names for it, or else for who operates it.
        computed: Relationships that only a boundary and a place say.
        needless: Relationships that a source states and that were computed before, each with the
            version that rests on the source alone.
        ended: Day on which it was stated to lie in a park no longer.
        named: Relationships in which a source states a park for the thing itself, past ones too.
    """

    stated: frozenset[str] = frozenset()
    computed: tuple[Gone, ...] = ()
    needless: tuple[tuple[Gone, Version], ...] = ()
    ended: Mapping[str, str] = field(default_factory=dict)
    named: tuple[Gone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a file that states a boundary or a position (出处).

    Attributes:
        file: File name.
        lineage: What all editions of the file are called.
        evidence: The place.
    """

    file: str
    lineage: str
    evidence: Evidence

    @property
    def place(self) -> Place:
        """The place as the report names it."""
        said = self.evidence
        return Place(file=self.file, sheet=said.sheet, row=said.row, column=said.column)


async def bounded(store: Store) -> list[Bounded]:
    """Return the parks whose boundary is on record; one that draws nothing is left out."""
    rows = await store.read(question("placing/bounded").text, {"day": At.of().as_of})
    found: dict[str, Bounded] = {}
    for row in rows:
        said = version_from(row["version"])
        try:
            found[row["id"]] = Bounded.drawn(
                row["id"],
                said.properties["name"],
                said.properties["boundary"],
                said.evidence,
                said.valid_from,
            )
        except ShapeError:  # text from before boundaries were checked
            continue
    return list(found.values())


async def touching(
    store: Store, parks: Iterable[Bounded], ids: Iterable[Sequence[str]]
) -> AsyncIterator[list[str]]:
    """Yield what lies in the boxes of parks, and then, for each portion of ids, what lies there.

    What lies in a park is said to, and units lie where those do who operate them.
    """
    for park in parks:
        west, south, east, north = park.area.bounds
        box = {"south": south, "west": west, "north": north, "east": east}
        yield [row["id"] for row in await store.read(question("placing/boxed").text, box)]
    for portion in ids:
        asked = {"ids": portion}
        yield [row["id"] for row in await store.read(question("placing/dwelling").text, asked)]


async def positioned(store: Store, ids: Collection[str]) -> list[Gone]:
    """Return the things among these that may lie in a park and have a position today."""
    today = At.of().as_of
    found = {
        one.id: one
        for one in await stated(store, ids)
        if one.kind in PLACED and (one.version.valid_to is None or one.version.valid_to > today)
    }
    return [one for one in found.values() if _has_place(one.version.properties)]


def _has_place(said: Mapping[str, Any]) -> bool:
    return said.get("longitude") is not None and said.get("latitude") is not None


async def located(store: Store, ids: Collection[str]) -> dict[str, Located]:
    """Return what is said of where things lie today."""
    rows: list[dict[str, Any]] = []
    today = At.of().as_of
    for chunk in _chunks(ids):
        parameters = {"ids": chunk, "day": today}
        rows += await store.read(question("placing/located").text, parameters)
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["id"]].append(row)
    return {identifier: _said_of(said, today) for identifier, said in grouped.items()}


def _said_of(rows: Iterable[Mapping[str, Any]], today: str) -> Located:
    """Return what is said of one thing: its own park before that of who operates it."""
    past = [row for row in rows if (row["version"].get("valid_to") or "9999") <= today]
    lasting = [row for row in rows if row not in past]
    computed = [row for row in lasting if row["own"] and not _stated(row)]
    named = [row for row in lasting if _stated(row)]
    own = {row["park"] for row in named if row["own"]}
    mixed = [row for row in named if row["own"] and len(_stated(row)) < len(row["grounds"])]
    ended: dict[str, str] = {}
    for row in past:
        ended[row["park"]] = max(ended.get(row["park"], ""), row["version"]["valid_to"])
    return Located(
        stated=frozenset(own or {row["park"] for row in named}),
        computed=tuple(map(_link, computed)),
        needless=tuple((_link(row), _without_computed(row)) for row in mixed),
        ended=ended,
        named=tuple(_link(row) for row in (*past, *named) if row["own"] and _stated(row)),
    )


def _stated(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the places where a source says so itself, with what all its editions are called."""
    grounds = (each for each in row["grounds"] if each["method"] != Method.COMPUTED)
    return {each["id"]: each["lineage"] for each in grounds}


def _without_computed(row: Mapping[str, Any]) -> Version:
    version, said = version_from(row["version"]), _stated(row)
    return replace(
        version,
        evidence=tuple(key for key in version.evidence if key in said),
        lineages=tuple(dict.fromkeys(said.values())),
    )


def _link(row: Mapping[str, Any]) -> Gone:
    return Gone(
        kind=RelType.LOCATED_IN,
        id=row["link"],
        version=version_from(row["version"]),
        ends=(row["id"], row["park"]),
    )


async def spots_of(store: Store, ids: Collection[str]) -> dict[str, Spot]:
    """Return the places that pieces of evidence name; what was only computed is none."""
    found: dict[str, Spot] = {}
    for chunk in _chunks(ids):
        rows = await store.read(question("placing/places").text, {"ids": chunk})
        for row in rows:
            evidence = _evidence(row["place"])
            if evidence.method != Method.COMPUTED:
                spot = Spot(file=row["file"], lineage=row["lineage"], evidence=evidence)
                found[row["id"]] = spot
    return found


def _evidence(place: Mapping[str, Any]) -> Evidence:
    known: dict[str, Any] = {each.name: place.get(each.name) for each in fields(Evidence)}
    return Evidence(**known)


def _chunks(ids: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
