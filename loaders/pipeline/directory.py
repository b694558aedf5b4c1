"""The directory of a load (名录): the things of the load and of the graph, by name. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any, Final
from weakref import ref

from graph.acts.absorbed import Absorbed
from graph.model.identity import normalised
from graph.model.labels import Label
from graph.model.registry import THINGS
from graph.model.statement import Entity, Reference
from loaders.figures import Figure, contradicts, same_figure
from loaders.identity import EntityDraft, Known, Mention, UnresolvedError, cuts, typed
from loaders.offices import is_relative, thing_id
from loaders.pipeline.drafts import DraftKey, Drafts
from loaders.pipeline.holdings import Holdings, same_family
from loaders.registers.sheetform import scopes
from loaders.report import Place

__all__ = ["Directory"]

_THINGS: Final = tuple(spec.label for spec in THINGS)


class Directory:
    """Finds which node a name speaks of (名录).

    What the load itself says comes before what the graph holds, an official name or code
    before an alias. What could be several nodes is refused, never chosen.

    Args:
        drafts: What the load says of things.
        known: Nodes of the graph that bear a name, alias, code or id of the load.
        merged: What persons merged into something else, by its own id.
    """

    def __init__(
        self,
        drafts: Iterable[EntityDraft],
        known: Iterable[Known] = (),
        merged: Mapping[str, Absorbed] = MappingProxyType({}),
    ) -> None:
        self._held = Holdings(known)
        self._said = Drafts(drafts, partial(_contained, ref(self)))
        self._merged = merged
        self._ids: dict[DraftKey, str] = {}
        self._renamed: set[str] = set()
        self._mentions: dict[tuple[str, tuple[Label, ...]], Reference] = {}

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
            properties={**draft.properties, **self._kept_name(draft)},
            evidence=(draft.evidence.id,),
            known_as=found.id,
            renames=not draft.rough and found.id in self._renamed,
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
            presumed=draft.presumed,
        )

    def within(self, draft: EntityDraft) -> str:
        """Return the id of what makes its name unique; empty if nothing needs to.

        Raises:
            UnresolvedError: If that cannot be told.
        """
        return self._said.within(draft)

    def known(self, identifier: str) -> Known | None:
        """Return what the graph holds under an id, if the load asked for it."""
        return self._held.get(identifier)

    def counted(self) -> set[str]:
        """Return the ids of all that the load counts something of."""
        return {key for _, key in self._each(self.within, self._said.counts)}

    def registered(self) -> set[str]:
        """Return the ids of the figures that registers of the load name."""
        firm = (d for d in self._said.counts if not d.rough)
        return {key for _, key in self._each(self._identified, firm)}

    def count(self, figures: Iterable[Figure]) -> None:
        """Take in what the graph holds of what the load counts; before its figures are asked."""
        self._held.count(figures)

    def called_otherwise(self) -> set[str]:
        """Return the ids of what a register of the load calls by another name than the graph."""
        firm = [d for d in self._said.listed if not d.rough and d.label is not Label.INDICATOR]
        held = {d: self._held.get(key) for d, key in self._each(self._identified, firm)}
        return {n.id for d, n in held.items() if n and normalised(n.name) != normalised(d.name)}

    def rename(self, ids: Iterable[str]) -> None:
        """Let the names of registers go before those that the graph holds."""
        self._renamed |= set(ids)

    def registered_as(
        self, said: Mapping[str, Any] | Figure, within: str
    ) -> tuple[str, str] | None:
        """Return id and name of the only figure of registers that a document's is, or contradicts.

        Raises:
            UnresolvedError: If a register's figure cannot be told from others.
        """
        for relates in (same_figure, contradicts):
            is_meant = partial(relates, said)
            held = (f for f in self._held.figures(within) if f.registered and is_meant(f))
            found = {figure.id: figure.name for figure in held}
            found |= {self._identified(d): d.name for d in self._said.figures(within, is_meant)}
            if found:
                return next(iter(found.items())) if len(found) == 1 else None
        return None

    @staticmethod
    def _each(
        find: Callable[[EntityDraft], str], drafts: Iterable[EntityDraft]
    ) -> Iterator[tuple[EntityDraft, str]]:
        """Yield what is found of each draft of which it can be told."""
        for draft in drafts:
            with suppress(UnresolvedError):
                yield draft, find(draft)

    def _referred(self, draft: EntityDraft) -> Reference:
        identifier = self._identified(draft)
        label = self._known_label(draft, identifier) if draft.rough else draft.label
        return Reference(label=label, id=identifier)

    def _known_label(self, draft: EntityDraft, identifier: str) -> Label:
        """Return the type that a register or the graph gives, where a document guesses."""
        for peer in self._said.group(normalised(draft.name), self.within(draft)):
            firm = not peer.rough and same_family(peer.label, draft.label)
            if firm and self._identified(peer) == identifier:
                return peer.label
        node = self._held.get(identifier)
        return node.label if node else draft.label

    def _identified(self, draft: EntityDraft) -> str:
        key = self._said.key(draft)
        if key not in self._ids:
            own = self._own(draft, key.within)
            if own in self._merged:
                self._ids[key] = self._merged[own].into
                return self._ids[key]
            self._ids[key] = own  # what two things that call each other their alias fall back on
            try:
                self._ids[key] = self._found(draft, own, key) or own
            except UnresolvedError:
                del self._ids[key]
                raise
        return self._ids[key]

    @staticmethod
    def _own(draft: EntityDraft, within: str) -> str:
        return thing_id(draft.label, draft.properties, within)

    def container(self, end: Mention | EntityDraft) -> Reference:
        """Return what makes names unique: of what was merged, that which it was.

        What lies in it keeps the id that it was given then.
        """
        found = self.reference(end)
        if isinstance(end, EntityDraft):
            own = self._own(end, self._said.within(end))
            return replace(found, id=own) if own in self._merged else found
        name = normalised(end.text)
        former = [a.id for a in self._merged.values() if a.into == found.id and name in a.names]
        return replace(found, id=former[0]) if len(former) == 1 else found

    def _found(self, draft: EntityDraft, own: str, key: DraftKey) -> str | None:
        if draft.label is Label.INDICATOR:
            figure = draft.rough and self.registered_as(draft.properties, key.within)
            return figure[0] if figure else None
        same = [d for d in self._said.group(key.name, key.within) if self._said.key(d) == key]
        aliases = {alias for d in (draft, *same) for alias in d.aliases}
        held = self._held.same_as(draft, sorted(aliases), own, key.within)
        return self._only(draft.name, draft.place, held) or self._in_load(draft, own, key)

    def _in_load(self, draft: EntityDraft, own: str, key: DraftKey) -> str | None:
        """Return the id under which another place of the load speaks of the same thing."""
        if draft.code:
            return None
        peers = [p for p in self._said.group(key.name, key.within) if self._said.key(p) != key]
        family = [p for p in peers if same_family(p.label, draft.label)]
        exact = {self._identified(p) for p in family if _is_called(p, draft.name)} - {own}
        if exact:
            return self._only(draft.name, draft.place, exact)
        if is_relative(draft.label, draft.name):
            return None  # as another's alias it may mean an office elsewhere
        aliased = {self._identified(p) for p in family} - {own}
        if len(aliased) > 1 and not draft.rough:
            return None  # a register's own row stands for itself
        return self._only(draft.name, draft.place, aliased)

    def _kept_name(self, draft: EntityDraft) -> dict[str, str]:
        """Return the name under which a figure is kept: it has no aliases."""
        if draft.label is not Label.INDICATOR or not draft.rough:
            return {}
        figure = self.registered_as(draft.properties, self.within(draft))
        return {"name": figure[1]} if figure else {}

    def _mentioned(self, mention: Mention) -> Reference:
        asked = (mention.text, mention.labels)
        if asked in self._mentions:
            return self._mentions[asked]
        found = self._named(mention, mention.text, None) or self._inside(mention)
        if found is None:
            raise UnresolvedError(mention.text, mention.place)
        if not self._said.busy:
            self._mentions[asked] = found
        return found

    def _inside(self, mention: Mention) -> Reference | None:
        """Return what ``within/name`` means."""
        for outer, name in cuts(mention.text):
            if outer in scopes():
                return self._named(mention, name, outer)
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
        plain, labels = typed(name, mention.labels)
        for find in (self._named_in_load, self._held.mentioned):
            found = find(plain, labels, within)
            if key := self._only(mention.text, mention.place, found):
                return found[key]
        return None

    def _named_in_load(
        self, name: str, labels: Iterable[Label], within: str | None
    ) -> dict[str, Reference]:
        plain = normalised(name)
        drafts = self._said.named(plain) if within is None else self._said.group(plain, within)
        fits = [d for d in drafts if d.label in labels and not self._said.is_open(d)]
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


def _contained(directory: "ref[Directory]", end: Mention | EntityDraft) -> Reference:
    """Return what its directory says, which the drafts do not keep alive.

    It would go on holding every draft of a portion until cycles are looked for, which is seldom.
    """
    own = directory()
    if own is None:
        raise ReferenceError(end)
    return own.container(end)


def _is_called(draft: EntityDraft, name: str) -> bool:
    return normalised(name) in (normalised(draft.name), draft.code)
