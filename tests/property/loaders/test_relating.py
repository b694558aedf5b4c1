"""Laws of relations: both ends are things found, and the quote holds them or its rule says why."""

import re

import pytest
from hypothesis import given, settings, strategies as st

from loaders.documents import EntityType, Extraction, Span
from loaders.documents.extract import extract
from loaders.documents.grammar.reading import Reading
from loaders.documents.relations.relate import relations
from loaders.documents.text.clean import clean

pytestmark = pytest.mark.property

NAMES = {
    "东江市": EntityType.REGION,
    "甲河化工园区": EntityType.PARK,
    "乙安全技术有限公司": EntityType.ENTERPRISE,
    "丙化工有限公司": EntityType.ENTERPRISE,
    "省应急管理厅": EntityType.ORGANISATION,
    "专项整治领导小组": EntityType.ORGANISATION,
    "副市长王大川": EntityType.LEADER,
    "丁专项行动": EntityType.PROGRAMME,
    "戊实施方案": EntityType.PROGRAMME,
    "己监管平台": EntityType.PLATFORM,
    "庚爆炸事故": EntityType.HAZARD,
    "重点监管": EntityType.MEASURE,
    "东江市己化工产业园": EntityType.PARK,
    "抢险救援": EntityType.MEASURE,
}
WORDS = [
    "由",
    "被",
    "对",
    "在",
    "为",
    "根据",
    "将",
    "要",
    "拟",
    "现将",
    "、",
    "和",
    "联合",
    "会同",
    "，",
    "。",
    "\n",
    "《",
    "》",
    "“安全管家”",
    "印发",
    "制定",
    "召开",
    "开展",
    "启动",
    "建成",
    "约谈",
    "检查",
    "聘请",
    "委托",
    "依托",
    "使用",
    "预警",
    "发生",
    "位于",
    "任组长",
    "的",
    "包保",
    "提高",
    "成为",
    "安全托管试点",
    "为巡查对象",
    "签订安全托管服务合同",
    "组长：",
    "主办单位：",
    "2021年3月5日",
    "该厅",
    "该公司",
    "园区",
    "整治小组",
    "企业",
    "通过",
    "带领",
    "组成",
    "组织消防开展处置",
    "指导下",
    "技术服务合同",
    "实时监测",
    "规范",
    "境内的",
    "全市共有",
]
TEXTS = st.lists(st.sampled_from([*NAMES, *WORDS]), max_size=40).map("".join)
ELSEWHERE = {
    "duty.implements": "the paper calls itself 本方案",
    "oversight.listed": "the group that inspects stands in a sentence before",
    "pilot.purpose": "the programme stands where it was first tried",
    "place.home": "该市 is the region that the document reports on",
    "place.park-name": "a name opens with its place, less 市, 区 or 县",
    "place.own-name": "a name opens with its place",
    "place.scope": "全省 is the only province that the document names",
    "measure.rescue": "the accident is the only one that the document tells of",
    "duty.rescue": "the accident is the only one that the document tells of",
}

REFERRING = re.compile("该厅|该公司|园区|整治小组|企业")


def given_names(text: str) -> Reading:
    reading = Reading.of(clean(text))
    places = ((name, kind, reading.text.find(name)) for name, kind in NAMES.items())
    return reading.knowing(
        reading.entity(kind, Span(start, start + len(name)), "given")
        for name, kind, start in places
        if start >= 0
    )


@settings(deadline=None)  # the first text also loads the dictionary
@given(TEXTS)
def test_both_ends_are_things_found_and_the_quote_holds_them(text: str) -> None:
    reading = given_names(text)
    known = {entity.name for entity in reading.entities}

    for link in relations(reading):
        assert {link.source, link.target} <= known
        assert reading.quote(link.span) == link.evidence
        says_why = link.rule in ELSEWHERE or link.rule.endswith(".implied")
        says_why = says_why or REFERRING.search(link.evidence) is not None
        assert says_why or (link.source in link.evidence and link.target in link.evidence)


@settings(deadline=None)
@given(TEXTS)
def test_a_link_is_stated_once_and_never_to_itself(text: str) -> None:
    found = [(link.type, link.source, link.target) for link in relations(given_names(text))]

    assert len(found) == len(set(found))
    assert all(source != target for _, source, target in found)


@settings(deadline=None)
@given(TEXTS)
def test_relations_of_found_names_end_at_found_names(text: str) -> None:
    found: Extraction = extract(clean(text))
    known = {entity.name for entity in found.entities}

    assert {end for link in found.relations for end in (link.source, link.target)} <= known


@settings(deadline=None)
@given(st.sampled_from(["拟", "计划", "争取", "鼓励"]), TEXTS)
def test_nothing_is_stated_by_verbs_after_a_plan(plan: str, text: str) -> None:
    """In one sentence that opens with a plan, only names beside names still state something."""
    sentence = re.sub(r"[。\n]", "", text)
    beside = (
        "place.",
        "duty.own",
        "duty.paper-of",
        "accident.named",
        "control.titled",
        "measure.",
        "aim.",
        "duty.label",
    )

    for link in relations(given_names(plan + sentence)):
        assert link.rule.startswith(beside), link
