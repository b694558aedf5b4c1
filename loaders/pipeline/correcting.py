"""Corrections (更正): what accepting a probable misreading, or a full name, changes in the graph.

What bears the printed name gets the corrected one and keeps the printed one as an alias; if the
graph holds something of the corrected name already, the two become that. The quote stays as
printed. A word that stands in no name changes nothing: that a person confirmed it is all.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.cypher import question
from graph.model.identity import normalised
from graph.model.labels import Label, RelType
from graph.model.registry import THINGS, node_spec
from graph.model.statement import Entity, Reference, Relation
from graph.store.plan import Version
from graph.store.port import Store
from graph.store.retracting import Gone, Sayings, gone_from, said_in, stated
from loaders.identity import GLOBAL, Known
from loaders.pipeline.holdings import same_family
from loaders.pipeline.lookup import Wanted, known_nodes, places_of, unregistered
from loaders.pipeline.proposal import Statement
from loaders.pipeline.refusals import NothingToWriteError, RegisteredApartError, WaitsError
from loaders.reference import Division, divisions

__all__ = ["Correction", "correction_of", "is_correction"]

_COUNTY: Final = 6
"""Digits of the code of a county or district."""


@dataclass(slots=True)
class Correction:
    """What accepting a correction writes and retracts (更正内容).

    Attributes:
        statements: What to write, each with the places that it had.
        lineage: Source of each of those places.
        gone: What to retract, because it is said of something else now.
    """

    statements: list[Statement] = field(default_factory=list)
    lineage: dict[str, str] = field(default_factory=dict)
    gone: list[Gone] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Misprint:
    """A place in a document, and what was meant there (误读之处)."""

    text: str
    start: int
    printed: str
    meant: str
    whole: bool

    def mended(self, name: str) -> str | None:
        """Return a name as it was meant; None if it does not stand at this place."""
        if self.whole:
            return self.meant if name == self.printed else None
        for before in range(min(len(name), self.start + 1)):
            here = self.start - before
            is_part = name.startswith(self.printed, before)
            if is_part and self.text.startswith(name, here):
                return name[:before] + self.meant + name[before + len(self.printed) :]
        return None


def is_correction(version: Version) -> bool:
    """Tell whether a proposal says what was meant by something printed."""
    said = json.loads(version.properties["statement"])
    return bool(said.get("printed") and (said.get("suggested") or said.get("official")))


async def correction_of(store: Store, identifier: str, version: Version) -> Correction:
    """Return what accepting a correction does.

    Args:
        store: Where the document and what it says are kept.
        identifier: Id of the proposal.
        version: The proposal; `is_correction`.

    Raises:
        WaitsError: If what bears the printed name waits itself.
        RegisteredApartError: If both names are registered.
        NothingToWriteError: If it cannot be told what bears the corrected name.
    """
    misprint = await _misprint(store, version)
    document = version.properties["document"]
    await _refuse_waiting(store, identifier, document, misprint)
    said = await said_in(store, [document])
    correction = Correction()
    named = await stated(store, said.entities)
    for one in named:
        for printed in _names(one):
            corrected = misprint.mended(printed)
            if corrected and _may_be_called(one):
                await _correct(store, identifier, correction, (one, printed, corrected), version)
    if not correction.statements and not misprint.whole:
        correction.statements += _town(identifier, misprint, named, version)
    return correction


async def _misprint(store: Store, version: Version) -> _Misprint:
    said = json.loads(version.properties["statement"])
    (place,) = await store.read(question("review/places").text, {"ids": [version.evidence[0]]})
    asked = {"lineages": version.lineages, "names": []}
    editions = await store.read(question("review/editions").text, asked)
    texts = {row["id"]: row["text"] for row in editions}
    return _Misprint(
        text=texts.get(version.properties["document"], ""),
        start=place["place"]["start"],
        printed=said["printed"],
        meant=said.get("suggested") or said["official"],
        whole="official" in said,
    )


async def _refuse_waiting(
    store: Store, identifier: str, document: str, misprint: _Misprint
) -> None:
    things = {spec.label.value for spec in THINGS}
    for row in await store.read(question("review/open").text, {"documents": [document]}):
        other = row["id"] != identifier and row["kind"] in things
        if other and misprint.mended(row["summary"]):
            raise WaitsError(identifier, row["summary"])


async def _correct(
    store: Store,
    identifier: str,
    correction: Correction,
    name: tuple[Gone, str, str],
    version: Version,
) -> None:
    """Add what becomes of one thing that bears the printed name."""
    one, printed, corrected = name
    held = await _called(store, one, corrected)
    if len(held) > 1:
        raise NothingToWriteError(
            identifier, f"有多个“{corrected}”", f"there are several {corrected!r}"
        )
    if held:
        await _join(store, identifier, correction, one, held[0])
    own = str(one.version.properties["name"])
    meant = held[0] if held else Known(id=one.id, label=Label(one.kind), name=own)
    is_renamed = not held and own == printed
    correction.statements.append(
        Entity(
            label=meant.label,
            properties={"name": corrected if is_renamed else meant.name, "aliases": [printed]},
            evidence=version.evidence,
            known_as=meant.id,
            renames=is_renamed,
        )
    )


async def _called(store: Store, one: Gone, name: str) -> list[Known]:
    """Return what else bears a name."""
    label = Label(one.kind)
    if label not in GLOBAL:
        return []
    wanted = Wanted()
    wanted.add(name)
    nodes = {n.id: n for n in await known_nodes(store, wanted) if same_family(n.label, label)}
    own = normalised(name)
    return [n for n in nodes.values() if n.id != one.id and normalised(n.name) == own]


async def _join(
    store: Store, identifier: str, correction: Correction, one: Gone, meant: Known
) -> None:
    """Move what is said of a thing to that which was meant.

    Raises:
        RegisteredApartError: If a register has the thing too.
    """
    if one.id not in await unregistered(store, [one.id]):
        raise RegisteredApartError(identifier, str(one.version.properties["name"]), meant.name)
    rows = await store.read(question("review/related").text, {"ids": [one.id]})
    places = {*one.version.evidence, *(e for row in rows for e in row["evidence"])}
    said = Sayings(
        evidence=frozenset(places),
        entities=frozenset([one.id]),
        relations=frozenset((r["kind"], r["source"], r["target"]) for r in rows),
    )
    types = {r["source"]: r["source_type"] for r in rows} | {
        r["target"]: r["target_type"] for r in rows
    }
    types[one.id] = meant.label
    correction.lineage |= {e.id: s.lineage for e, s in await places_of(store, places)}
    for each in await gone_from(store, said, ()):
        correction.gone.append(each)
        correction.statements += _moved(each, one, meant, types)


def _moved(each: Gone, one: Gone, meant: Known, types: Mapping[str, str]) -> Iterator[Statement]:
    """Yield what was said of one thing, said of another; nothing relates to itself."""
    version = each.version
    if each.ends is None:
        names = [name for name in _names(each) if name != meant.name]
        said = {**version.properties, "name": meant.name, "aliases": names}
        yield Entity(
            label=meant.label,
            properties=said,
            evidence=version.evidence,
            known_as=meant.id,
            valid_from=version.valid_from,
            valid_to=version.valid_to,
        )
        return
    ends = [
        Reference(label=Label(types[end]), id=meant.id if end == one.id else end)
        for end in each.ends
    ]
    if ends[0].id != ends[1].id:
        yield Relation(
            type=RelType(each.kind),
            source=ends[0],
            target=ends[1],
            properties=version.properties,
            evidence=version.evidence,
            valid_from=version.valid_from,
            valid_to=version.valid_to,
        )


def _town(
    identifier: str, misprint: _Misprint, named: Iterable[Gone], version: Version
) -> Iterator[Statement]:
    """Yield the town that was meant, which gets the printed name as an alias."""
    found = divisions().named(misprint.meant)
    if not found:
        return
    counties = {
        str(one.version.properties["code"])[:_COUNTY]
        for one in named
        if one.kind == Label.REGION and one.version.properties.get("code")
    }
    meant = [town for town in found if town.code[:_COUNTY] in counties]
    if len(meant) != 1:
        raise NothingToWriteError(
            identifier,
            f"文中写明的区县里没有唯一的“{misprint.meant}”",
            f"no district of the document has one {misprint.meant!r}",
        )
    yield _region(meant[0], misprint.printed, version.evidence)


def _region(town: Division, printed: str, evidence: Sequence[str]) -> Entity:
    return Entity(
        label=Label.REGION,
        properties={"name": town.name, "code": town.code, "aliases": [printed]},
        evidence=tuple(evidence),
        known_as=f"{Label.REGION}:{town.code}",
    )


def _names(one: Gone) -> list[str]:
    return [str(one.version.properties["name"]), *one.version.properties.get("aliases", ())]


def _may_be_called(one: Gone) -> bool:
    """Tell whether a thing can keep another name; a region is known by its code."""
    return one.kind != Label.REGION and node_spec(one.kind).declared("aliases") is not None
