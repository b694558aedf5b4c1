"""Track records of rules for tests that are not about measured precision."""

from collections.abc import Callable

from loaders.documents import Statement
from loaders.documents.precision import Counts, StatementKind, TrackRecord

__all__ = ["TRUSTED", "doubting"]

_RIGHT = Counts(10_000, 10_000)
_WRONG = Counts(10_000, 5_000)


class _Rules(dict[str, Counts]):
    """Every rule is always right, but those in doubt: these are half of the time."""

    def __init__(self, is_doubted: Callable[[str], bool]) -> None:
        super().__init__(all_of_them=_RIGHT)
        self._is_doubted = is_doubted

    def get(self, rule: str, default: object = None) -> Counts:  # noqa: ARG002 - always knows
        return _WRONG if self._is_doubted(rule) else _RIGHT


def doubting(*what: StatementKind | Statement) -> TrackRecord:
    """Put whole kinds of statement in doubt, or the rules that found these statements."""
    kinds = {each for each in what if isinstance(each, StatementKind)}
    rules = {(each.kind, each.rule) for each in what if isinstance(each, Statement)}

    def of(kind: StatementKind) -> _Rules:
        return _Rules(lambda rule: kind in kinds or (kind, rule) in rules)

    return TrackRecord(
        counts={kind: of(kind) for kind in StatementKind},
        elsewhere=dict.fromkeys(StatementKind, _RIGHT),
    )


TRUSTED = doubting()
