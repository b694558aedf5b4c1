"""Editions of a document (文档版本): which one is loaded, and what a later one no longer says.

Editions bear one file name. A file of the same name that shares little of its text is taken for
another document: nothing is retracted, and nothing corrected, on a mere likeness of names.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from graph.cypher import question
from graph.evidence import Source, family_of
from graph.model.labels import ProposalCause, ProposalStatus
from graph.store.deciding import Closing
from graph.store.port import Store
from graph.store.retracting import Gone, gone_from, names_of, said_in
from loaders.pipeline.foreseen import Foreseen
from loaders.report import Entry, Place
from loaders.sources import DocumentFile

__all__ = ["Editions", "gone_by", "recognised", "superseded"]

_PART: Final = 4
"""Length of the pieces that two editions are compared by [characters]."""
_ALIKE: Final = 0.5
"""Least share of the shorter text that two editions have in common."""


_OF_ROWS: Final = (ProposalCause.MISMATCH, ProposalCause.CONTEST, ProposalCause.END)
"""Why what a row says may wait."""


@dataclass(slots=True)
class Editions:
    """The documents of a load among their editions (版本识别).

    Attributes:
        current: Documents to load.
        outdated: A line for each document that a later edition replaced before.
        before: Ids of the documents that they replace, and of themselves if they were read before.
    """

    current: list[DocumentFile] = field(default_factory=list)
    outdated: list[Entry] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)


async def recognised(store: Store, documents: Sequence[DocumentFile]) -> Editions:
    """Return which documents are to be loaded, and which recorded ones they replace."""
    found = Editions()
    held: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    if names := sorted({document.source.name for document in documents}):
        asked = {"lineages": [], "names": names}
        for row in await store.read(question("review/editions").text, asked):
            held[family_of(row["lineage"])].append(row)
    for document in documents:
        _recognise(document, held[family_of(document.source.lineage)], found)
    return found


def _recognise(document: DocumentFile, held: Sequence[Mapping[str, Any]], found: Editions) -> None:
    own = next((row for row in held if row["sha256"] == document.source.sha256), None)
    others = [row for row in held if row is not own and _alike(row["text"], document.text.text)]
    lineages = {row["lineage"] for row in others}
    if own is not None:
        document = _called(document, document.source.called(own["lineage"]))
    elif len(lineages) == 1:
        document = _called(document, document.source.called(next(iter(lineages))))
    elif held:
        document = _called(document, document.source.apart())
    others = [row for row in others if row["lineage"] == document.source.lineage]
    later = [row for row in others if own and row["recorded_at"] > own["recorded_at"]]
    if later:
        found.outdated.append(_outdated(document, later[-1]["recorded_at"]))
        return
    found.current.append(document)
    earlier = [r for r in others if own is None or r["recorded_at"] < own["recorded_at"]]
    for row in [*earlier, *([own] if own else [])]:
        found.before[row["id"]] = document.source.name


def _called(document: DocumentFile, source: Source) -> DocumentFile:
    return replace(document, source=source)


def _alike(one: str, other: str) -> bool:
    parts = [{t[k : k + _PART] for k in range(max(1, len(t) - _PART + 1))} for t in (one, other)]
    return len(parts[0] & parts[1]) >= _ALIKE * min(map(len, parts))


def _outdated(document: DocumentFile, since: str) -> Entry:
    name = document.source.name
    return Entry(
        kind="file",
        subject=name,
        place=Place(file=name),
        zh=f"“{name}”是旧版：{since[:10]} 已导入较新的版本，本次未作任何改变；"
        "确要恢复旧版内容，请在文中注明后另存，再导入。",
        en=f"“{name}” is an old edition: a later one was loaded on {since[:10]}, so nothing "
        "changed; to restore it, note so in its text, save it and load that.",
    )


async def gone_by(
    store: Store, editions: Editions, still: Container[str], foreseen: Foreseen | None = None
) -> list[tuple[Gone, Entry]]:
    """Return what the replaced documents alone said and the load does not, with its line.

    Args:
        store: Where it is recorded.
        editions: The documents of the load.
        still: Ids of everything of which the load says something, or that it retracts in any case.
        foreseen: What a trial load would have recorded before.
    """
    gone = await gone_from(store, await said_in(store, editions.before), still)
    if foreseen is not None:
        gone = [one for one in gone if not foreseen.speaks_of(one.id)]
    names = await names_of(store, {end for one in gone for end in one.ends or ()})
    file = "、".join(sorted(set(editions.before.values())))
    return [(one, _line(one, names, file)) for one in gone]


async def superseded(
    store: Store, before: Mapping[str, str], lists: Mapping[str, str], still: Collection[str]
) -> list[tuple[Closing, Entry]]:
    """Return how to close the open proposals that the load no longer makes, with its line.

    What a program found between registers (their places, their likeness) is not closed by one.

    Args:
        store: Where they are kept.
        before: Names of the documents that are replaced, by id.
        lists: Names of the registers that are replaced, by id.
        still: Ids of the proposals of the load.
    """
    names = {**before, **lists}
    if not names:
        return []
    rows = await store.read(question("review/open").text, {"documents": sorted(names)})
    return [
        (Closing(id=row["id"], status=ProposalStatus.SUPERSEDED), _closed(row, names))
        for row in rows
        if row["id"] not in still and (row["document"] in before or _is_of_rows(row))
    ]


def _is_of_rows(row: Mapping[str, str | None]) -> bool:
    return row["rule"] is None and row["cause"] in _OF_ROWS


def _line(one: Gone, names: Mapping[str, str], file: str) -> Entry:
    subject = str(one.version.properties.get("name", one.id))
    if one.ends:
        subject = " → ".join(names.get(end, end) for end in one.ends)
    return Entry(
        kind=one.kind,
        subject=subject,
        place=Place(file=file),
        zh="文档不再这样写，也没有别的来源，已撤回",
        en="the document no longer says so and nothing else does: retracted",
    )


def _closed(row: Mapping[str, str], names: Mapping[str, str]) -> Entry:
    return Entry(
        kind=row["kind"],
        subject=row["summary"],
        place=Place(file=names[row["document"]]),
        zh="来源不再这样写，待核实事项随之关闭",
        en="the source no longer proposes so: closed",
    )
