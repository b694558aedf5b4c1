from typing import Any

from graph.evidence import At
from graph.model.labels import Line
from graph.responsibility.chain import ResponsibilityChain, Rung, chain_of
from graph.responsibility.rulebook import rulebook
from tests.unit.graph.responsibility.rows import (
    custody,
    duty,
    holder,
    post,
    row,
    supervision,
)

DAY = "2022-03-12"
KNOWN = "2022-04-01T00:00:00.000000Z"


def chain(*rows: dict[str, Any], day: str = DAY, **asked: Any) -> ResponsibilityChain:
    subject = rows[0]["context"] if rows else "Park:无"
    at = At(as_of=day, known_at=KNOWN)
    return chain_of(subject, subject.partition(":")[0], rows, at, rulebook(), **asked)


def rungs(answer: ResponsibilityChain, line: str) -> tuple[Rung, ...]:
    return next(each.rungs for each in answer.lines if each.line == line)


def kinds(answer: ResponsibilityChain) -> list[tuple[str, str | None]]:
    return [(gap.kind, gap.role) for gap in answer.gaps]


def test_all_four_lines_stand_in_their_order_even_when_empty() -> None:
    answer = chain(row("Unit:罐"))
    assert [line.line for line in answer.lines] == [
        "ENTERPRISE",
        "CUSTODY",
        "REGULATOR",
        "GOVERNMENT",
    ]


def test_only_the_lines_asked_for_are_answered_and_compared() -> None:
    answer = chain(row("Enterprise:企"), lines=["GOVERNMENT", "ENTERPRISE"])
    assert [line.line for line in answer.lines] == ["ENTERPRISE", "GOVERNMENT"]
    assert kinds(answer) == [("MISSING", "PRINCIPAL")]


def test_a_thing_that_does_not_exist_on_the_day_has_neither_rungs_nor_gaps() -> None:
    answer = chain()
    assert not any(line.rungs for line in answer.lines)
    assert answer.gaps == ()
    assert answer.coverage.complete


def test_the_answer_names_the_point_it_was_computed_on() -> None:
    snapshot = chain(row("Unit:罐")).snapshot
    assert (snapshot.as_of, snapshot.known_at) == (DAY, KNOWN)
    assert snapshot.token == f"{DAY}/{KNOWN}"


def test_nearest_thing_comes_first_then_the_role_then_who_is_reported_to() -> None:
    head = post("主任", above=1)
    answer = chain(
        row(
            "Unit:罐",
            duty("ENTERPRISE", "WORKSHOP_HEAD", post("车间主任")),
            duty("ENTERPRISE", "RISK_POINT_OWNER", post("班长"), head),
            within=("Enterprise:企",),
        ),
        row("Enterprise:企", duty("ENTERPRISE", "SAFETY_MANAGER", post("安全员")), step=1),
    )
    assert [(r.order, r.post) for r in rungs(answer, "ENTERPRISE")] == [
        (1, "Post:班长"),
        (2, "Post:主任"),
        (3, "Post:车间主任"),
        (4, "Post:安全员"),
    ]


def test_a_leader_with_a_duty_of_his_own_stands_there_alone() -> None:
    answer = chain(
        row(
            "Region:区",
            duty("GOVERNMENT", "DEPUTY_LEADER", post("副区长"), post("区长", above=1)),
            duty("GOVERNMENT", "LEADER", post("区长")),
        )
    )
    assert [(r.role, r.post) for r in rungs(answer, "GOVERNMENT")] == [
        ("DEPUTY_LEADER", "Post:副区长"),
        ("LEADER", "Post:区长"),
    ]


def test_two_deputies_of_one_leader_give_that_leader_once() -> None:
    leader = post("区长", holder("吴"), above=1)
    answer = chain(
        row(
            "Park:园",
            duty("GOVERNMENT", "CONTACT_LEADER", post("甲"), leader, said="E:1"),
            duty("GOVERNMENT", "DEPUTY_LEADER", post("乙"), leader, said="E:2"),
        )
    )
    found = [r for r in rungs(answer, "GOVERNMENT") if r.post == "Post:区长"]
    assert len(found) == 1
    assert {"E:1", "E:2", "E:reports0", "E:吴"} <= set(found[0].evidence)


