"""Tables (表格): every list of an answer as rows, with what stands above the list beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from server.forms.answer import Answer, FormError
from server.forms.headings import Heading, Path

__all__ = [
    "Column",
    "Table",
    "called",
    "flattened",
    "outermost",
    "shown",
    "table_called",
    "table_of",
]

_FRAME: Final = frozenset({"edges", "node", "nodes"})
"""Keys of pages that say nothing to a reader."""
_PAGING: Final = frozenset({"pageInfo", "cursor"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column (列): its path in the answer, and its headings along the path."""

    path: Path
    headings: tuple[Heading, ...]

    @property
    def zh(self) -> str:
        """Heading in Chinese (中文列名)."""
        return "·".join(dict.fromkeys(heading.zh for heading in self.headings))


@dataclass(frozen=True, slots=True)
class Table:
    """One list of an answer (表格).

    Attributes:
        name: Names on the way to the list, joined by dots.
        at: Path of the list.
        columns: Its columns, in the order in which they were asked.
        rows: Its rows, each with the values by path.
    """

    name: str
    at: Path
    columns: tuple[Column, ...]
    rows: tuple[Mapping[Path, Any], ...]


def outermost(answer: Answer) -> tuple[Path, ...]:
    """Return the paths of the lists that are in no other list (最外层列表)."""
    return tuple(dict.fromkeys(_lists(answer, answer.data, (), deeper=False)))


def table_called(answer: Answer, name: str | None) -> Table:
    """Return the table that is asked for, or the only one; an answer without lists is one row.

    Raises:
        FormError: If there is none of that name, or several and none is named.
    """
    paths = outermost(answer) or ((),)
    if name is None and len(paths) == 1:
        return table_of(answer, paths[0])
    every = dict.fromkeys((*paths, *_lists(answer, answer.data, (), deeper=True)))
    names = {called(path): path for path in every}
    if name in names:
        return table_of(answer, names[name])
    zh, en = (f"没有“{name}”", f"There is no {name!r}") if name else ("有多张表", "Several")
    raise FormError(
        zh=f"{zh}，请用 table 指明其一：{'、'.join(names)}。",
        en=f"{en}; name one of these as table: {', '.join(names)}.",
    )


def table_of(answer: Answer, path: Path) -> Table:
    """Return the table of the list at a path."""
    rows = tuple(_rows(answer, answer.data, path, {}, ()))
    there = dict.fromkeys(key for row in rows for key in row)
    columns = tuple(Column(key, _along(answer, key)) for key in answer.headings if key in there)
    return Table(called(path), path, columns, rows)


def flattened(
    answer: Answer, value: Mapping[str, Any], at: Path, skip: str = ""
) -> dict[Path, Any]:
    """Return the values of an object and of the objects in it, by their paths."""
    found: dict[Path, Any] = {}
    for key, inner in value.items():
        here = (*at, key)
        if key == skip or key in _PAGING:
            continue
        if isinstance(inner, Mapping) and not answer.headings[here].leaf:
            found |= flattened(answer, inner, here)
        else:
            found[here] = inner
    return found


def shown(answer: Answer, path: Path, value: Any, *, between: str = "；") -> str:
    """Return a value as a person reads it, the items of a list with `between` in between.

    Values of a closed vocabulary are told by their Chinese term.
    """
    heading = answer.headings[path]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return between.join(_folded(answer, path, item) for item in value)
    if isinstance(value, Mapping):
        return orjson.dumps(value).decode()
    return heading.terms.get(str(value)) or str(value)


def _folded(answer: Answer, path: Path, item: Any) -> str:
    if not isinstance(item, Mapping) or answer.headings[path].leaf:
        return shown(answer, path, item)
    told = (shown(answer, key, inner) for key, inner in flattened(answer, item, path).items())
    return " ".join(text for text in told if text)


def _lists(answer: Answer, value: Any, at: Path, *, deeper: bool) -> Iterator[Path]:
    """Yield the paths of lists of objects; those in lists too where `deeper`."""
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        here = (*at, key)
        if key in _PAGING or answer.headings[here].leaf:
            continue
        if isinstance(inner, list):
            yield here
            for item in inner if deeper else ():
                yield from _lists(answer, item, here, deeper=True)
        else:
            yield from _lists(answer, inner, here, deeper=deeper)


def _rows(
    answer: Answer,
    value: Any,
    rest: Sequence[str],
    above: Mapping[Path, Any],
    at: Path,
    *,
    listed: bool = False,
) -> Iterator[dict[Path, Any]]:
    """Yield a row for each item at the end of the path.

    A thing of a list (`listed`) has a row of its own where its list on the path is empty.
    """
    if not isinstance(value, Mapping):
        if listed:
            yield dict(above)
        return
    key = rest[0] if rest else ""
    own = flattened(answer, value, at, skip=key)
    if not rest:
        yield {**above, **own}
        return
    row = {**above, **{path: told for path, told in own.items() if not isinstance(told, list)}}
    inner, here = value.get(key), (*at, key)
    if not isinstance(inner, list):
        yield from _rows(answer, inner, rest[1:], row, here, listed=listed)
        return
    if listed and not inner:
        yield row
    for item in inner:
        yield from _rows(answer, item, rest[1:], row, here, listed=True)


def _along(answer: Answer, path: Path) -> tuple[Heading, ...]:
    steps = (path[: end + 1] for end in range(1, len(path)))
    kept = [answer.headings[step] for step in steps if step[-1] not in _FRAME]
    return tuple(kept) or (answer.headings[path],)


def called(path: Path) -> str:
    """Return the names on a path, without those of pages (路径名称)."""
    return ".".join(key for key in path if key not in _FRAME)
