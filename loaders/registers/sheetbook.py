"""What the rows of a sheet said so far (台账已述): each thing and link once, at its first row."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graph.evidence import Evidence
from graph.model.labels import Label, Method, RelType
from loaders.identity import EntityDraft, Mention, RelationDraft, Trust
from loaders.registers.rowterms import ALWAYS, Lasting
from loaders.registers.turns import Turns
from loaders.report import Place
from loaders.shelf import Shelf

__all__ = ["SheetBook", "Thing", "Things", "key_of"]

Thing = EntityDraft | Mention
Things = dict[str, list[Thing]]
"""A thing of a row: stated there, or only pointed to."""


@dataclass(slots=True)
class SheetBook:
    """Statements of one sheet (台账陈述).

    Attributes:
        sha256: Digest of the file.
        entities: What was read of things.
        relations: What was read of relationships.
        earlier: Things that the rows speak of, and that were stated before `put_away`.
        turns: Offices that rows say are over.
    """

    sha256: str
    entities: list[EntityDraft] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)
    earlier: list[EntityDraft] = field(default_factory=list)
    turns: Turns = field(default_factory=Turns)
    _stated: Shelf[Mapping[str, Any]] = field(default_factory=Shelf)
    _drafts: dict[bytes, EntityDraft] = field(default_factory=dict)
    _keys: dict[EntityDraft, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many statements it holds."""
        return len(self.entities) + len(self.relations)

    def put_away(self) -> None:
        """Begin new lists; what was stated so far is remembered, and not held."""
        self.entities, self.relations, self.earlier = [], [], []
        self.turns = Turns()
        self._stated.put_away()
        self._drafts.clear()
        self._keys.clear()

    def state(
        self,
        label: Label,
        properties: dict[str, Any],
        within: Thing | str,
        place: Place,
        note: str | None = None,
        *,
        presumed: frozenset[str] = frozenset(),
    ) -> EntityDraft:
        """Return what is said of a thing, stated at this place unless a row before said the same.

        Args:
            label: Its type.
            properties: What is said of it.
            within: What it is within, which tells it from others of its name.
            place: Where that stands.
            note: What was taken for granted in reading it.
            presumed: Properties that hold only where nothing else is known.
        """
        known = self.drafted(key := key_of(str(label), self._known(within), properties))
        if known is not None:
            return known
        said = EntityDraft(
            label=label,
            properties=dict(properties),
            evidence=self.evidence(place, note),
            place=place,
            within=within,
            presumed=presumed,
        )
        return self.once(key, said)

    def drafted(self, key: bytes) -> EntityDraft | None:
        """Return what stands under a key since `put_away`."""
        return self._drafts.get(key)

    def once(self, key: bytes, said: EntityDraft) -> EntityDraft:
        """Return what is said of a thing, under its key, as it was stated first, or now."""
        first = self._stated.get(key)
        if first is None:
            draft = said
            self._stated.keep(key, vars(said.place))
        else:
            place = Place(**first)
            evidence = self.evidence(place, said.evidence.note)
            draft = replace(said, place=place, evidence=evidence)
        self._drafts[key], self._keys[draft] = draft, key
        (self.earlier if first else self.entities).append(draft)
        return draft

    def doubt(self, draft: EntityDraft, given: Mapping[str, Any], why: Trust, place: Place) -> None:
        """Put to a person what a thing may be like, beside what is stated of it."""
        properties = {**draft.known_by, **given}
        if self._is_new(key_of("doubt", self._keys[draft], dict(given)), place):
            evidence = self.evidence(place)
            doubted = replace(
                draft, properties=properties, trust=why, place=place, evidence=evidence
            )
            self.entities.append(doubted)

    def relate(
        self,
        kind: RelType,
        source: Thing,
        target: Thing,
        place: Place,
        properties: Mapping[str, Any] | None = None,
        *,
        lasting: Lasting = ALWAYS,
        note: str | None = None,
    ) -> None:
        """State a link, unless a row before did."""
        said = dict(properties or {})
        told = (str(kind), self._known(source), self._known(target), said)
        if not self._is_new(key_of(*told, *(lasting if lasting != ALWAYS else ())), place):
            return
        self.relations.append(
            RelationDraft(
                type=kind,
                source=source,
                target=target,
                evidence=self.evidence(place, note),
                place=place,
                properties=said,
                valid_from=lasting.valid_from,
                valid_to=lasting.valid_to,
            )
        )

    def evidence(self, place: Place, note: str | None = None) -> Evidence:
        """Return a place of the file as evidence, with what was taken for granted there."""
        return Evidence(
            document=self.sha256,
            method=Method.REGISTER_ROW,
            sheet=place.sheet,
            row=place.row,
            column=place.column,
            note=note,
        )

    def _is_new(self, key: bytes, place: Place) -> bool:
        """Tell whether no row said so before, and remember that this one does."""
        if self._stated.get(key) is not None:
            return False
        self._stated.keep(key, vars(place))
        return True

    def _known(self, end: Thing | str) -> bytes | str:
        """Return what tells a thing of this sheet from any other."""
        if isinstance(end, EntityDraft):
            return self._keys[end]
        return end.text if isinstance(end, Mention) else end


def key_of(*parts: object) -> bytes:
    """Return a digest of what is said; the order of properties means nothing."""
    plain = [sorted(p.items()) if isinstance(p, dict) else p for p in parts]
    return hashlib.blake2b(repr(plain).encode(), digest_size=16).digest()