def test_two_sources_of_one_duty_give_one_rung_with_both_as_evidence() -> None:
    answer = chain(
        row(
            "Park:园",
            duty("GOVERNMENT", "CONTACT_LEADER", post("甲"), start="2021-05-01", said="E:1"),
            duty("GOVERNMENT", "CONTACT_LEADER", post("甲"), start="2020-01-01", said="E:2"),
        )
    )
    (rung,) = rungs(answer, "GOVERNMENT")
    assert set(rung.evidence) == {"E:1", "E:2"}
    assert rung.valid_from == "2020-01-01"


def test_a_rung_stands_while_both_the_duty_and_the_term_of_office_do() -> None:
    answer = chain(
        row(
            "Park:园",
            duty(
                "GOVERNMENT",
                "CONTACT_LEADER",
                post(
                    "甲", holder("周", "2022-01-01", "2023-01-01"), organisation="Organisation:区"
                ),
                start="2021-01-01",
                end="2022-12-01",
            ),
        )
    )
    (rung,) = rungs(answer, "GOVERNMENT")
    assert (rung.person, rung.organisation) == ("周", "Organisation:区")
    assert (rung.valid_from, rung.valid_to) == ("2022-01-01", "2022-12-01")
    assert rung.evidence == ("E:duty", "E:belongs", "E:周")


def test_two_persons_in_one_post_are_two_rungs() -> None:
    answer = chain(
        row("Park:园", duty("GOVERNMENT", "CONTACT_LEADER", post("甲", holder("周"), holder("吴"))))
    )
    assert [r.person for r in rungs(answer, "GOVERNMENT")] == ["吴", "周"]


def test_a_post_that_no_longer_exists_is_no_rung() -> None:
    answer = chain(row("Enterprise:企", duty("ENTERPRISE", "PRINCIPAL")), lines=["ENTERPRISE"])
    assert rungs(answer, "ENTERPRISE") == ()
    assert kinds(answer) == [("MISSING", "PRINCIPAL")]


def test_a_vacancy_is_told_although_another_post_in_the_role_is_held() -> None:
    answer = chain(
        row(
            "Enterprise:企",
            duty("ENTERPRISE", "SAFETY_MANAGER", post("甲", holder("周"))),
            duty("ENTERPRISE", "SAFETY_MANAGER", post("乙", holder("吴", end="2022-01-01"))),
            duty("ENTERPRISE", "PRINCIPAL", post("总经理")),
        ),
        lines=["ENTERPRISE"],
    )
    (gap,) = answer.gaps
    assert (gap.kind, gap.role, gap.since) == ("VACANT", "SAFETY_MANAGER", "2022-01-01")
    assert str(gap.rule) == "安全生产法（2021） 第二十二条"
    assert "“乙”自2022-01-01起无人在岗" in gap.message
    assert "since 2022-01-01" in gap.message_en


def test_without_rule_and_without_basis_nothing_is_said() -> None:
    gone = post("网格员", holder("周", end="2022-01-01"))
    silent = duty("GOVERNMENT", "GRID_OFFICER", gone, basis=None)
    assert chain(row("Unit:罐", silent)).gaps == ()
    told = duty("GOVERNMENT", "GRID_OFFICER", gone, basis="网格化管理办法第六条")
    (gap,) = chain(row("Unit:罐", told)).gaps
    assert gap.kind == "VACANT"
    assert gap.rule.instrument == "网格化管理办法第六条"
    assert not gap.rule.verified


def test_a_clause_that_source_and_rule_both_cite_stands_once_as_read() -> None:
    said = duty("ENTERPRISE", "PRINCIPAL", post("总经理"), basis="《安全生产法》第五条、第二十一条")
    (rung,) = rungs(chain(row("Enterprise:企", said)), "ENTERPRISE")
    assert [(str(each), each.verified) for each in rung.basis] == [
        ("安全生产法（2021） 第五条、第二十一条", True)
    ]


def test_a_duty_that_has_not_begun_is_missing_not_expired() -> None:
    answer = chain(
        row("Enterprise:企", duty("ENTERPRISE", "PRINCIPAL", post("总经理"), start="2022-05-01")),
        lines=["ENTERPRISE"],
    )
    assert kinds(answer) == [("MISSING", "PRINCIPAL")]


