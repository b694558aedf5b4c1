from typing import Any

import pytest

from graph.evidence import At
from graph.evidence.calendar import later, prolonged
from graph.responsibility.chain import chain_of
from graph.responsibility.gaps import ResponsibilityGap
from graph.responsibility.rulebook import rulebook
from tests.unit.graph.responsibility.rows import custody, duty, holder, post, row

KNOWN = "2027-01-01T00:00:00.000000Z"
DAY = "2022-03-12"


def gaps(*rows: dict[str, Any], day: str = DAY) -> list[ResponsibilityGap]:
    subject = rows[0]["context"]
    at = At(as_of=day, known_at=KNOWN)
    return list(chain_of(subject, subject.partition(":")[0], rows, at, rulebook()).gaps)


def told(found: list[ResponsibilityGap], kind: str) -> list[tuple[str | None, str | None]]:
    return [(gap.role, gap.since) for gap in found if gap.kind == kind]


def tank(
    role: str, *holders: dict[str, Any], checks: dict[str, str] | None = None, **done: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    plant = row("Enterprise:企", step=1, licensed_by="市应急管理局")
    charge = duty("ENTERPRISE", role, post("岗", *holders), start="2021-03-01", **done)
    kind = "MAJOR_HAZARD_INSTALLATION"
    return row("Hazard:罐", charge, within=("Enterprise:企",), checks=checks, kind=kind), plant


def test_a_weekly_check_is_in_time_on_the_seventh_day_and_overdue_on_the_eighth() -> None:
    about = tank("OPERATION_GUARANTOR", checks={"OPERATION_GUARANTOR": "2022-03-05"})
    assert told(gaps(*about, day="2022-03-12"), "STALE") == []
    assert told(gaps(*about, day="2022-03-13"), "STALE") == [("OPERATION_GUARANTOR", "2022-03-13")]


def test_the_check_of_another_role_does_not_count() -> None:
    about = tank("TECHNICAL_GUARANTOR", checks={"OPERATION_GUARANTOR": "2022-03-11"})
    assert told(gaps(*about), "STALE") == [("TECHNICAL_GUARANTOR", "2021-06-02")]


def test_who_came_last_week_is_not_behind_with_the_quarter() -> None:
    about = tank("TECHNICAL_GUARANTOR", holder("周", start="2022-03-07"))
    assert told(gaps(*about), "STALE") == []


def test_an_unread_clause_says_so_in_its_sentence() -> None:
    (gap,) = (g for g in gaps(*tank("OPERATION_GUARANTOR")) if g.kind == "STALE")
    assert not gap.rule.verified
    assert "尚未对照原文" in gap.message
    assert "has not been checked" in gap.message_en


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2022-03-06", []),
        ("2022-03-13", ["2022-03-07"]),  # not yet published on the day asked about
        ("2021-04-01", ["2022-03-07"]),  # published for whoever was there before
    ],
)
def test_publication_is_due_within_five_days_of_taking_over(
    published: str, expected: list[str]
) -> None:
    about = tank(
        "TECHNICAL_GUARANTOR",
        holder("吴", end="2022-03-01"),
        holder("周", start="2022-03-01"),
        published_on=published,
        filed_on="2022-03-02",
    )
    found = [since for _, since in told(gaps(*about), "UNPUBLISHED")]
    assert found == expected


def test_what_was_not_published_is_told_in_plain_words() -> None:
    about = tank("TECHNICAL_GUARANTOR", holder("周", start="2022-03-01"), filed_on="2022-03-02")
    (gap,) = (g for g in gaps(*about) if g.kind == "UNPUBLISHED")
    assert "未见“公示日期”" in gap.message
    assert "no day on which the technical guarantor (岗) was published" in gap.message_en


@pytest.mark.parametrize(
    ("updated", "expected"),
    [
        ("2022-03-06", []),
        ("2021-04-01", ["2022-03-07"]),  # of whoever was there before
        (None, []),  # a ledger that does not keep the day
    ],
)
def test_the_system_is_updated_within_five_days_of_a_change(
    updated: str | None, expected: list[str]
) -> None:
    done = {} if updated is None else {"updated_on": updated}
    terms = (holder("吴", end="2022-03-01"), holder("周", start="2022-03-01"))
    about = tank("PRINCIPAL_GUARANTOR", *terms, checks=None, **done)
    assert [since for _, since in told(gaps(*about), "STALE")] == expected


