import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from graph.cypher import question
from graph.evidence import At
from graph.model.labels import DutyRole
from graph.responsibility.chain import chain_of
from graph.responsibility.errors import RuleError
from graph.responsibility.gaps import GapKind
from graph.responsibility.rulebook import read_rules, rulebook, rulebook_with
from graph.responsibility.rules import FACTS
from graph.responsibility.wording import default_messages, role_terms
from tests.unit.graph.responsibility.rows import row

RULE: dict[str, Any] = {
    "id": '"local/grid"',
    "clause": '"第五条"',
    "verified": "true",
    "applies_to": '["Park"]',
    "line": '"GOVERNMENT"',
    "roles": '["GRID_OFFICER"]',
}


def written(folder: Path, extra: str = "", **changes: str) -> Path:
    fields = "\n".join(f"{name} = {value}" for name, value in {**RULE, **changes}.items())
    text = f'instrument = "安全生产法（2021）"\n[[rule]]\n{fields}\n{extra}'
    (folder / "local.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_new_rule_is_a_file_and_no_code(tmp_path: Path) -> None:
    rules = read_rules(written(tmp_path))
    at = At(as_of="2022-03-12", known_at="2022-04-01T00:00:00.000000Z")
    (gap,) = chain_of("Park:园", "Park", [row("Park:园")], at, rules).gaps
    assert (gap.kind, gap.role, str(gap.rule)) == (
        "MISSING",
        "GRID_OFFICER",
        "安全生产法（2021） 第五条",
    )
    assert gap.message == "园未登记网格员：请按安全生产法（2021） 第五条明确并登记。"


def test_a_rule_may_be_in_force_for_less_than_its_instrument(tmp_path: Path) -> None:
    (rule,) = read_rules(written(tmp_path, in_force_from='"2023-01-01"'))
    assert not rule.days.holds("2022-12-31")
    assert rule.days.holds("2023-01-01")


DISTRICT = """
instrument = "南港区安全生产责任清单"
in_force_from = "2020-01-01"
in_force_until = "2023-01-01"
[[rule]]
id = "nangang/grid"
clause = "网格员"
verified = true
applies_to = ["Park"]
line = "GOVERNMENT"
roles = ["GRID_OFFICER"]
[[rule.condition]]
property = "name"
contains = ["南港"]
"""


def test_a_district_adds_a_list_of_its_own_that_the_product_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "nangang.toml").write_text(DISTRICT, encoding="utf-8")
    (own,) = (rule for rule in rulebook_with(tmp_path) if rule not in rulebook())
    assert str(own.citation) == "南港区安全生产责任清单 网格员"
    assert (own.days.start, own.days.end) == ("2020-01-01", "2023-01-01")


@pytest.mark.parametrize(("park", "wanted"), [("南港产业园", ["MISSING"]), ("北港产业园", [])])
def test_a_rule_of_one_place_says_nothing_of_another(
    tmp_path: Path, park: str, wanted: list[str]
) -> None:
    (tmp_path / "nangang.toml").write_text(DISTRICT, encoding="utf-8")
    at = At(as_of="2022-03-12", known_at="2022-04-01T00:00:00.000000Z")
    chain = chain_of(f"Park:{park}", "Park", [row(f"Park:{park}")], at, read_rules(tmp_path))
    assert [gap.kind for gap in chain.gaps] == wanted


def test_no_folder_of_own_rules_is_no_own_rules(tmp_path: Path) -> None:
    assert rulebook_with(tmp_path / "none") == rulebook()


def test_an_own_rule_may_not_take_the_place_of_another(tmp_path: Path) -> None:
    taken = f'"{rulebook()[0].id}"'
    with pytest.raises(RuleError) as refused:
        rulebook_with(written(tmp_path, id=taken))
    assert refused.value.rule == rulebook()[0].id


@pytest.mark.parametrize(
    "text",
    [
        "instrument = ",
        "[[rule]]\nid = 'a/b'",
        'instrument = "无人知晓的清单"\n[[rule]]\nid = "a/b"',
        'instrument = "清单"\nin_force_from = "去年"\n[[rule]]\nid = "a/b"',
        'instrument = "清单"\nin_force_from = "2020-01-01"',
    ],
)
def test_a_file_that_is_no_rule_file_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "local.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"local\.toml"):
        read_rules(tmp_path)


