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
    assert found[0].message == "主要负责人不再列入（至2022-03-01止）。"
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
    assert "主要负责人出现缺口" in opened.message


def test_a_post_that_was_left_empty_is_not_told_as_somebody_new() -> None:
    first, second = At(as_of="2022-01-10", known_at=KNOWN), At(as_of="2022-05-01", known_at=KNOWN)
    said = principal(holder("周", end="2022-03-01"))
    empty = next(c for c in between(first, second, said, said) if c.kind == "ADDED")
    assert empty.after is not None
    assert empty.after.person is None
    assert (empty.reason, empty.on) == ("ENDED", "2022-03-01")
    assert "E:周" in empty.evidence
    assert empty.message == "主要负责人原任离任后岗位空出（至2022-03-01止）。"
    assert empty.message_en == "principal post left empty, it ended on 2022-03-01."


def test_what_was_recorded_afterwards_of_earlier_days_was_learnt() -> None:
    first, second = At(as_of="2022-01-10", known_at=KNOWN), At(as_of="2022-01-10", known_at=LATER)
    late = {**holder("吴", start="2021-01-01"), "recorded_at": "2022-05-01T00:00:00.000000Z"}
    found = between(first, second, principal(holder("周")), principal(late))
    assert told(found) == [("REMOVED", "CORRECTED", None), ("ADDED", "LEARNT", None)]


def test_who_left_between_is_told_as_having_left_though_it_was_recorded_later() -> None:
    first, second = At(as_of="2022-01-10", known_at=KNOWN), At(as_of="2022-05-01", known_at=LATER)
    left = {**holder("周", end="2022-03-01"), "recorded_at": "2022-03-05T00:00:00.000000Z"}
    (gone, *_) = between(first, second, principal(holder("周")), principal(left))
    assert (gone.kind, gone.reason, gone.on) == ("REMOVED", "ENDED", "2022-03-01")
    assert gone.evidence == ("E:周",)


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


def gap_changed(
    first: At, second: At, before: dict[str, Any], after: dict[str, Any] | None = None
) -> ChainChange:
    """Return the one gap of a row that opened or closed."""
    chains = [
        chain_of(said["context"], str(said["type"]), [said], at, rulebook())
        for at, said in ((first, before), (second, after or before))
    ]
    found = changes_between(chains[0], chains[1], (first, second), rulebook())
    (change,) = (each for each in found if each.gap)
    return change


EARLY, LATE = At(as_of="2022-03-01", known_at=KNOWN), At(as_of="2022-03-20", known_at=KNOWN)
KNOWN_LATER = At(as_of="2022-03-01", known_at=LATER)


def test_a_gap_closes_with_the_term_of_the_successor_and_cites_the_appointment() -> None:
    terms = (holder("周", end="2022-02-01"), holder("吴", start="2022-03-10"))
    change = gap_changed(EARLY, LATE, row("Enterprise:企", principal(*terms)))
    assert (change.kind, change.reason, change.on) == ("GAP_CLOSED", "BEGAN", "2022-03-10")
    assert change.evidence == ("E:吴",)
    assert change.message.startswith("主要负责人缺口消除（自2022-03-10起）：原缺口为企的主要负责人")


def test_a_gap_closes_with_what_was_recorded_and_cites_it() -> None:
    late = duty("ENTERPRISE", "PRINCIPAL", post("厂长"), said="E:appointed")
    change = gap_changed(EARLY, KNOWN_LATER, row("Enterprise:企"), row("Enterprise:企", late))
    assert (change.kind, change.reason, change.on) == ("GAP_CLOSED", "LEARNT", None)
    assert change.evidence == ("E:appointed",)


def test_a_gap_opens_with_what_was_corrected_and_cites_what_was_there() -> None:
    gone = duty("ENTERPRISE", "PRINCIPAL", post("厂长"), said="E:wrong")
    change = gap_changed(EARLY, KNOWN_LATER, row("Enterprise:企", gone), row("Enterprise:企"))
    assert (change.kind, change.reason) == ("GAP_OPENED", "CORRECTED")
    assert change.evidence == ("E:wrong",)


def test_a_finding_is_no_longer_overdue_on_the_day_it_was_closed() -> None:
    finding = row("Finding:内漏", status="ASSIGNED", deadline="2022-02-01", closed_on="2022-03-12")
    change = gap_changed(EARLY, LATE, finding)
    assert (change.kind, change.reason, change.on) == ("GAP_CLOSED", "DONE", "2022-03-12")
    assert change.evidence == ("E:内漏",)
    assert "2022-03-12已办" in change.message
    assert "it was done on 2022-03-12: it was that the finding" in change.message_en


def test_what_was_published_late_closes_the_gap_on_that_day() -> None:
    """The rule on publication, of an installation that the emergency authority licenses."""
    tank = "Hazard:罐"
    said = duty(
        "ENTERPRISE",
        "PRINCIPAL_GUARANTOR",
        post("总经理"),
        start="2021-05-01",
        published_on="2022-03-12",
        filed_on="2021-05-02",
    )
    rows = [
        row(tank, said, within=("Enterprise:企",), kind="MAJOR_HAZARD_INSTALLATION"),
        row("Enterprise:企", step=1, licensed_by="市应急管理局"),
    ]
    chains = [chain_of(tank, "Hazard", rows, at, rulebook()) for at in (EARLY, LATE)]
    found = changes_between(chains[0], chains[1], (EARLY, LATE), rulebook())
    (closed,) = (each for each in found if each.kind == "GAP_CLOSED")
    assert (closed.reason, closed.on) == ("DONE", "2022-03-12")


def test_a_successor_named_for_later_neither_opens_nor_closes_the_vacancy() -> None:
    left = principal(holder("周", end="2022-02-01"))
    named = principal(holder("周", end="2022-02-01"), holder("吴", start="2022-06-01"))
    assert between(EARLY, KNOWN_LATER, left, named) == ()
