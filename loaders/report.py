"""What a load did (导入报告): every statement and every fault, each with its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import orjson

from graph.store.plan import Outcome
from loaders.errors import LoaderError
from loaders.shelf import Spool

__all__ = ["REJECTED", "RETRACTED", "Entry", "Language", "LoadReport", "Place", "Recognised"]

Language = Literal["zh", "en"]

REJECTED: Final = "rejected"
RETRACTED: Final = "retracted"

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    Outcome.ADDED: ("新增", "added"),
    Outcome.CONFIRMED: ("佐证", "confirmed"),
    Outcome.CORRECTED: ("更正", "corrected"),
    Outcome.ENDED: ("终止", "ended"),
    Outcome.UNCHANGED: ("未变", "unchanged"),
    Outcome.PROPOSED: ("待核实", "proposed"),
    RETRACTED: ("撤回", "retracted"),
    REJECTED: ("拒收", "rejected"),
}


@dataclass(frozen=True, kw_only=True)  # without slots, with which pickling takes six times as long
class Place:
    """A place in a source file (位置).

    Attributes:
        file: File name.
        sheet: Sheet of a workbook.
        row: Row, counted from 1 as a spreadsheet shows it; of geodata the feature, from 1.
        column: Heading of the column.
        start: First character in the file, for documents.
        end: One past the last character, for documents.
        locator: Page, paragraph or row of a table, for documents that have such.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    start: int | None = None
    end: int | None = None
    locator: str | None = None

    @property
    def is_map(self) -> bool:
        """Whether the file holds features and not rows."""
        return self.file.lower().endswith(".geojson")

    def words(self, language: Language) -> str:
        """Return the place in words.

        >>> Place(file="企业.csv", row=3, column="名称").words("zh")
        '文件“企业.csv”第 3 行“名称”'
        """
        if language == "zh":
            parts = (
                f"文件“{self.file}”",
                f"工作表“{self.sheet}”" if self.sheet else "",
                f"第 {self.row} {'个要素' if self.is_map else '行'}" if self.row else "",
                f"“{self.column}”" if self.column else "",
                self.locator or "",
                "" if self.start is None else f"第 {self.start}–{self.end} 字",
            )
            return "".join(parts)
        named = (
            f"“{self.file}”",
            f"sheet “{self.sheet}”" if self.sheet else "",
            f"{'feature' if self.is_map else 'row'} {self.row}" if self.row else "",
            f"column “{self.column}”" if self.column else "",
            self.locator or "",
            "" if self.start is None else f"characters {self.start}–{self.end}",
        )
        return ", ".join(part for part in named if part)


@dataclass(frozen=True, kw_only=True)  # as `Place`
class Entry:
    """One line of the report (报告条目).

    Attributes:
        kind: Label or relationship type of a statement; else what is at fault: ``file``,
            ``register``, ``sheet``, ``column``, ``row``, ``cell`` or a ``suggestion``.
        subject: What it speaks of.
        place: Where it stands.
        value: What stands there, where that is the matter.
        zh: Reason or expectation, in Chinese; empty where all is well.
        en: The same in English.
    """

    kind: str
    subject: str
    place: Place
    value: str | None = None
    zh: str = ""
    en: str = ""

    @classmethod
    def of_error(cls, error: LoaderError) -> "Entry":
        """Return the line that tells of a file that could not be read."""
        row = error.location if isinstance(error.location, int) else None
        place = Place(file=error.file, row=row, column=error.column)
        return cls(
            kind="file",
            subject=error.file,
            place=place,
            value=error.value,
            zh=error.zh,
            en=error.en,
        )

    def sentence(self, language: Language) -> str:
        """Return the line as a sentence that names the place."""
        where, reason = self.place.words(language), self.zh if language == "zh" else self.en
        if self.kind == "file":
            return reason  # it names the file itself
        if language == "zh":
            value = "" if self.value is None else f"值“{self.value}”，"
            return f"{where}（{self.subject}）：{value}{reason}"
        value = "" if self.value is None else f"value “{self.value}”: "
        return f"{where} ({self.subject}): {value}{reason}"

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "kind": self.kind,
            "subject": self.subject,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "column": self.place.column,
            "start": self.place.start,
            "end": self.place.end,
            "locator": self.place.locator,
            "value": self.value,
            "reason": self.zh or None,
            "reason_en": self.en or None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """How a sheet was read (识别说明).

    Attributes:
        file: File.
        sheet: Sheet; None for a file that has none.
        form: Name of its form; None if it was not read.
        score: How well its headings fit.
        runner_up: The next likely form, with its score.
        header: First and last row of its headings.
        columns: For each heading the field it is read as; None for one that is not read.
        missing: What the form needs and the sheet does not have.
    """

    file: str
    sheet: str | None
    form: str | None
    score: float
    runner_up: tuple[str, float] | None
    header: tuple[int, int]
    columns: Sequence[tuple[int, str, str | None]]
    missing: Sequence[str]

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "form": self.form,
            "score": self.score,
            "runner_up": self.runner_up and {"form": self.runner_up[0], "score": self.runner_up[1]},
            "header_rows": list(self.header),
            "columns": [{"heading": h, "field": f} for _, h, f in self.columns],
            "missing": list(self.missing),
        }


