"""What a rule's record makes of its statements."""

from dataclasses import dataclass
from importlib.resources import files

import pytest
from hypothesis import given, strategies as st

from loaders.documents import Extraction
from loaders.documents.extract import extract
from loaders.documents.gold import as_gold_json
from loaders.documents.precision import (
    THRESHOLD,
    Counts,
    StatementKind,
    Status,
    TrackRecord,
    packaged,
)
from loaders.documents.text.clean import clean

TEXT = "甲区共有化工企业12家。乙区应急管理局对丙公司开展检查。"


@dataclass(frozen=True)
class Told:
    rule: str
    kind: StatementKind = StatementKind.RELATION


def record(elsewhere: tuple[int, int] = (98, 98), **rules: tuple[int, int]) -> TrackRecord:
    """Return a table of rules for relations, and what such rules do in more than one document."""
    relations = {rule: Counts(*counts) for rule, counts in rules.items()}
    return TrackRecord(
        counts={
            StatementKind.ENTITY: {},
            StatementKind.RELATION: relations,
            StatementKind.FACT: {},
        },
        elsewhere=dict.fromkeys(StatementKind, Counts(*elsewhere)),
    )


def found(text: str) -> Extraction:
    return extract(clean(text), document="通知.txt")


def test_a_rule_without_a_measurement_proposes() -> None:
    table = record(seen=(50, 50))

    assert table.measured(Told("unseen")) is None
    assert table.status_of(Told("unseen")) is Status.PROPOSED


def test_a_rule_is_measured_for_each_kind_of_statement() -> None:
    table = record(title=(50, 50))

    assert table.status_of(Told("title")) is Status.ASSERTED
    assert table.status_of(Told("title", StatementKind.ENTITY)) is Status.PROPOSED


def test_a_rule_that_is_often_wrong_proposes() -> None:
    table = record(good=(300, 300), bad=(20, 17))

    assert table.status_of(Told("bad")) is Status.PROPOSED


def test_a_rule_seen_twice_is_believed_as_far_as_its_siblings_are_elsewhere() -> None:
    among_good = record(elsewhere=(100, 99), rare=(2, 2))
    among_poor = record(elsewhere=(100, 70), rare=(2, 2))

    assert among_good.status_of(Told("rare")) is Status.ASSERTED
    assert among_poor.status_of(Told("rare")) is Status.PROPOSED


def test_nothing_known_of_a_kind_is_no_reason_to_believe_its_rules() -> None:
    table = record(elsewhere=(0, 0), few=(19, 19), many=(20, 20))

    assert table.status_of(Told("few")) is Status.PROPOSED
    assert table.status_of(Told("many")) is Status.ASSERTED  # 22.5 / 25


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_the_expectation_lies_between_the_rule_and_its_kind(counts: tuple[int, int]) -> None:
    table = record(elsewhere=(98, 79), this=counts)
    known = table.measured(Told("this"))
    assert known is not None

    ends = sorted((counts[1] / counts[0], table.precision(StatementKind.RELATION)))
    assert ends[0] - 1e-12 <= known.precision <= ends[1] + 1e-12
    assert (known.status is Status.ASSERTED) == (known.precision >= THRESHOLD)


@given(st.integers(1, 100), st.integers(0, 99))
def test_a_statement_more_that_is_right_never_makes_a_rule_worse(n: int, r: int) -> None:
    right = min(r, n)
    fewer, more = record(this=(n, right)), record(this=(n + 1, right + 1))
    before, after = fewer.measured(Told("this")), more.measured(Told("this"))

    assert before is not None
    assert after is not None
    assert before.precision <= after.precision


def test_every_row_tells_its_rule_status_and_precision() -> None:
    rows = as_gold_json(found(TEXT))
    statements = [*rows["entities"], *rows["relations"], *rows["facts"]]

    assert statements
    for row in statements:
        assert row["rule"]
        assert row["status"] in {"asserted", "proposed"}
        assert row["evidence"] in TEXT
        if row["precision"] is None:
            assert row["status"] == "proposed"


@pytest.mark.parametrize("kind", list(StatementKind))
def test_the_packaged_table_counts_no_more_right_than_found(kind: StatementKind) -> None:
    rows = packaged().counts[kind]

    assert rows
    assert all(0 <= row.right <= row.found for row in rows.values())


def test_unread_documents_count_and_tell_how_far_a_kind_can_be_trusted() -> None:
    read, unread = record(seen=(4, 4), only=(3, 3)), record(seen=(2, 1), new=(1, 0))
    together = read.and_unread(unread)
    kind = StatementKind.RELATION

    assert together.counts[kind] == {
        "new": Counts(1, 0),
        "only": Counts(3, 3),
        "seen": Counts(6, 5),
    }
    assert together.elsewhere[kind] == Counts(3, 1)


def test_what_is_packaged_holds_its_promise_on_the_unread_documents() -> None:
    text = files("loaders.documents").joinpath("unread.toml").read_text(encoding="utf-8")
    unread = TrackRecord.from_toml(text)
    asserted = [
        counts
        for kind, rules in unread.counts.items()
        for rule, counts in rules.items()
        if packaged().status_of(Told(rule, kind)) is Status.ASSERTED
    ]

    assert sum(c.found for c in asserted) > 0
    assert sum(c.right for c in asserted) >= THRESHOLD * sum(c.found for c in asserted)