def test_within_the_five_days_nothing_is_unpublished() -> None:
    about = tank("TECHNICAL_GUARANTOR", holder("周", start="2022-03-09"))
    assert told(gaps(*about), "UNPUBLISHED") == []


def test_a_vacant_post_is_told_as_vacant_alone() -> None:
    about = tank("OPERATION_GUARANTOR", holder("周", end="2022-03-01"))
    kinds = {gap.kind for gap in gaps(*about) if gap.role == "OPERATION_GUARANTOR"}
    assert kinds == {"VACANT"}


def finding(**facts: Any) -> dict[str, Any]:
    return row("Finding:内漏", status="ASSIGNED", **facts)


def test_a_finding_is_overdue_on_the_day_after_its_deadline_until_it_is_closed() -> None:
    assert told(gaps(finding(deadline=DAY)), "STALE") == []
    assert told(gaps(finding(deadline="2022-03-11")), "STALE") == [(None, "2022-03-12")]
    assert told(gaps(finding(deadline="2022-03-11", closed_on="2022-03-12")), "STALE") == []


def test_a_major_finding_lacks_what_the_five_settlements_want() -> None:
    (responsible, rest) = (
        g for g in gaps(finding(severity="MAJOR", funding="5万元")) if g.kind == "MISSING"
    )
    lacking = {responsible.role: responsible.message, rest.role: rest.message}
    assert "整改责任人" in lacking["RECTIFIER"]
    assert "整改期限、治理措施" in lacking[None] or "治理措施、整改期限" in lacking[None]
    assert "治理资金" not in lacking[None]


def test_practice_is_told_as_no_clause_of_law() -> None:
    (gap,) = (g for g in gaps(row("Park:园", custody=(unnumbered(),))) if g.kind == "UNSUPPORTED")
    assert "双重预防工作惯例不是法规条文" in gap.message
    assert "is no clause of law" in gap.message_en
    assert "对照原文" not in gap.message


def unnumbered() -> dict[str, Any]:
    return custody("甲公司", "2022-01-01", None) | {"contract": None}


def test_who_rectifies_does_not_verify() -> None:
    both = [
        duty("ENTERPRISE", role, post(name, holder("周")))
        for role, name in (("RECTIFIER", "班长"), ("VERIFIER", "安全员"))
    ]
    (gap,) = (g for g in gaps(row("Finding:内漏", *both)) if g.kind == "CONFLICT")
    assert (gap.role, gap.line) == ("VERIFIER", "ENTERPRISE")
    assert "班长" in gap.message
    assert "安全员" in gap.message


def test_a_contract_that_ends_on_a_day_off_stands_until_the_next_working_day() -> None:
    over = custody("甲公司", "2022-01-01", "2023-01-01")  # last day: Saturday, a public holiday
    park = row("Park:园", custody=(over,))
    assert told(gaps(park, day="2023-01-03"), "CUSTODY_LAPSED") == []
    assert told(gaps(park, day="2023-01-04"), "CUSTODY_LAPSED") == [("PROVIDER", "2023-01-04")]


def test_a_year_whose_days_off_are_not_on_file_says_so() -> None:
    (gap,) = (
        g
        for g in gaps(
            row("Park:园", custody=(custody("甲", "2030-01-01", "2030-10-02"),)), day="2031-01-01"
        )
        if g.kind == "CUSTODY_LAPSED"
    )
    assert "节假日安排未收录" in gap.message
    assert "days off" in gap.message_en


@pytest.mark.parametrize(
    ("end", "law", "known"),
    [
        ("2022-07-01", "2022-07-01", True),  # Thursday 30 June
        ("2022-10-09", "2022-10-09", True),  # Saturday 8 October, at work
        ("2022-10-02", "2022-10-09", True),  # 1 October, off until the 7th
        ("2030-06-09", "2030-06-11", False),  # a Saturday of a year not on file
    ],
)
def test_terms_end_with_a_working_day(end: str, law: str, known: bool) -> None:  # noqa: FBT001 - a case
    assert prolonged(end) == (law, known)


def test_months_end_in_short_months() -> None:
    assert later("2024-01-31", months=1) == "2024-02-29"
    assert later("2022-12-31", days=1) == "2023-01-01"


def test_a_day_that_stands_for_no_end_is_no_error() -> None:
    assert later("9999-12-31", months=36) == "9999-12-31"
    assert prolonged("9999-12-31") == ("9999-12-31", True)
    assert prolonged("0001-01-01") == ("0001-01-01", True)