@dataclass(slots=True, kw_only=True)
class LoadReport:
    """What a load changed, put aside and refused (导入报告).

    Attributes:
        name: What was loaded.
        dry_run: Whether nothing was written.
        load_id: Id of the record of this load; None for a dry run.
        recorded_at: Instant under which everything new was recorded.
        sheets: How each spreadsheet was read whose form was recognised by its headings.
        entries: Lines by outcome.
    """

    name: str
    dry_run: bool = False
    load_id: str | None = None
    recorded_at: str = ""
    sheets: list[Recognised] = field(default_factory=list)
    entries: dict[str, Spool[Entry]] = field(
        default_factory=lambda: {key: Spool() for key in _WORDS}
    )

    def add(self, outcome: str, *entries: Entry) -> None:
        """Add lines under an outcome."""
        self.extend(outcome, entries)

    def extend(self, outcome: str, entries: Iterable[Entry]) -> None:
        """Add many lines under an outcome."""
        self.entries[outcome].extend(entries)

    @property
    def added(self) -> Sequence[Entry]:
        """Statements that are new."""
        return self.entries[Outcome.ADDED]

    @property
    def confirmed(self) -> Sequence[Entry]:
        """Statements that gained evidence."""
        return self.entries[Outcome.CONFIRMED]

    @property
    def corrected(self) -> Sequence[Entry]:
        """Statements recorded anew."""
        return self.entries[Outcome.CORRECTED]

    @property
    def ended(self) -> Sequence[Entry]:
        """Statements that are true no longer since a day that is known now."""
        return self.entries[Outcome.ENDED]

    @property
    def unchanged(self) -> Sequence[Entry]:
        """Statements already known from the same place."""
        return self.entries[Outcome.UNCHANGED]

    @property
    def proposed(self) -> Sequence[Entry]:
        """Statements put aside for a person to decide."""
        return self.entries[Outcome.PROPOSED]

    @property
    def retracted(self) -> Sequence[Entry]:
        """Statements, asserted or proposed, that a later edition no longer makes."""
        return self.entries[RETRACTED]

    @property
    def rejected(self) -> Sequence[Entry]:
        """What could not be used."""
        return self.entries[REJECTED]

    @property
    def counts(self) -> dict[str, int]:
        """Number of lines by outcome."""
        return {str(key): len(lines) for key, lines in self.entries.items()}

    def json_pieces(self) -> Iterator[bytes]:
        """Yield it as JSON, a statement or fault a line: what was loaded, the counts, the lists."""
        yield orjson.dumps(self._head()).removesuffix(b"}")
        for key, lines in self.entries.items():
            yield b',\n"%s": [' % str(key).encode()
            for number, line in enumerate(lines):
                yield (b",\n" if number else b"\n") + orjson.dumps(line.as_json())
            yield b"]"
        yield b"}\n"

    def _head(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "dry_run": self.dry_run,
            "load_id": self.load_id,
            "recorded_at": self.recorded_at or None,
            "counts": self.counts,
            "sheets": [sheet.as_json() for sheet in self.sheets],
        }

    def summary(self, language: Language = "zh") -> str:
        """Return one sentence with the counts.

        >>> LoadReport(name="企业.csv").summary()
        '导入“企业.csv”：新增 0，佐证 0，更正 0，终止 0，未变 0，待核实 0，撤回 0，拒收 0。'
        """
        zh = language == "zh"
        counts = [(words[0 if zh else 1], len(self.entries[key])) for key, words in _WORDS.items()]
        if zh:
            verb = "试导入" if self.dry_run else "导入"
            return f"{verb}“{self.name}”：" + "，".join(f"{w} {n}" for w, n in counts) + "。"
        verb = "Trial load" if self.dry_run else "Loaded"
        return f"{verb} “{self.name}”: " + ", ".join(f"{n} {w}" for w, n in counts) + "."
