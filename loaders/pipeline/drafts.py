"""The drafts of a load by name and container (草稿索引). Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from graph.model.identity import normalised
from graph.model.labels import Label
from graph.model.registry import node_spec
from graph.model.statement import Reference
from loaders.identity import EntityDraft, Mention, UnresolvedError

__all__ = ["DraftKey", "Drafts"]


class DraftKey(NamedTuple):
    """What makes two drafts speak of one thing (草稿键).

    A figure is known by its period as well, and that of a document by its number: two in the same
    words may be two.
    """

    family: str
    name: str
    within: str
    code: str | None
    number: object
    period: str | None


class Drafts:
    """Drafts by name, and by what makes the name unique (草稿索引).

    Args:
        drafts: What the load says of things.
        reference: Tells which node a mention or another draft means.

    Attributes:
        listed: Every draft.
        counts: Every counted fact.
    """

    def __init__(
        self,
        drafts: Iterable[EntityDraft],
        reference: Callable[[Mention | EntityDraft], Reference],
    ) -> None:
        self._reference = reference
        self._named: dict[str, list[EntityDraft]] = defaultdict(list)
        self.counts: list[EntityDraft] = []
        self._within: dict[EntityDraft, str] = {}
        self._keys: dict[EntityDraft, DraftKey] = {}
        self._open: set[EntityDraft] = set()
        self._groups: dict[tuple[str, str], list[EntityDraft]] = {}
        self.listed = list(drafts)
        for draft in self.listed:
            for name in {normalised(n) for n in (draft.name, *draft.aliases, draft.code) if n}:
                self._named[name].append(draft)
            if draft.label is Label.INDICATOR:
                self.counts.append(draft)

    @property
    def busy(self) -> bool:
        """Whether the container of some draft is just being looked for."""
        return bool(self._open)

    def is_open(self, draft: EntityDraft) -> bool:
        """Tell whether the container of this draft is just being looked for."""
        return draft in self._open

    def named(self, name: str) -> Sequence[EntityDraft]:
        """Return the drafts that bear a name, alias or code."""
        return self._named.get(name, ())

    def key(self, draft: EntityDraft) -> DraftKey:
        """Return what makes other drafts speak of the same thing.

        Raises:
            UnresolvedError: If it cannot be told what the draft lies in.
        """
        if draft in self._keys:
            return self._keys[draft]
        family = node_spec(draft.label).identity_label
        number = draft.properties.get("value") if draft.rough else None
        period = draft.properties.get("period")
        key = DraftKey(
            family, normalised(draft.name), self.within(draft), draft.code, number, period
        )
        self._keys[draft] = key
        return key

    def within(self, draft: EntityDraft) -> str:
        """Return the id of what makes its name unique; empty if nothing needs to.

        Raises:
            UnresolvedError: If that cannot be told.
        """
        if draft not in self._within:
            self._within[draft] = self._container(draft)
        return self._within[draft]

    def group(self, name: str, within: str) -> list[EntityDraft]:
        """Return the drafts that bear a name or alias within something, one for each use of it."""
        if (name, within) in self._groups:
            return self._groups[name, within]
        groups: dict[str, dict[object, EntityDraft]] = {within: {}}
        whole = True
        for draft in self.named(name):
            try:
                key = self.key(draft)
            except UnresolvedError:
                whole = whole and not self._open
            else:
                use = (key, draft.rough, draft.label, *draft.aliases)
                groups.setdefault(key.within, {}).setdefault(use, draft)
        lists = {(name, scope): list(group.values()) for scope, group in groups.items()}
        if whole:  # what lies in something that is just being looked for may be missing
            self._groups |= lists
        return lists[name, within]

    def figures(
        self, within: str, is_meant: Callable[[Mapping[str, Any]], bool]
    ) -> Iterator[EntityDraft]:
        """Yield the figures of registers about something that are meant."""
        for draft in self.counts:
            if not draft.rough and is_meant(draft.properties):
                with suppress(UnresolvedError):
                    if self.within(draft) == within:
                        yield draft

    def _container(self, draft: EntityDraft) -> str:
        if isinstance(draft.within, str):
            return draft.within
        if isinstance(draft.within, EntityDraft):
            return self._reference(draft.within).id
        if draft in self._open:  # things that lie within each other lie nowhere
            raise UnresolvedError(draft.within.text, draft.within.place)
        self._open.add(draft)
        try:
            return self._reference(draft.within).id
        finally:
            self._open.discard(draft)
