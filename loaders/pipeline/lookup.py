"""What the graph already knows by the names of a load (图中查找)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import islice
from typing import Any, Final, TypeVar

from graph.cypher.library import question
from graph.evidence import Evidence, Source
from graph.model.identity import label_of, name_key, normalised
from graph.model.labels import Label, Method, RelType
from graph.model.registry import node_spec
from graph.store.port import Store
from graph.store.retracting import evidence_of
from loaders.figures import Figure
from loaders.identity import GLOBAL, EntityDraft, Known, Mention, RelationDraft, cuts, untyped
from loaders.offices import thing_id
from loaders.pipeline.ahead import NOTHING, Coming, off_loop
from loaders.pipeline.recalling import Recalled

__all__ = [
    "Wanted",
    "bearing",
    "figures_of",
    "known_nodes",
    "places_of",
    "rows_of_registers",
    "unregistered",
    "wanted_by",
]

_IDS: Final = 5000
_ALIKE: Final[Mapping[Label, Label]] = {
    **{label: label for label in GLOBAL},
    Label.CUSTODY_PROVIDER: Label.ENTERPRISE,
    Label.INSTITUTION: Label.AUTHORITY,
}
"""For each type one that makes an id of a name in the same way: offices have one of their own."""
_NAMES: Final = 500
"""Names looked up in one statement; a full-text query takes 1,024 words."""

T = TypeVar("T")
May = Callable[[str], bool]


class Wanted:
    """The names that a load needs to know about (待查名称).

    Attributes:
        names: What is named, or pointed to, by name, alias or code.
        aliases: Other names that the load itself gives.
        types: For each of them, what it may be the name of; one type for all that are named alike.
    """

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        self.types: dict[str, set[Label]] = defaultdict(set)

    def add(self, text: str, labels: Iterable[Label] = GLOBAL) -> None:
        """Ask for a name; of ``within/name`` for its parts, cut wherever it may be meant."""
        parts = [part for part in text.split("/") if part]
        if len(parts) == 2:  # noqa: PLR2004 - one cut; the whole is seldom a name, and costs most
            self.add_alias(text, labels)
            self._name(parts, GLOBAL)
            return
        several = (
            "/".join(parts[start:end])
            for start in range(len(parts))
            for end in range(start + 1, len(parts) + 1)
        )
        self._name(several, labels if len(parts) == 1 else GLOBAL)

    def add_alias(self, text: str, labels: Iterable[Label] = GLOBAL) -> None:
        """Ask for a node whose own name this is."""
        plain = normalised(text)
        self.aliases.setdefault(plain, text)
        self.types[plain] |= _types(labels)

    def ids(self) -> set[str]:
        """Return the ids that these names or codes would have without anything around them."""
        texts = {**self.aliases, **self.names}
        return {key for plain, text in texts.items() for key in _ids(text, self.types[plain])}

    def _name(self, texts: Iterable[str], labels: Iterable[Label]) -> None:
        for text in texts:
            plain = normalised(text)
            self.names.setdefault(plain, text)
            self.types[plain] |= _types(labels)


def wanted_by(
    entities: Iterable[EntityDraft],
    relations: Iterable[RelationDraft],
    names: Iterable[str] = (),
) -> Wanted:
    """Return what a load needs to know; names within something are found without asking."""
    wanted = Wanted()
    for text in names:
        wanted.add(text)
    said: dict[str, set[Label]] = defaultdict(set)
    drafts = list(entities)
    for draft in drafts:
        for name in filter(None, (draft.name, *draft.aliases, draft.code)):
            said[normalised(name)].add(draft.label)
        if draft.label in GLOBAL:
            wanted.add(draft.name, [draft.label])
            for alias in filter(None, (*draft.aliases, draft.code)):
                wanted.add_alias(alias, [draft.label])
    for mention in _mentions(drafts, relations):
        text = untyped(mention.text)
        if not _is_said(said, text, mention.labels):
            wanted.add(text, mention.labels)
    return wanted


def _is_said(said: Mapping[str, set[Label]], text: str, labels: Iterable[Label]) -> bool:
    """Tell whether the load itself says something of that name, or of each part of it."""
    if not said.get(normalised(text), set()).isdisjoint(labels):
        return True
    return any(
        _is_said(said, name, labels) and _is_said(said, outer, Label) for outer, name in cuts(text)
    )


def _mentions(
    entities: Iterable[EntityDraft], relations: Iterable[RelationDraft]
) -> Iterator[Mention]:
    yield from (draft.within for draft in entities if isinstance(draft.within, Mention))
    for relation in relations:
        yield from (x for x in (relation.source, relation.target) if isinstance(x, Mention))


async def known_nodes(
    store: Store,
    wanted: Wanted,
    may: May | None = None,
    ahead: Coming = NOTHING,
    recalled: Recalled | None = None,
) -> list[Known]:
    """Return the nodes of the graph that bear these names, aliases or codes.

    Args:
        store: Where they are held.
        wanted: The names.
        may: Tells which keys the store may hold; any, if left out.
        ahead: What is not in the store yet.
        recalled: What was recorded before that, where `may` is given.

    Raises:
        NotYetError: If one of them is just being changed.
    """
    ids = await off_loop(wanted.ids)
    ahead.refuse(ids)
    found = ahead.known(ids)
    held = [key for key in ids if not ahead.holds(key) and (may is None or may(key))]
    own = await off_loop(recalled.known, held) if recalled and may else {}
    found += own.values()
    found += _nodes(await _asked(store, "lookup/by_id", (key for key in held if key not in own)))
    missing = await off_loop(_missing, wanted, found)
    ahead.refuse(missing)
    for chunk in _sliced(filter(may, missing), _NAMES):
        keys = {"query": " OR ".join(chunk)}
        nodes = _nodes(await store.read(question("lookup/by_name").text, keys))
        found += (node for node in nodes if not ahead.holds(node.id))
    ahead.refuse(node.id for node in found)
    return [*found, *ahead.bearing(missing)]


def _missing(wanted: Wanted, found: Sequence[Known]) -> list[str]:
    """Return the keys of the names that none of these bears as its own, or as its code."""
    held = {normalised(node.name) for node in found} | {node.code for node in found}
    return [name_key(text) for plain, text in wanted.names.items() if plain not in held]


async def bearing(store: Store, text: str) -> list[Known]:
    """Return everything that bears a name, alias or code: by name, if anything does."""
    asked = {"query": name_key(text)}
    found = list(_nodes(await store.read(question("lookup/by_name").text, asked)))
    called = [node for node in found if normalised(node.name) == normalised(text)]
    return called or found


async def figures_of(
    store: Store,
    ids: Collection[str],
    registered: Collection[str],
    may: May | None = None,
    ahead: Coming = NOTHING,
) -> list[Figure]:
    """Return the counted facts that the graph holds about these nodes.

    Args:
        store: Where they are held.
        ids: Of what they count.
        registered: Ids of figures that a register names; of all others it is looked up.
        may: Tells which keys the store may hold; any, if left out.
        ahead: What is not in the store yet.

    Raises:
        NotYetError: If one of them is just being changed.
    """
    ahead.refuse(f"{RelType.MEASURES}|{key}" for key in ids)
    counted = (key for key in sorted(ids) if may is None or may(f"{RelType.MEASURES}|{key}"))
    rows = await _asked(store, "lookup/figures", counted)
    ahead.refuse(row["id"] for row in rows)
    rows = [*(row for row in rows if not ahead.holds(row["id"])), *ahead.figures(ids)]
    listed = {*registered, *(row["id"] for row in rows if ahead.is_listed(row["id"]))}
    asked = {e for row in rows if row["id"] not in listed for e in row["evidence"]}
    by_register = await rows_of_registers(store, asked)
    return [
        Figure(
            **{**row, "evidence": tuple(dict.fromkeys(row["evidence"]))},
            registered=row["id"] in listed or not by_register.isdisjoint(row["evidence"]),
        )
        for row in rows
    ]


async def unregistered(store: Store, ids: Collection[str], ahead: Coming = NOTHING) -> set[str]:
    """Return those of these things of which no register speaks, only documents.

    Raises:
        NotYetError: If one of them is just being changed.
    """
    ahead.refuse(ids)
    places = await evidence_of(store, [key for key in ids if not ahead.holds(key)])
    places |= ahead.places(ids)
    by_register = await rows_of_registers(store, {e for each in places.values() for e in each})
    return {key for key, said in places.items() if by_register.isdisjoint(said)}


async def rows_of_registers(store: Store, ids: Collection[str]) -> set[str]:
    """Return those of these pieces of evidence that are rows of registers."""
    rows: list[dict[str, Any]] = []
    for chunk in _sliced(sorted(ids), _IDS):
        asked = {"ids": chunk, "method": Method.REGISTER_ROW.value}
        rows += await store.read(question("lookup/registered").text, asked)
    return {key for row in rows for key in row["ids"]}


async def places_of(store: Store, ids: Collection[str]) -> list[tuple[Evidence, Source]]:
    """Return pieces of evidence as they were recorded, each with its source without the text."""
    found: list[tuple[Evidence, Source]] = []
    for chunk in _sliced(sorted(ids), _IDS):
        for row in await store.read(question("lookup/sources").text, {"ids": chunk}):
            place = {each.name: row["place"].get(each.name) for each in fields(Evidence)}
            source = {each.name: row["document"].get(each.name) for each in fields(Source)}
            found.append((Evidence(**place), Source(**{**source, "text": None})))
    return found


async def _asked(store: Store, name: str, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return the rows of a question about many things, asked for each type of them apart.

    One statement about all types takes Neo4j longer to plan than to run.
    """
    asked, rows = question(name), list[dict[str, Any]]()
    by_label: dict[str, list[str]] = defaultdict(list)
    for identifier in ids:
        by_label[label_of(identifier)].append(identifier)
    for label in asked.subjects:
        for chunk in _sliced(by_label[label], _IDS):
            rows += await store.read(asked.about(label), {"ids": chunk})
    return rows


def _types(labels: Iterable[Label]) -> set[Label]:
    """Return one type for all of these that make ids alike, where a name alone makes them."""
    return {_ALIKE[label] for label in labels if label in GLOBAL}


def _ids(text: str, labels: Iterable[Label]) -> Iterator[str]:
    """Yield the ids that a name or code would have as these types."""
    for label in labels:
        yield f"{node_spec(label).identity_label}:{normalised(text)}"
        yield thing_id(label, {"name": text})


def _nodes(rows: Sequence[dict[str, Any]]) -> Iterator[Known]:
    """Yield the nodes of rows that hold many each, which a driver reads much faster than many."""
    for node in (each for row in rows for each in row["nodes"]):
        yield Known(
            id=node["id"],
            label=Label(node["type"]),
            name=node["name"],
            aliases=tuple(node["aliases"]),
            code=node["code"],
            park_id=node["park_id"],
        )


def _sliced(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
