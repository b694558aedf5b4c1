"""Editions of a register (登记册版本): which files are lists that were loaded before, as of when.

Editions bear one file name, or one title. A file of the same name that repeats less than half of
what an earlier one says is taken for another list, so that nothing ends on a mere likeness of
names; the user may say otherwise.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from graph.cypher import question
from graph.evidence import At, Source
from graph.store.port import Store
from loaders.pipeline.ahead import off_loop
from loaders.pipeline.earlier import Earlier
from loaders.registers import Correction, Coverage, Reading
from loaders.report import Entry, Place

__all__ = ["ListFile", "Lists", "forerunners", "listed_before"]

_ALIKE: Final = 0.5
"""Least share of what an earlier edition says that a later one repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A register of a load (清单文件), as far as it is read.

    Attributes:
        name: What the file is called; the source bears the name under which it came first.
        source: Where it comes from.
        begun: What its first rows say; none of a long table, whose headings are read alone.
        rest: What the others say, by portions; each is read once.
        coverage: What it was read for.
        whole: Whether it lists everything, as the user or else the file says; None if unsaid.
        corrected: Whether the user says how it is to be read.
    """

    name: str
    source: Source
    begun: Reading
    rest: Iterator[Reading]
    coverage: Coverage
    whole: bool | None = None
    corrected: bool = False

    @classmethod
    def opened(
        cls, source: Source, said: Iterator[Reading], coverage: Coverage, given: Correction
    ) -> "ListFile":
        """Begin to read a register; one that is not long is read to its end.

        Args:
            source: Where it comes from.
            said: What it says, by portions.
            coverage: What it is read for.
            given: What the user says of it.
        """
        begun = Reading()
        for reading in said:
            begun.add(reading)
            if reading.long or begun.is_full:
                break
        return cls(
            name=source.name,
            source=source,
            begun=begun,
            rest=said,
            coverage=coverage,
            whole=given.whole,
            corrected=given.reads,
        )

    def portions(self) -> Iterator[Reading]:
        """Yield what it says, by portions."""
        yield self.begun
        yield from self.rest

    @property
    def day(self) -> str:
        """Day for which it holds; that of the load where it does not say."""
        return self.source.dated_on or At.of().as_of

    def dated(self, given: date | None) -> "ListFile":
        """Return it with the day that the user or the file gives; one to come is not believed.

        And as a part of its list, if the file says so and the user nothing else.
        """
        whole = False if self.whole is None and self.coverage.part else self.whole
        found = given or self.coverage.day
        if found is None or found.isoformat() > At.of().as_of:
            return replace(self, whole=whole)
        return replace(self, whole=whole, source=replace(self.source, dated_on=found.isoformat()))

    def first_called(self, name: str) -> "ListFile":
        """Return it as an edition of what it was called when the same bytes came before."""
        return replace(self, source=replace(self.source, name=name))

    def entry(self, zh: str, en: str) -> Entry:
        """Return a line about the file."""
        name = self.name
        return Entry(
            kind="file",
            subject=name,
            place=Place(file=name),
            zh=f"“{name}”{zh}",
            en=f"“{name}” {en}",
        )


@dataclass(slots=True)
class Lists:
    """The registers of a load among their editions (版本识别).

    Attributes:
        current: Registers to load.
        outdated: A line for each that a later edition replaced before.
        before: By digest, ids of the documents loaded before under its name, the latest first.
        read: Ids of the documents that were themselves read before, by digest.
    """

    current: list[ListFile] = field(default_factory=list)
    outdated: list[Entry] = field(default_factory=list)
    before: dict[str, list[str]] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def new(self) -> list[ListFile]:
        """Registers that need not be compared with what is recorded."""
        return _in_turn(file for file in self.current if not self._is_compared(file))

    @property
    def again(self) -> list[ListFile]:
        """Registers to be compared, as a whole: with earlier editions, or another reading."""
        return _in_turn(file for file in self.current if self._is_compared(file))

    def _is_compared(self, file: ListFile) -> bool:
        sha256 = file.source.sha256
        return bool(self.before[sha256]) or (file.corrected and sha256 in self.read)


def _in_turn(files: Iterable[ListFile]) -> list[ListFile]:
    """Return registers in the order in which they are loaded.

    One that points to things by the numbers of another comes after it, where it need not wait.
    """
    found = list(files)
    given = {number for file in found for number in file.coverage.numbers}
    return sorted(found, key=lambda file: not given.isdisjoint(file.coverage.numbered))


async def listed_before(store: Store, files: Sequence[ListFile]) -> Lists:
    """Return which registers are to be loaded, and which recorded ones they may replace.

    A file that was loaded before under another name says what it said then, as an edition of that.
    """
    found = Lists()
    names = sorted({file.source.name for file in files})
    digests = sorted({file.source.sha256 for file in files})
    asked = {"names": names, "digests": digests}
    held = await store.read(question("review/lists").text, asked) if names else []
    own_rows = {(row["sha256"], row["source"]): row for row in held}
    for given in files:
        own = own_rows.get((given.source.sha256, given.source.source))
        file = given.first_called(own["name"]) if own else given
        rows = [row for row in held if _one_list(row, file.source)]
        since = own["recorded_at"] if own else None
        later = [row for row in rows if since and row["recorded_at"] > since]
        newer = [row for row in rows if _after(row, file.source)]
        replaced = [row for row in later if own and await _alike(store, own["id"], row["id"])]
        if replacing := [*newer, *replaced]:
            found.outdated.append(_outdated(file, replacing[-1]))
            continue
        found.current.append(file)
        if own:
            found.read[file.source.sha256] = own["id"]
        others = [row for row in rows if row is not own and row not in later]
        found.before[file.source.sha256] = [row["id"] for row in reversed(others)]
    return found


async def forerunners(
    store: Store, file: ListFile, before: Sequence[str], keys: Container[bytes]
) -> tuple[Earlier | None, list[str], bool]:
    """Return what the earlier editions of a list say, which they are, and whether one is unlike it.

    There are none, and None, if none repeats enough. One is unlike it that is an edition of those
    and not of the list, which has lost more than half of what that one says.

    Args:
        store: Where they are recorded.
        file: The list.
        before: Ids of the documents that may be editions of it, the latest first.
        keys: What the list itself speaks for.
    """
    found: Earlier | None = None
    editions: list[str] = []
    others: list[Earlier] = []
    for document in before:
        earlier = await Earlier.said_in(store, document)
        said = _Either(keys, found)
        if file.whole is True or await off_loop(earlier.share, said) >= _ALIKE:
            found = found.joined(earlier) if found else earlier
            editions.append(document)
        else:
            others.append(earlier)
    unlike = [found for other in others if found and await off_loop(found.share, other) >= _ALIKE]
    return found, editions, bool(unlike)


@dataclass(frozen=True, slots=True)
class _Either:
    """What a list or its later editions speak for (各版所述)."""

    own: Container[bytes]
    later: Earlier | None

    def __contains__(self, key: object) -> bool:
        """Tell whether one of them speaks for something."""
        return key in self.own or (self.later is not None and key in self.later)


def _one_list(row: Mapping[str, Any], source: Source) -> bool:
    return (row["name"], row["source"]) == (source.name, source.source)


def _after(row: Mapping[str, Any], source: Source) -> bool:
    own, other = source.dated_on, row["dated_on"]
    return bool(own and other and other > own and row["sha256"] != source.sha256)


async def _alike(store: Store, own: str, other: str) -> bool:
    earlier, later = await Earlier.said_in(store, own), await Earlier.said_in(store, other)
    return await off_loop(earlier.share, later) >= _ALIKE


def _outdated(file: ListFile, row: Mapping[str, Any]) -> Entry:
    day = row["dated_on"] or row["recorded_at"][:10]
    return file.entry(
        f"是旧版：已导入较新的版本（{day}），本次未作任何改变；若是另一份清单，请改文件名后导入",
        f"is an old edition: a later one ({day}) was loaded, so nothing changed; if it is another "
        "list, load it under another name",
    )
