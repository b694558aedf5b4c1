"""What a write changed (写入结果)."""

from collections import Counter
from dataclasses import dataclass, field

from graph.errors import CustodyError
from graph.evidence import UNKNOWN_START
from graph.model.statement import Entity, Relation
from graph.store.plan import Change, Outcome, Version

__all__ = ["Contest", "MissingEndError", "WriteReport", "is_undated"]


def is_undated(statement: Entity | Relation) -> bool:
    """Tell whether a statement says neither since when it is true nor until when."""
    return statement.valid_from == UNKNOWN_START and statement.valid_to is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A statement put aside because another source says otherwise (来源不一致)."""

    statement: Entity | Relation
    contested: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class WriteReport:
    """What a write changed (写入结果).

    Attributes:
        recorded_at: Instant under which everything new was recorded.
        outcomes: Id of each statement and what became of it, in the order written.
        contests: Statements put aside.
        revised: What was recorded and what is now, of each that was corrected or ended, in order.
        ended: The recorded end, by id, of what an undated statement speaks of and that has one.
    """

    recorded_at: str
    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    contests: list[Contest] = field(default_factory=list)
    revised: list[tuple[Version, Version]] = field(default_factory=list)
    ended: dict[str, str] = field(default_factory=dict)

    def note(self, statement: Entity | Relation, change: Change) -> None:
        """Take in what became of a statement."""
        self.outcomes.append((statement.id, change.outcome))
        if change.outcome is Outcome.PROPOSED:
            self.contests.append(Contest(statement=statement, contested=change.contested))
        if change.retract:
            self.revised.append((change.retract[0], change.record[-1]))
        stands = change.extend or (change.record[-1] if change.retract else None)
        if stands is not None and stands.valid_to is not None and is_undated(statement):
            self.ended[statement.id] = stands.valid_to

    @property
    def counts(self) -> Counter[Outcome]:
        """Statements by outcome."""
        return Counter(outcome for _, outcome in self.outcomes)

    def add(self, other: "WriteReport") -> None:
        """Take over what a committed chunk reports."""
        self.outcomes += other.outcomes
        self.contests += other.contests
        self.revised += other.revised
        self.ended |= other.ended


class MissingEndError(CustodyError):
    """A relationship points to something the graph does not hold (关系端点不存在)."""

    def __init__(self, relation: Relation) -> None:
        self.relation = relation
        ends = f"{relation.source.id} → {relation.target.id}"
        super().__init__(
            zh=f"关系 {relation.type} 的端点不在图中：{ends}；请先导入两端。",
            en=f"{relation.type}: an end is not in the graph: {ends}; load both ends first.",
        )
