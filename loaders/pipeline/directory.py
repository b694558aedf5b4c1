"""The directory of a load (名录): the things of the load and of the graph, by name. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from graph.model.identity import entity_id, normalised
from graph.model.labels import Label
from graph.model.registry import NODES, node_spec
from graph.model.statement import Entity, Reference
from loaders.identity import (
    EntityDraft,
    Figure,
    Known,
    Mention,
    UnresolvedError,
    same_figure,
)
from loaders.report import Place

__all__ = ["Directory"]

_THINGS: Final = tuple(spec.label for spec in NODES if not spec.record)


class Directory:
    """Finds which node a name speaks of (名录).

    What the load itself says comes before what the graph holds, an official name or code
    before an alias. What could be several nodes is refused, never chosen.

    Args:
        drafts: What the load says of things.
        known: Nodes of the graph that bear a name, alias, code or id of the load.
        figures: Counted facts that the graph holds about those nodes.
    """

    def __init__(
        self,
        drafts: Iterable[EntityDraft],
        known: Iterable[Known] = (),
        figures: Iterable[Figure] = (),
    ) -> None:
        self._drafts: dict[str, list[EntityDraft]] = defaultdict(list)
        self._known: dict[str, list[Known]] = defaultdict(list)
        self._by_id: dict[str, Known] = {}
        self._ids: dict[EntityDraft, str] = {}
        self._open: set[EntityDraft] = set()
        self._figures: dict[str, list[Figure]] = defaultdict(list)
        self._counted: list[EntityDraft] = []
        for draft in drafts:
            for name in _names(draft):
                self._drafts[name].append(draft)
            if draft.label is Label.INDICATOR and not draft.rough:
                self._counted.append(draft)
        for figure in figures:
            self._figures[figure.within].append(figure)
        for node in known:
            self._by_id[node.id] = node
            for name in _names(node):
                self._known[name].append(node)

    def reference(self, end: Mention | EntityDraft) -> Reference:
        """Return the node that an end of a relationship means.

        Raises:
            UnresolvedError: If that cannot be told.
        """
        return self._mentioned(end) if isinstance(end, Mention) else self._referred(end)

    def entity(self, draft: EntityDraft) -> Entity:
        """Return the statement that a draft makes.

        Raises:
            UnresolvedError: If it cannot be told which node it speaks of.
        """
        found = self._referred(draft)
        return Entity(
            label=found.label,
            properties={**draft.properties, **self._official_name(draft, found.id)},
            evidence=(draft.evidence.id,),
            known_as=found.id,
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
        )

    def within(self, draft: EntityDraft) -> str:
        """Return the id of what makes its name unique; empty if nothing needs to.

        Raises:
            UnresolvedError: If that cannot be told.
        """
        if isinstance(draft.within, str):
            return draft.within
        if isinstance(draft.within, EntityDraft):
            return self._referred(draft.within).id
        if draft in self._open:  # things that lie within each other lie nowhere
            raise UnresolvedError(draft.within.text, draft.within.place)
        self._open.add(draft)
        try:
            return self._mentioned(draft.within).id
        finally:
            self._open.discard(draft)

    def known(self, identifier: str) -> Known | None:
        """Return what the graph holds under an id, as far as the load asked for it."""
        return self._by_id.get(identifier)

    def _referred(self, draft: EntityDraft) -> Reference:
        if draft not in self._ids:
            self._ids[draft] = self._identified(draft)
        identifier = self._ids[draft]
        return Reference(label=self._label(draft, identifier), id=identifier)

    def _label(self, draft: EntityDraft, identifier: str) -> Label:
        """Return its type; a document's guess gives way to what a register says."""
        if not draft.rough:
            return draft.label
        for peer in self._peers(draft):
            if not peer.rough and self._referred(peer).id == identifier:
                return peer.label
        node = self._by_id.get(identifier)
        return node.label if node else draft.label

    def _identified(self, draft: EntityDraft) -> str:
        within = self.within(draft)
        own = entity_id(draft.label, draft.properties, within)
        self._ids[draft] = own  # what two things that call each other their alias fall back on
        try:
            if draft.label is Label.INDICATOR and draft.rough:
                return self._counted_as(draft, within) or own
            return self._in_graph(draft, own, within) or self._in_load(draft, own, within) or own
        finally:
            del self._ids[draft]

    def _counted_as(self, draft: EntityDraft, within: str) -> str | None:
        """Return the id of the same figure in a register's words, in the load or the graph."""
        said = {
            self._referred(d).id
            for d in self._counted
            if same_figure(d.properties, draft.properties) and self._lies_in(d, within)
        }
        held = {f.id for f in self._figures[within] if same_figure(f, draft.properties)}
        return next(iter(said or held)) if len(said or held) == 1 else None

    def _official_name(self, draft: EntityDraft, identifier: str) -> dict[str, str]:
        """Return the name under which a figure is kept: it has no aliases."""
        if draft.label is not Label.INDICATOR or not draft.rough:
            return {}
        names = {self._ids[d]: d.name for d in self._counted if d in self._ids}
        names |= {f.id: f.name for figures in self._figures.values() for f in figures}
        return {"name": names[identifier]} if identifier in names else {}

    def _in_graph(self, draft: EntityDraft, own: str, within: str) -> str | None:
        """Return the id under which the graph knows the same thing."""
        if own in self._by_id:
            return own
        fits = [
            node
            for node in self._namesakes(draft)
            if _same_family(node.label, draft.label)
            and not (draft.code and node.code and draft.code != node.code)
            and _lies(node, within)
        ]
        exact = {n.id for n in fits if normalised(n.name) == normalised(draft.name)}
        return self._only(draft.name, draft.place, exact or {n.id for n in fits})

    def _namesakes(self, draft: EntityDraft) -> Iterator[Known]:
        """Yield nodes that bear its name, or whose name it calls its alias."""
        yield from self._known.get(normalised(draft.name), ())
        for alias in map(normalised, draft.aliases):
            yield from (n for n in self._known.get(alias, ()) if normalised(n.name) == alias)

    def _in_load(self, draft: EntityDraft, own: str, within: str) -> str | None:
        """Return the id under which another place of the load speaks of the same thing."""
        if draft.code:
            return None
        peers = [p for p in self._peers(draft) if self._lies_in(p, within)]
        exact = {self._referred(p).id for p in peers if _is_called(p, draft.name)} - {own}
        if exact:
            return self._only(draft.name, draft.place, exact)
        aliased = {self._referred(p).id for p in peers} - {own}
        if len(aliased) > 1 and not draft.rough:
            return None  # a register's own row stands for itself
        return self._only(draft.name, draft.place, aliased)

    def _peers(self, draft: EntityDraft) -> Iterator[EntityDraft]:
        for peer in self._drafts[normalised(draft.name)]:
            if peer is not draft and _same_family(peer.label, draft.label):
                yield peer

    def _lies_in(self, draft: EntityDraft, within: str) -> bool:
        try:
            return self.within(draft) == within
        except UnresolvedError:
            return False

    def _mentioned(self, mention: Mention) -> Reference:
        found = self._named(mention, mention.text, lambda _: True, lambda _: True)
        if found is not None:
            return found
        outer, _, name = mention.text.rpartition("/")
        if outer and name:
            place = Mention(text=outer, labels=_THINGS, place=mention.place)
            within = self._mentioned(place).id
            found = self._named(
                mention, name, lambda d: self._lies_in(d, within), lambda n: _lies(n, within)
            )
        if found is None:
            raise UnresolvedError(mention.text, mention.place)
        return found

    def _named(
        self,
        mention: Mention,
        name: str,
        drafted: Callable[[EntityDraft], bool],
        held: Callable[[Known], bool],
    ) -> Reference | None:
        """Return what bears the name: in the load, or else in the graph."""
        drafts = [
            draft
            for draft in self._drafts.get(normalised(name), ())
            if draft.label in mention.labels and draft not in self._open and drafted(draft)
        ]
        said = [d for d in drafts if _is_called(d, name)] or drafts
        in_load = {ref.id: ref for ref in map(self._referred, said)}
        if key := self._only(mention.text, mention.place, in_load):
            return in_load[key]
        nodes = [
            node
            for node in self._known.get(normalised(name), ())
            if node.label in mention.labels and held(node)
        ]
        said_of = [n for n in nodes if _is_called(n, name)] or nodes
        in_graph = {n.id: Reference(label=n.label, id=n.id) for n in said_of}
        key = self._only(mention.text, mention.place, in_graph)
        return in_graph[key] if key else None

    def _only(
        self, text: str, place: Place, found: set[str] | Mapping[str, Reference]
    ) -> str | None:
        """Return the only id; None if there is none.

        Raises:
            UnresolvedError: If there are several.
        """
        if len(found) > 1:
            names = {key: draft.name for draft, key in self._ids.items() if key in found}
            names |= {key: self._by_id[key].name for key in found if key in self._by_id}
            raise UnresolvedError(text, place, [(names.get(k, text), k) for k in sorted(found)])
        return next(iter(found), None)


def _names(thing: EntityDraft | Known) -> set[str]:
    return {normalised(name) for name in (thing.name, *thing.aliases, thing.code) if name}


def _is_called(thing: EntityDraft | Known, name: str) -> bool:
    return normalised(name) in (normalised(thing.name), thing.code)


def _same_family(one: Label, other: Label) -> bool:
    return node_spec(one).identity_label == node_spec(other).identity_label


def _lies(node: Known, within: str) -> bool:
    """Tell whether a known node bears its name within something; its id says so."""
    by_name = entity_id(node.label, {"name": node.name}, within)
    return node.id == by_name or (bool(node.code) and not within)
