from typing import Any

from graph.evidence import At
from graph.responsibility.chain import ResponsibilityChain, chain_of
from graph.responsibility.changes import ChainChange, changes_between
from graph.responsibility.rulebook import rulebook
from tests.unit.graph.responsibility.rows import RECORDED, duty, holder, post, row

KNOWN = "2022-01-15T00:00:00.000000Z"
LATER = "2022-06-15T00:00:00.000000Z"


def chain(at: At, *duties: dict[str, Any], subject: str = "Enterprise:企") -> ResponsibilityChain:
    label = subject.partition(":")[0]
    return chain_of(subject, label, [row(subject, *duties)], at, rulebook(), ["ENTERPRISE"])


def principal(*holders: dict[str, Any], **said: Any) -> dict[str, Any]:
    return duty("ENTERPRISE", "PRINCIPAL", post("总经理", *holders), **said)


def told(found: tuple[ChainChange, ...]) -> list[tuple[str, str, str | None]]:
    return [(change.kind, change.reason, change.on) for change in found]


def between(
    first: At, second: At, before: dict[str, Any], after: dict[str, Any]
) -> tuple[ChainChange, ...]:
    return changes_between(chain(first, before), chain(second, after), (first, second), rulebook())


def test_nothing_changed() -> None:
    first, second = At(as_of="2022-01-10", known_at=KNOWN), At(as_of="2022-05-01", known_at=KNOWN)
    assert between(first, second, principal(holder("周")), principal(holder("周"))) == ()


def test_one_left_and_another_came() -> None:
    first, second = At(as_of="2022-01-10", known_at=KNOWN), At(as_of="2022-05-01", known_at=KNOWN)
    said = principal(holder("周", end="2022-03-01"), holder("吴", start="2022-03-01"))
    found = between(first, second, said, said)
    assert told(found) == [("REMOVED", "ENDED", "2022-03-01"), ("ADDED", "BEGAN", "2022-03-01")]
    assert found[0].before is not None
    assert found[0].before.person == "周"
    assert found[0].message == "不再有主要负责人（至2022-03-01止）。"
    assert found[1].after is not None
    assert found[1].after.person == "吴"
    assert found[1].message_en == "principal added, since 2022-03-01."


def test_a_vacancy_opens_with_the_day_since_when() -> None:
    first, second = At(as_of="2022-01-10", known_at=KNOWN), At(as_of="2022-05-01", known_at=KNOWN)
    said = principal(holder("周", end="2022-03-01"))
    found = between(first, second, said, said)
    opened = next(change for change in found if change.kind == "GAP_OPENED")
    assert (opened.reason, opened.on) == ("BEGAN", "2022-03-01")
    assert opened.gap is not None
    assert opened.gap.kind == "VACANT"
    assert "出现缺口主要负责人" in opened.message


def test_what_was_recorded_afterwards_of_earlier_days_was_learnt() -> None:
    first, second = At(as_of="2022-01-10", known_at=KNOWN), At(as_of="2022-01-10", known_at=LATER)
    late = {**holder("吴", start="2021-01-01"), "recorded_at": "2022-05-01T00:00:00.000000Z"}
    found = between(first, second, principal(holder("周")), principal(late))
    assert told(found) == [("REMOVED", "CORRECTED", None), ("ADDED", "LEARNT", None)]


def test_a_corrected_date_alters_the_rung() -> None:
    first, second = At(as_of="2022-01-10", known_at=KNOWN), At(as_of="2022-01-10", known_at=LATER)
    corrected = {**principal(holder("周"), start="2021-02-01"), "recorded_at": LATER}
    found = between(first, second, principal(holder("周"), start="2021-01-01"), corrected)
    assert told(found) == [("ALTERED", "CORRECTED", None)]
    assert RECORDED < KNOWN


def test_a_law_that_came_into_force_opens_a_gap_and_an_old_one_closes() -> None:
    first, second = At(as_of="2021-08-31", known_at=KNOWN), At(as_of="2021-09-01", known_at=KNOWN)
    gone = duty("ENTERPRISE", "PRINCIPAL")
    found = between(first, second, gone, gone)
    assert told(found) == [
        ("GAP_OPENED", "RULE_BEGAN", "2021-09-01"),
        ("GAP_CLOSED", "RULE_ENDED", "2021-09-01"),
    ]