def test_of_several_duties_that_ran_out_the_last_is_told_and_it_is_not_missing() -> None:
    answer = chain(
        row(
            "Enterprise:企",
            duty("ENTERPRISE", "PRINCIPAL", post("甲"), end="2020-01-01"),
            duty("ENTERPRISE", "PRINCIPAL", post("乙"), end="2022-01-01"),
        ),
        lines=["ENTERPRISE"],
    )
    assert [(g.kind, g.since) for g in answer.gaps] == [("EXPIRED", "2022-01-01")]


def test_a_contract_for_another_scope_does_not_follow_one_that_ran_out() -> None:
    over = custody("甲公司", "2021-01-01", "2022-01-01", scope="消防")
    other = custody("乙公司", "2022-01-01", None, scope="隐患排查")
    whole = custody("丙公司", "2022-01-01", None)
    answer = chain(row("Enterprise:企", custody=(over, other)), lines=["CUSTODY"])
    assert [(g.kind, g.since) for g in answer.gaps] == [("CUSTODY_LAPSED", "2022-01-01")]
    assert str(answer.gaps[0].rule) == "安全生产法（2021） 第十五条"
    assert chain(row("Enterprise:企", custody=(over, whole)), lines=["CUSTODY"]).gaps == ()


def test_a_regulator_of_the_park_follows_the_enterprise_s_own() -> None:
    own = supervision("县局", "危化", end="2022-01-01")
    above = supervision("市局", "危化")
    enterprise = row("Enterprise:企", within=("Park:园",), supervision=(own,))
    park = row("Park:园", step=1, supervision=(above,))
    assert chain(enterprise, park, lines=["REGULATOR"]).gaps == ()
    (gap,) = chain(enterprise, lines=["REGULATOR"]).gaps
    assert (gap.kind, gap.since) == ("EXPIRED", "2022-01-01")


def test_the_regulator_of_one_operator_s_park_is_not_the_other_operator_s() -> None:
    answer = chain(
        row("Unit:罐", within=("Enterprise:甲", "Enterprise:乙")),
        row("Enterprise:甲", step=1, within=("Park:园",)),
        row("Enterprise:乙", step=1),
        row("Park:园", step=2, supervision=(supervision("市局"),)),
        lines=["REGULATOR"],
    )
    assert [(g.kind, g.subject) for g in answer.gaps] == [("MISSING", "Enterprise:乙")]


def test_reaching_the_last_step_of_reporting_is_said() -> None:
    long = [post(str(k), above=k) for k in range(7)]
    coverage = chain(row("Park:园", duty("GOVERNMENT", "CONTACT_LEADER", *long))).coverage
    assert (coverage.complete, coverage.stopped_by) == (False, "MAX_DEPTH")
    assert coverage.expanded == 8


def test_reaching_the_last_step_upwards_is_said_if_there_is_more() -> None:
    def rows(last: tuple[str, ...]) -> list[dict[str, Any]]:
        ids = [f"Unit:{k}" for k in range(9)]
        above = [(each,) for each in ids[1:]] + [last]
        return [row(x, step=k, within=up) for k, (x, up) in enumerate(zip(ids, above, strict=True))]

    assert chain(*rows(())).coverage.complete
    assert not chain(*rows(("Unit:9",))).coverage.complete
    assert chain(*rows(())).coverage.max_depth_reached == 8


def test_every_line_of_the_model_is_answered() -> None:
    assert [line.line for line in chain(row("Unit:罐")).lines] == list(Line)


def test_the_clauses_compared_with_are_told_where_nothing_is_lacking_too() -> None:
    about = row("Enterprise:企", duty("ENTERPRISE", "PRINCIPAL", post("总经理", holder("周"))))
    found = chain(about, lines=["ENTERPRISE"])
    assert found.gaps == ()
    assert "安全生产法（2021） 第五条、第二十一条" in [str(clause) for clause in found.rules]
    assert not [clause for clause in found.rules if clause.instrument.startswith("应急厅")]
    assert chain(about, day="1999-01-01").rules == ()
