from typing import Any

from graph.responsibility.resilience import (
    orphaned_by,
    reporting_cycles,
    single_points,
    spans,
)
from graph.responsibility.rows import situation_of
from graph.responsibility.rulebook import rulebook
from graph.responsibility.situation import Situation
from tests.unit.graph.responsibility.rows import custody, duty, holder, post, row

DAY = "2022-03-12"


def situation(*rows: dict[str, Any]) -> Situation:
    return situation_of("Person:周", "Person", rows, DAY)


def plant(*duties: dict[str, Any], **more: Any) -> Situation:
    return situation(row("Enterprise:企", *duties, **more))


def test_who_stands_alone_leaves_the_role_and_the_line_empty() -> None:
    about = plant(duty("ENTERPRISE", "PRINCIPAL", post("总经理", holder("周"))))
    (gap,) = orphaned_by("周", about, rulebook())
    assert (gap.kind, gap.role, gap.subject) == ("VACANT", "PRINCIPAL", "Enterprise:企")
    assert str(gap.rule) == "安全生产法（2021） 第五条、第二十一条"
    assert "再无他人" in gap.message
    assert "总经理" in gap.message


def test_another_on_the_line_keeps_the_line_but_not_the_role() -> None:
    about = plant(
        duty("ENTERPRISE", "PRINCIPAL", post("总经理", holder("吴"))),
        duty("ENTERPRISE", "SAFETY_MANAGER", post("安全员", holder("周"))),
    )
    (gap,) = orphaned_by("周", about, rulebook())
    assert "尚有他人" in gap.message
    (first, second) = single_points(about, frozenset({"Enterprise:企"}))
    assert {first.person, second.person} == {"吴", "周"}
    assert (first.lines_lost, first.roles_lost) == (0, 1)


def test_whoever_is_reported_to_is_still_on_the_line() -> None:
    owner, head = post("班长", holder("周")), post("车间主任", holder("吴"), above=1)
    about = plant(duty("ENTERPRISE", "RISK_POINT_OWNER", owner, head))
    (gap,) = orphaned_by("周", about, rulebook())
    assert "尚有他人" in gap.message
    (point,) = single_points(about, frozenset({"Enterprise:企"}))
    assert (point.person, point.lines_lost, point.roles_lost) == ("周", 0, 1)


def test_a_superior_who_is_the_same_person_keeps_no_line() -> None:
    owner, head = post("班长", holder("周")), post("车间主任", holder("周"), above=1)
    (gap,) = orphaned_by(
        "周", plant(duty("ENTERPRISE", "RISK_POINT_OWNER", owner, head)), rulebook()
    )
    assert "再无他人" in gap.message


def test_a_second_holder_of_the_post_orphans_nothing() -> None:
    both = post("安全员", holder("周"), holder("吴"))
    about = plant(duty("ENTERPRISE", "SAFETY_MANAGER", both))
    assert orphaned_by("周", about, rulebook()) == ()
    assert single_points(about, frozenset({"Enterprise:企"})) == ()


def test_who_has_left_already_or_comes_later_orphans_nothing() -> None:
    about = plant(
        duty("ENTERPRISE", "PRINCIPAL", post("甲", holder("周", end="2022-03-01"))),
        duty("ENTERPRISE", "SAFETY_MANAGER", post("乙", holder("周", start="2022-04-01"))),
    )
    assert orphaned_by("周", about, rulebook()) == ()


def test_a_post_named_alone_counts_as_somebody() -> None:
    about = plant(
        duty("ENTERPRISE", "PRINCIPAL", post("总经理")),
        duty("ENTERPRISE", "PRINCIPAL", post("厂长", holder("周"))),
    )
    assert orphaned_by("周", about, rulebook()) == ()


def test_whoever_answers_for_the_enterprise_keeps_the_line_of_its_hazard() -> None:
    about = situation(
        row(
            "Hazard:罐",
            duty("ENTERPRISE", "RISK_POINT_OWNER", post("班长", holder("周"))),
            within=("Enterprise:企",),
        ),
        row("Enterprise:企", duty("ENTERPRISE", "PRINCIPAL", post("总经理", holder("吴"))), step=1),
    )
    points = single_points(about, frozenset({"Hazard:罐", "Enterprise:企"}))
    assert [(p.person, p.lines_lost, p.roles_lost) for p in points] == [("吴", 1, 1), ("周", 0, 1)]


def test_a_steward_beside_the_provider_is_not_alone_on_the_line() -> None:
    about = plant(
        duty("CUSTODY", "STEWARD", post("安全管家", holder("周"))),
        custody=(custody("安达", "2022-01-01", None),),
    )
    (point,) = single_points(about, frozenset({"Enterprise:企"}))
    assert (point.lines_lost, point.roles_lost) == (0, 1)


def test_without_rule_or_basis_the_record_itself_is_cited_as_unchecked() -> None:
    about = plant(duty("CUSTODY", "STEWARD", post("安全管家", holder("周")), basis=None))
    (gap,) = orphaned_by("周", about, rulebook())
    assert (gap.rule.instrument, gap.rule.verified) == ("登记的职责", False)


def test_rings_of_reporting_are_found_once_and_a_chain_is_none() -> None:
    reports = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "e")]
    assert reporting_cycles(reports) == (("a", "b", "c"), ("e",))
    assert reporting_cycles([("a", "b"), ("b", "c")]) == ()


def test_the_widest_span_comes_first() -> None:
    assert spans([("a", "c"), ("b", "c"), ("b", "c"), ("d", "a")]) == (("c", 2), ("a", 1))