@pytest.mark.parametrize(
    ("extra", "changes"),
    [
        ("", {"rolls": '["PRINCIPAL"]'}),
        ("", {"line": '"SIDEWAYS"'}),
        ("", {"roles": '["KING"]'}),
        ("", {"applies_to": '["Castle"]'}),
        ("", {"gaps": '["HOLE"]'}),
        ("", {"reach": '"BELOW"'}),
        ('[[rule.condition]]\nproperty = "colour"\nequals = ["red"]', {}),
        ('[[rule.condition]]\nproperty = "kind"\nequals = "RISK_POINT"', {}),
        ('[rule.message.MISSING]\nzh = "没有英文"', {}),
        ('[rule.period]\nof = "whenever"', {}),
        ('[rule.record]\nproperty = "whispered_on"', {}),
        ("", {"wanted": '["colour"]'}),
        ("", {"single": '"EVERYTHING"'}),
    ],
)
def test_what_no_rule_can_say_is_refused_with_file_and_rule(
    tmp_path: Path, extra: str, changes: dict[str, str]
) -> None:
    with pytest.raises(RuleError) as refused:
        read_rules(written(tmp_path, extra, **changes))
    assert refused.value.file == "local.toml"
    assert refused.value.rule == "local/grid"
    assert "local.toml" in refused.value.zh


READ_IN_FULL = {
    "guarantors-2021/three",
    "guarantors-2021/quarterly",
    "port-goods/port-authority",
    "port-goods/terminal-by-name",
    "civil-servants-2018/no-business-post",
    "leaders-2018/leader",
    "leaders-2018/members",
}


def test_rules_have_unique_ids_and_only_what_was_read_is_verified() -> None:
    ids = [rule.id for rule in rulebook()]
    assert len(ids) == len(set(ids))
    read = {rule.id for rule in rulebook() if rule.citation.verified}
    assert {each for each in read if not each.startswith("work-safety-law-")} == READ_IN_FULL


def test_a_rule_is_verified_only_with_its_clause_and_every_instrument_has_a_title() -> None:
    for rule in rulebook():
        assert rule.citation.title
        assert rule.citation.clause or not rule.citation.verified


def test_no_rule_gives_rise_to_a_kind_that_nothing_produces() -> None:
    kinds = {kind for rule in rulebook() for kind in rule.gaps}
    assert kinds == set(GapKind) - {"OVERLOADED"}
    assert kinds <= set(default_messages())


def test_a_rule_has_what_its_kinds_of_gap_need() -> None:
    for rule in rulebook():
        timed = {GapKind.STALE, GapKind.UNPUBLISHED} & {*rule.gaps}
        assert bool(timed) is (rule.period is not None or rule.record is not None), rule.id
        assert GapKind.UNPUBLISHED not in rule.gaps or rule.record, rule.id
        if GapKind.CONFLICT in rule.gaps:
            assert rule.apart or rule.differ or rule.single == "SECTOR", rule.id
        if rule.period and rule.period.of == "INSPECTION":
            assert rule.roles, rule.id


def test_no_law_demands_custody() -> None:
    for rule in rulebook():
        assert not (rule.demands and rule.line == "CUSTODY")


def test_messages_use_only_words_that_are_filled_in() -> None:
    known = {
        "subject",
        "role",
        "post",
        "since",
        "day",
        "contract",
        "rule",
        "lacking",
        "count",
        "span",
    }
    texts = [text for rule in rulebook() for pair in rule.messages.values() for text in pair]
    texts += [text for pair in default_messages().values() for text in pair]
    for text in texts:
        assert {name for _, name, _, _ in Formatter().parse(text) if name} <= known


def test_every_role_has_a_chinese_term() -> None:
    assert set(role_terms()) == set(DutyRole)


def test_the_statement_returns_every_property_that_a_rule_may_ask_for() -> None:
    text = question("chain/duties").text
    projected = text[text.index("s {") : text.index("} AS facts")]
    assert set(re.findall(r"\.(\w+)", projected)) == FACTS


def test_there_are_ten_kinds_of_gap() -> None:
    assert len(GapKind) == 10
