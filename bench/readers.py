"""How far careful readers agree (标注一致度) on the pages that extraction is scored by.

Each annotation of a page is scored by another as if it were an extraction: entities by type and
any of their names, links by type and both ends, facts by their value and words that overlap. What
was measured is in ``bench/documents.md``.

Run: ``python -m bench.readers``.
"""

import json
import statistics
from collections.abc import Iterable, Mapping
from itertools import permutations
from pathlib import Path
from typing import Any, Final

from loaders.measure import Names

__all__ = ["main"]

_GOLDEN: Final = Path(__file__).resolve().parents[1] / "tests/golden"
_READERS: Final = {
    "first": _GOLDEN / "pages",
    "second": _GOLDEN / "readers/second",
    "third": _GOLDEN / "readers/third",
}
_SUFFIX: Final = "*.gold.json"

Annotation = Mapping[str, Any]


def main() -> None:
    """Print the mean F1 of each reader by each other, over the pages that both annotated."""
    for one, other in permutations(_READERS, 2):
        right, said = _annotations(one), _annotations(other)
        pages = sorted(right.keys() & said.keys())
        found = [_scored(right[page], said[page]) for page in pages]
        kinds = [statistics.mean(scores) for scores in zip(*found, strict=True)]
        told = ", ".join(f"{score:.2f}" for score in kinds)
        print(f"{other} by {one}: {len(pages)} pages, mean {statistics.mean(kinds):.3f} ({told})")


def _annotations(reader: str) -> dict[str, Annotation]:
    """Return what a reader found, by the name of the page."""
    files = _READERS[reader].glob(_SUFFIX)
    return {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}


def _scored(right: Annotation, said: Annotation) -> tuple[float, float, float]:
    """Return the F1 of entities, of links and of facts."""
    names = Names(right["entities"])
    entities, links = (
        [{key(row, names) for row in each[kind]} for each in (right, said)]
        for kind, key in (("entities", _entity), ("relations", _link))
    )
    same = _facts(right["facts"], said["facts"])
    return (
        _f1(len(entities[0] & entities[1]), *map(len, entities)),
        _f1(len(links[0] & links[1]), *map(len, links)),
        _f1(same, len(right["facts"]), len(said["facts"])),
    )


def _entity(row: Mapping[str, str], names: Names) -> tuple[str, str]:
    return row["type"], names.of(row["name"])


def _link(row: Mapping[str, str], names: Names) -> tuple[str, str, str]:
    return row["type"], names.of(row["from"]), names.of(row["to"])


def _facts(right: Iterable[Mapping[str, Any]], said: Iterable[Mapping[str, Any]]) -> int:
    """Return how many facts are the same by value and place; each serves once."""
    left, same = list(said), 0
    for row in right:
        match = next((x for x in left if x["value"] == row["value"] and _meet(x, row)), None)
        if match is not None:
            left.remove(match)
            same += 1
    return same


def _meet(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    (start, end), (begin, stop) = one["span"], other["span"]
    return bool(start < stop and begin < end)


def _f1(same: int, right: int, said: int) -> float:
    return 2 * same / (right + said) if right + said else 1.0


if __name__ == "__main__":
    main()
