"""Measurement of the rules (规则实测): what they find in annotated documents, rule by rule.

``python -m loaders.measure FOLDER…`` looks for annotations ``*.gold.json`` and for the documents
they speak of, and prints the table that ``loaders/documents/precision.toml`` holds. Rules alone are
measured; what was learned from these documents is judged by others (`loaders.training`).

An entity is right by type and any of its names, a relation by type and both ends, a fact by its
value and a quote that overlaps the annotated one; each annotated fact serves once.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final, NamedTuple

from loaders.documents import ExtractedFact, Extraction
from loaders.documents.extract import by_rules
from loaders.documents.precision import Counts, StatementKind, Status, TrackRecord
from loaders.documents.text.clean import clean
from loaders.errors import LoaderError
from loaders.readers.text import read_text

__all__ = ["Annotated", "Judged", "Names", "annotated_in", "as_toml", "judged", "record_of"]

_SUFFIX: Final = ".gold.json"
_MARKS: Final = re.compile(r"[\s“”\"'《》（）()·,，。:：;；]")
_OVERLAP: Final = 4


class UnannotatedError(LoaderError):
    """There is nothing to measure by, or an annotation without its document (缺少标注或文档)."""

    def __init__(self, file: str) -> None:
        super().__init__(
            zh=f"“{file}”没有可用的标注（*.gold.json），或找不到标注所指的文档。",
            en=f"“{file}” has no annotation (*.gold.json), or its document cannot be found.",
            file=file,
            expected=f"*{_SUFFIX} + *.txt",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A document with what a careful reader found in it (标注文档)."""

    document: Path
    gold: Mapping[str, Any]


class Judged(NamedTuple):
    """A statement of a rule, and whether the annotation has it too (判定)."""

    kind: StatementKind
    rule: str
    right: bool


def annotated_in(folders: Iterable[Path]) -> Iterator[Annotated]:
    """Yield the annotated documents of some folders, in the order of their names.

    Raises:
        UnannotatedError: If a document is not in any of the folders.
    """
    files = sorted({p for folder in folders for p in folder.iterdir()}, key=lambda p: p.name)
    for path in files:
        if path.name.endswith(_SUFFIX):
            gold = json.loads(path.read_text(encoding="utf-8"))
            document = _document_of(path, gold, files)
            yield Annotated(document=document, gold=_quoting(gold, read_text(document).text))


def _document_of(annotation: Path, gold: Mapping[str, Any], files: Sequence[Path]) -> Path:
    """Return the file of the same name, or the one that the annotation names."""
    stem, named = annotation.name.removesuffix(_SUFFIX), str(gold.get("document", ""))
    for file in files:
        if file.suffix != ".json" and (file.stem == stem or named.startswith(file.name)):
            return file
    raise UnannotatedError(str(annotation))


