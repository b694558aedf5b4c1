"""The directory of a load (名录): the things of the load and of the graph, by name. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Final, NamedTuple

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
    cuts,
    same_figure,
)
from loaders.pipeline.holdings import Holdings, same_family
from loaders.report import Place

__all__ = ["Directory"]

_THINGS: Final = tuple(spec.label for spec in NODES if not spec.record)


class _Key(NamedTuple):
    """What makes two drafts speak of one thing; a document's figure is known by its number."""

    family: str
    name: str
    within: str
    code: str | None
    number: object


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
        self._held = Holdings(known, figures)
        self._drafts: dict[str, list[EntityDraft]] = defaultdict(list)
        self._counted: list[EntityDraft] = []
        self._within: dict[EntityDraft, str] = {}
        self._open: set[EntityDraft] = set()
        self._ids: dict[_Key, str] = {}
        self._groups: dict[tuple[str, str], list[EntityDraft]] = {}
        self._mentions: dict[tuple[str, tuple[Label, ...]], Reference] = {}
        for draft in drafts:
            for name in {normalised(n) for n in (draft.name, *draft.aliases, draft.code) if n}:
                self._drafts[name].append(draft)
            if draft.label is Label.INDICATOR and not draft.rough:
                self._counted.append(draft)

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
            properties={**draft.properties, **self._kept_name(draft, found.id)},
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
        if draft not in self._within:
            self._within[draft] = self._container(draft)
        return self._within[draft]

    def known(self, identifier: str) -> Known | None:
        """Return what the graph holds under an id, if the load asked for it."""
        return self._held.get(identifier)

    def _container(self, draft: EntityDraft) -> str:
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

    def _referred(self, draft: EntityDraft) -> Reference:
        identifier = self._identified(draft)
        label = self._known_label(draft, identifier) if draft.rough else draft.label
        return Reference(label=label, id=identifier)

    def _known_label(self, draft: EntityDraft, identifier: str) -> Label:
        """Return the type that a register or the graph gives, where a document guesses."""
        for peer in self._group(normalised(draft.name), self.within(draft)):
            firm = not peer.rough and same_family(peer.label, draft.label)
            if firm and self._identified(peer) == identifier:
                return peer.label
        node = self._held.get(identifier)
        return node.label if node else draft.label

    def _identified(self, draft: EntityDraft) -> str:
        key = self._key(draft)
        if key not in self._ids:
            own = entity_id(draft.label, draft.properties, key.within)
            self._ids[key] = own  # what two things that call each other their alias fall back on
            try:
                self._ids[key] = self._found(draft, own, key) or own
            except UnresolvedError:
                del self._ids[key]
                raise
        return self._ids[key]

    def _key(self, draft: EntityDraft) -> _Key:
        family = node_spec(draft.label).identity_label
        number = draft.properties.get("value") if draft.rough else None
        return _Key(family, normalised(draft.name), self.within(draft), draft.code, number)

    def _found(self, draft: EntityDraft, own: str, key: _Key) -> str | None:
        if draft.label is Label.INDICATOR and draft.rough:
            return self._counted_as(draft, key.within)
        same = [d for d in self._group(key.name, key.within) if self._key(d) == key]
        aliases = {alias for d in (draft, *same) for alias in d.aliases}
        held = self._held.same_as(draft, sorted(aliases), own, key.within)
        return self._only(draft.name, draft.place, held) or self._in_load(draft, own, key)

    def _in_load(self, draft: EntityDraft, own: str, key: _Key) -> str | None:
        """Return the id under which another place of the load speaks of the same thing."""
        if draft.code:
            return None
        peers = [p for p in self._group(key.name, key.within) if self._key(p) != key]
        family = [p for p in peers if same_family(p.label, draft.label)]
        exact = {self._identified(p) for p in family if _is_called(p, draft.name)} - {own}
        if exact:
            return self._only(draft.name, draft.place, exact)
        aliased = {self._identified(p) for p in family} - {own}
        if len(aliased) > 1 and not draft.rough:
            return None  # a register's own row stands for itself
        return self._only(draft.name, draft.place, aliased)

    def _group(self, name: str, within: str) -> list[EntityDraft]:
        """Return the drafts that bear a name or alias within something, one for each use of it."""
        if (name, within) in self._groups:
            return self._groups[name, within]
        groups: dict[str, dict[object, EntityDraft]] = {within: {}}
        whole = True
        for draft in self._drafts.get(name, ()):
            try:
                key = self._key(draft)
            except UnresolvedError:
                whole = whole and not self._open
            else:
                unique = (key, draft.rough, draft.label, *draft.aliases)
                groups.setdefault(key.within, {}).setdefault(unique, draft)
        lists = {(name, scope): list(group.values()) for scope, group in groups.items()}
        if whole:  # what lies in something that is just being looked for may be missing
            self._groups |= lists
        return lists[name, within]

    def _counted_as(self, draft: EntityDraft, within: str) -> str | None:
        """Return the id of the same figure in a register's words, in the load or the graph."""
        said = {self._identified(d) for d in self._same_figures(draft, within)}
        found = said or self._held.figures(within, draft.properties)
        return next(iter(found)) if len(found) == 1 else None

    def _same_figures(self, draft: EntityDraft, within: str) -> Iterator[EntityDraft]:
        for other in self._counted:
            if same_figure(other.properties, draft.properties):
                with suppress(UnresolvedError):
                    if self.within(other) == within:
                        yield other

    def _kept_name(self, draft: EntityDraft, identifier: str) -> dict[str, str]:
        """Return the name under which a figure is kept: it has no aliases."""
        if draft.label is not Label.INDICATOR or not draft.rough:
            return {}
        said = (d.name for d in self._same_figures(draft, self.within(draft)))
        name = next(said, None) or self._held.figure_name(identifier)
        return {"name": name} if name else {}

    def _mentioned(self, mention: Mention) -> Reference:
        asked = (mention.text, mention.labels)
        if asked in self._mentions:
            return self._mentions[asked]
        found = self._named(mention, mention.text, None) or self._inside(mention)
        if found is None:
            raise UnresolvedError(mention.text, mention.place)
        if not self._open:
            self._mentions[asked] = found
        return found

    def _inside(self, mention: Mention) -> Reference | None:
        """Return what ``within/name`` means."""
        for outer, name in cuts(mention.text):
            container = Mention(text=outer, labels=_THINGS, place=mention.place)
            try:
                within = self._mentioned(container).id
            except UnresolvedError as error:
                if error.candidates:
                    raise
                continue
            if found := self._named(mention, name, within):
                return found
        return None

    def _named(self, mention: Mention, name: str, within: str | None) -> Reference | None:
        """Return what bears the name, within something if that is given."""
        for find in (self._named_in_load, self._held.mentioned):
            found = find(name, mention.labels, within)
            if key := self._only(mention.text, mention.place, found):
                return found[key]
        return None

    def _named_in_load(
        self, name: str, labels: Iterable[Label], within: str | None
    ) -> dict[str, Reference]:
        plain = normalised(name)
        drafts = self._drafts.get(plain, []) if within is None else self._group(plain, within)
        fits = [d for d in drafts if d.label in labels and d not in self._open]
        called = [d for d in fits if _is_called(d, name)]
        return {ref.id: ref for ref in map(self._referred, called or fits)}

    def _only(
        self, text: str, place: Place, found: set[str] | Mapping[str, Reference]
    ) -> str | None:
        """Return the only id; None if there is none.

        Raises:
            UnresolvedError: If there are several.
        """
        if len(found) > 1:
            names = {key: held.name for key in found if (held := self._held.get(key))}
            names |= {key: part.name for part, key in self._ids.items() if key in found}
            raise UnresolvedError(text, place, [(names.get(k, text), k) for k in sorted(found)])
        return next(iter(found), None)


def _is_called(draft: EntityDraft, name: str) -> bool:
    return normalised(name) in (normalised(draft.name), draft.code)
