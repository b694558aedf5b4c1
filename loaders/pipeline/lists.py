"""Lists of a load (清单): registers as they are read, among the editions that are on record."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from graph.evidence import At, Source
from loaders.registers import Correction, Coverage, Reading
from loaders.report import Entry, Place

__all__ = ["ListFile", "Lists", "Recorded"]


class Recorded(NamedTuple):
    """A register that is on record (已录登记册): its id, and what its editions are called."""

    id: str
    lineage: str


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
        kept: Whether it is known whose it is.
    """

    name: str
    source: Source
    begun: Reading
    rest: Iterator[Reading]
    coverage: Coverage
    whole: bool | None = None
    corrected: bool = False
    kept: bool = False

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

    def first_called(self, name: str, lineage: str) -> "ListFile":
        """Return it as an edition of what it was called when the same bytes came before."""
        return replace(self, source=replace(self.source, name=name).called(lineage))

    def kept_by(self, keeper: str) -> "ListFile":
        """Return it as a list of one keeper."""
        return replace(self, source=self.source.kept_by(keeper), kept=True)

    def called(self, source: Source) -> "ListFile":
        """Return it as an edition of another list."""
        return replace(self, source=source)

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
        notes: Other lines on whose they are.
        before: By digest, what was loaded before and may be an edition of it, the latest first.
        read: Ids of the documents that were themselves read before, by digest.
    """

    current: list[ListFile] = field(default_factory=list)
    outdated: list[Entry] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)
    before: dict[str, list[Recorded]] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def new(self) -> list[ListFile]:
        """Registers that need not be compared with what is recorded."""
        return _in_turn(file for file in self.current if not self._is_compared(file))

    @property
    def again(self) -> list[ListFile]:
        """Registers to be compared, as a whole: with earlier editions, or another reading."""
        return _in_turn(file for file in self.current if self._is_compared(file))

    def call(self, called: Mapping[str, Source]) -> None:
        """Take registers for what they were found to be editions of, by their digests."""
        self.current = [
            file.called(called.get(file.source.sha256, file.source)) for file in self.current
        ]

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
