"""What rows of a register say (读取结果), a portion at a time."""

from dataclasses import dataclass, field

from loaders.identity import EntityDraft, RelationDraft
from loaders.readers.longtable import PORTION, STATEMENTS
from loaders.readers.spreadsheet import Row
from loaders.report import Entry, Recognised

__all__ = ["Reading"]


@dataclass(slots=True)
class Reading:
    """What rows say, and what in them cannot be used.

    Attributes:
        entities: What is said of things.
        relations: What is said of relationships.
        rejected: What cannot be used.
        sheets: How each sheet was recognised.
        earlier: Things that these rows speak of, and that rows read before them state.
        doubtful: The rows in which something cannot be used.
        rows: How many rows it is.
        long: Whether a table follows that is too long to be held.
        following: Row in which another table begins below one that was too long to be held.
    """

    entities: list[EntityDraft] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)
    rejected: list[Entry] = field(default_factory=list)
    sheets: list[Recognised] = field(default_factory=list)
    earlier: list[EntityDraft] = field(default_factory=list)
    doubtful: list[Row] = field(default_factory=list)
    rows: int = 0
    long: bool = False
    following: int | None = None

    @property
    def size(self) -> int:
        """How many statements it holds."""
        return len(self.entities) + len(self.relations)

    @property
    def is_full(self) -> bool:
        """Whether it is a portion."""
        return self.rows >= PORTION or self.size >= STATEMENTS

    def takes(self, other: "Reading") -> bool:
        """Tell whether it is still a portion with what other rows say."""
        rows, size = self.rows + other.rows, self.size + other.size
        return not self.rows or (rows <= PORTION and size <= STATEMENTS)

    def add(self, other: "Reading") -> None:
        """Take over what other rows say, which then say nothing themselves."""
        self.earlier += other.earlier
        self.rows += other.rows
        self.entities += other.entities
        self.relations += other.relations
        self.rejected += other.rejected
        self.sheets += other.sheets
        other.forget()

    def forget(self) -> None:
        """Say nothing any more: what was said is held by whoever took it, or by nobody."""
        self.entities, self.relations, self.earlier = [], [], []
        self.rejected, self.sheets, self.rows = [], [], 0