def _quoting(gold: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return an annotation with its quotes; one of a document that is kept elsewhere has spans."""
    rows = {
        kind: [
            {**row, "evidence": text[slice(*row["span"])]} if "span" in row else row
            for row in gold[kind]
        ]
        for kind in ("relations", "facts")
    }
    return {**gold, **rows}


def judged(extraction: Extraction, gold: Mapping[str, Any]) -> Iterator[Judged]:
    """Yield every statement of an extraction with the judgement of an annotation."""
    names = Names(gold["entities"])
    entities = {(e["type"], names.of(e["name"])) for e in gold["entities"]}
    links = {(r["type"], names.of(r["from"]), names.of(r["to"])) for r in gold["relations"]}
    for entity in extraction.entities:
        yield Judged(entity.kind, entity.rule, (entity.type, names.of(entity.name)) in entities)
    for link in extraction.relations:
        ends = (link.type, names.of(link.source), names.of(link.target))
        yield Judged(link.kind, link.rule, ends in links)
    left = list(gold["facts"])
    for fact in extraction.facts:
        match = next((row for row in left if _same_fact(fact, row)), None)
        if match is not None:
            left.remove(match)
        yield Judged(fact.kind, fact.rule, match is not None)


def record_of(documents: Mapping[str, Sequence[Judged]]) -> TrackRecord:
    """Return the counts of every rule over the judged statements of some documents."""
    rules: dict[tuple[StatementKind, str], list[Judged]] = {}
    places: dict[tuple[StatementKind, str], set[str]] = {}
    for name, statements in documents.items():
        for said in statements:
            rules.setdefault((said.kind, said.rule), []).append(said)
            places.setdefault((said.kind, said.rule), set()).add(name)
    counts: dict[StatementKind, dict[str, Counts]] = {kind: {} for kind in StatementKind}
    elsewhere = dict.fromkeys(StatementKind, Counts(0, 0))
    for (kind, rule), statements in sorted(rules.items()):
        counts[kind][rule] = seen = _counts(statements)
        if len(places[kind, rule]) > 1:
            before = elsewhere[kind]
            elsewhere[kind] = Counts(before.found + seen.found, before.right + seen.right)
    return TrackRecord(counts, elsewhere)


def as_toml(documents: Mapping[str, Sequence[Judged]], *, command: str = "precision") -> str:
    """Return the table of the rules, headed by where it was measured.

    Args:
        documents: The judged statements of each document, by its name.
        command: What `make` was told.
    """
    record = record_of(documents)
    lines = [
        "# What each rule found in annotated documents, and how much of it was right.",
        f"# Written by `make {command}`; docs/adr/0006-honesty.md says what follows from it.",
        *_held_out(documents),
        "",
        "[documents]",
        *(_row(name, *_counts(statements)) for name, statements in documents.items()),
        "",
        "[elsewhere]",
        *(_row(kind, *counts) for kind, counts in record.elsewhere.items()),
    ]
    for kind, rules in record.counts.items():
        lines += ["", f"[{kind}]", *(_row(rule, *counts) for rule, counts in rules.items())]
    return "\n".join(lines) + "\n"


def _held_out(documents: Mapping[str, Sequence[Judged]]) -> Iterator[str]:
    """Yield what comes of each status if every document is judged by the others alone."""
    totals: dict[Status, list[Judged]] = {status: [] for status in Status}
    for name, statements in documents.items():
        others = record_of({other: said for other, said in documents.items() if other != name})
        for said in statements:
            totals[others.status_of(said)].append(said)
    yield "# Each document judged by the table of the others:"
    for status, statements in totals.items():
        found, right = _counts(statements)
        share = f"{right / found:.3f}" if found else "none"
        yield f"#   {status}: {found} found, {right} right ({share})"


def _counts(statements: Sequence[Judged]) -> Counts:
    return Counts(len(statements), sum(said.right for said in statements))


def _row(name: str, found: int, right: int) -> str:
    return f"{json.dumps(name, ensure_ascii=False)} = {{ found = {found}, right = {right} }}"


class Names:
    """Every name of an annotation, each with the one that stands for all (名称归并)."""

    def __init__(self, entities: Iterable[Mapping[str, str]]) -> None:
        self._known: dict[str, str] = {}
        for entity in entities:
            whole = _plain(entity.get("same_as") or entity["name"])
            for key in ("name", "normalised", "same_as"):
                if name := entity.get(key):
                    self._known.setdefault(_plain(name), whole)

    def of(self, name: str) -> str:
        """Return the name that stands for all of its names."""
        return self._known.get(_plain(name), _plain(name))


def _same_fact(fact: ExtractedFact, row: Mapping[str, Any]) -> bool:
    if _plain(fact.value) != _plain(row["value"]):
        return False
    one, other = _plain(fact.evidence), _plain(row["evidence"])
    shared = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return shared >= min(_OVERLAP, len(one), len(other)) > 0


def _plain(text: object) -> str:
    return _MARKS.sub("", str(text)).lower()


def _main(folders: Sequence[str]) -> None:
    documents = {
        each.document.name: list(
            judged(by_rules(clean(read_text(each.document).text)), each.gold),
        )
        for each in annotated_in(map(Path, folders))
    }
    if not documents:
        raise UnannotatedError("、".join(folders))
    sys.stdout.write(as_toml(documents))


if __name__ == "__main__":
    _main(sys.argv[1:])
