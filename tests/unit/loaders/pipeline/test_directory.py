"""Which node a name speaks of (同一性): found, refused, never guessed."""

from dataclasses import replace
from itertools import permutations
from typing import Any
from weakref import ref

import pytest

from graph.evidence import Evidence
from graph.model.identity import entity_id
from graph.model.labels import Label, Method
from loaders.figures import Figure
from loaders.identity import EntityDraft, Known, Mention, UnresolvedError, scope_of
from loaders.pipeline.directory import Directory
from loaders.report import Place

PLACE = Place(file="a.csv", row=2)
EVIDENCE = Evidence(document="0" * 64, method=Method.REGISTER_ROW, row=2)


def draft(
    label: Label, name: str, *, within: str = "", rough: bool = False, **properties: Any
) -> EntityDraft:
    return EntityDraft(
        label=label,
        properties={"name": name, **properties},
        evidence=EVIDENCE,
        place=PLACE,
        within=mention(within) if within else "",
        rough=rough,
    )


def mention(text: str, *labels: Label) -> Mention:
    every = tuple(label for label in Label if label is not Label.STATE)
    return Mention(text=text, labels=labels or every, place=PLACE)


def known(label: Label, name: str, **more: Any) -> Known:
    return Known(id=entity_id(label, {"name": name}), label=label, name=name, **more)


PARK = draft(Label.PARK, "甲园区", aliases=["甲"])
TANK = draft(Label.UNIT, "T1", within="甲园区")
OTHER_PARK = draft(Label.PARK, "乙园区")
OTHER_TANK = draft(Label.UNIT, "T1", within="乙园区")


@pytest.mark.parametrize("text", ["甲园区", "甲", " 甲园区 ", "“甲园区”"])
def test_a_name_or_alias_leads_to_its_node(text: str) -> None:
    directory = Directory([PARK])
    found = directory.reference(mention(text, Label.PARK))
    assert found == directory.reference(PARK)


def test_it_is_gone_at_once_with_all_that_it_holds() -> None:
    """Cycles are looked for seldom in a load, which would hold portion after portion until then."""
    directory = Directory([PARK, TANK, OTHER_PARK, OTHER_TANK])
    assert directory.reference(TANK) != directory.reference(OTHER_TANK)
    gone = ref(directory)
    del directory
    assert gone() is None


def test_an_official_code_leads_to_its_node() -> None:
    region = draft(Label.REGION, "秀屿区", code="350305")
    ethanol = draft(Label.SUBSTANCE, "乙醇", cas="64-17-5")
    directory = Directory([region, ethanol])
    assert directory.reference(mention("350305")).id == "Region:350305"
    assert directory.reference(mention("64-17-5")).id == "Substance:64-17-5"


def test_a_name_within_something_is_unique_there() -> None:
    directory = Directory([TANK, PARK, OTHER_TANK, OTHER_PARK])
    one, other = (directory.reference(mention(f"{p}/T1", Label.UNIT)) for p in ("甲", "乙园区"))
    assert one == directory.reference(TANK)
    assert other == directory.reference(OTHER_TANK)
    assert one != other


def test_a_name_may_itself_hold_a_stroke() -> None:
    twin = draft(Label.UNIT, "1#/2#罐", within="甲园区")
    directory = Directory([PARK, twin, TANK])
    for text in ("1#/2#罐", "甲园区/1#/2#罐"):
        assert directory.reference(mention(text, Label.UNIT)) == directory.reference(twin)


def test_many_namesakes_in_places_of_their_own_are_found_at_once() -> None:
    firms = [draft(Label.ENTERPRISE, f"第{k}公司") for k in range(1500)]
    posts = [draft(Label.POST, "主要负责人", within=firm.name) for firm in firms]
    directory = Directory([*posts, *firms])
    ids = {directory.reference(mention(f"{f.name}/主要负责人", Label.POST)).id for f in firms}
    assert len(ids) == 1500


def test_many_rows_about_one_thing_are_one_thing() -> None:
    rows = [draft(Label.ENTERPRISE, "甲公司", address=str(k)) for k in range(3000)]
    assert len({Directory(rows).reference(row).id for row in rows[:2]}) == 1


def test_what_could_be_several_things_is_refused_with_all_of_them() -> None:
    directory = Directory([TANK, PARK, OTHER_TANK, OTHER_PARK])
    with pytest.raises(UnresolvedError) as caught:
        directory.reference(mention("T1", Label.UNIT))
    ids = {directory.reference(TANK).id, directory.reference(OTHER_TANK).id}
    assert {key for _, key in caught.value.candidates} == ids
    assert "所属/名称" in caught.value.zh


def test_what_is_nowhere_is_refused_without_candidates() -> None:
    with pytest.raises(UnresolvedError) as caught:
        Directory([PARK]).reference(mention("丙园区"))
    assert caught.value.candidates == ()
    assert "没有找到“丙园区”" in caught.value.zh


def test_a_name_goes_before_an_alias() -> None:
    holder = draft(Label.PARK, "临港产业园", aliases=["临港"])
    named = draft(Label.REGION, "临港", code="350399")
    directory = Directory([holder, named])
    assert directory.reference(mention("临港")).id == "Region:350399"
    assert directory.reference(mention("临港", Label.PARK)) == directory.reference(holder)


def test_rows_about_one_thing_meet_whatever_their_order() -> None:
    rows = (
        draft(Label.ENTERPRISE, "莆田艾力艾鞋服有限公司", aliases=["艾力艾鞋服"]),
        draft(Label.ENTERPRISE, "艾力艾鞋服"),
        draft(Label.ENTERPRISE, "莆田艾力艾鞋服有限公司", credit_code="91350100M000100Y43"),
    )
    for order in permutations(rows):
        directory = Directory(order)
        ids = {directory.reference(row).id for row in order}
        assert ids == {"Organisation:91350100M000100Y43"}


def test_namesakes_with_codes_of_their_own_are_two() -> None:
    one = draft(Label.ENTERPRISE, "福人木业", credit_code="91350100M000100Y43")
    other = draft(Label.ENTERPRISE, "福人木业", credit_code="91350100M000200Y4X")
    uncoded = draft(Label.ENTERPRISE, "福人木业")
    directory = Directory([one, other, uncoded])
    assert directory.reference(one) != directory.reference(other)
    with pytest.raises(UnresolvedError):
        directory.reference(uncoded)


def test_the_graph_knows_by_alias_and_by_code() -> None:
    held = known(Label.PARK, "临港产业园", aliases=("临港",))
    coded = Known(
        id="Organisation:91350100M000100Y43",
        label=Label.ENTERPRISE,
        name="福人木业",
        code="91350100M000100Y43",
    )
    directory = Directory([], [held, coded])
    assert directory.reference(mention("临港", Label.PARK)).id == held.id
    assert directory.reference(draft(Label.PARK, "临港")).id == held.id
    assert directory.reference(draft(Label.ENTERPRISE, "福人木业")).id == coded.id


def test_a_code_learnt_later_does_not_make_a_second_node() -> None:
    held = known(Label.ENTERPRISE, "福人木业")
    row = draft(Label.ENTERPRISE, "福人木业", credit_code="91350100M000100Y43")
    assert Directory([row], [held]).reference(row).id == held.id


def test_an_alias_that_two_nodes_bear_is_refused() -> None:
    nodes = [known(Label.PARK, name, aliases=("临港",)) for name in ("甲园", "乙园")]
    with pytest.raises(UnresolvedError) as caught:
        Directory([], nodes).reference(mention("临港"))
    assert len(caught.value.candidates) == 2


def test_things_that_lie_within_each_other_lie_nowhere() -> None:
    one, other = draft(Label.UNIT, "甲", within="乙"), draft(Label.UNIT, "乙", within="甲")
    with pytest.raises(UnresolvedError):
        Directory([one, other]).reference(one)


def test_the_type_of_a_register_goes_before_the_guess_of_a_document() -> None:
    guess = draft(Label.AUTHORITY, "省应急技术中心", rough=True)
    row = draft(Label.INSTITUTION, "省应急技术中心")
    assert Directory([guess, row]).reference(guess).label is Label.INSTITUTION
    held = known(Label.INSTITUTION, "省应急技术中心")
    assert Directory([guess], [held]).reference(guess).label is Label.INSTITUTION
    assert Directory([guess]).reference(guess).label is Label.AUTHORITY


def test_a_figure_in_other_words_is_the_same_figure() -> None:
    def figure(name: str, value: float, *, rough: bool) -> EntityDraft:
        return draft(Label.INDICATOR, name, within="甲园区", rough=rough, value=value, unit="条")

    row = figure("管控措施", 1099.0, rough=False)
    said = figure("落实管控措施", 1099.0, rough=True)
    another = figure("整改管控措施", 1100.0, rough=True)
    directory = Directory([PARK, row, said, another])
    assert directory.reference(said) == directory.reference(row)
    assert directory.entity(said).properties["name"] == "管控措施"
    assert directory.reference(another) != directory.reference(row)

    park = directory.reference(PARK).id
    held = Figure(within=park, id="Indicator:1", name="管控措施", value=1099.0, unit="条")
    again = Directory([PARK, said])
    again.count([held])
    assert again.reference(said).id == "Indicator:1"
    assert again.entity(said).properties["name"] == "管控措施"

    told = Directory([PARK, said])
    told.count([replace(held, registered=False)])
    assert told.entity(said).properties["name"] == "落实管控措施"


def test_another_number_for_the_same_thing_is_the_same_figure_to_be_contested() -> None:
    def figure(name: str, value: float, *, rough: bool, **more: str) -> EntityDraft:
        told = {"value": value, "unit": "条", **more}
        return draft(Label.INDICATOR, name, within="甲园区", rough=rough, **told)

    row = figure("管控措施", 1099.0, rough=False, period="2023年")
    other = figure("落实管控措施", 1100.0, rough=True)
    earlier = figure("管控措施", 1100.0, rough=True, period="2022年")
    directory = Directory([PARK, row, other, earlier])
    assert directory.reference(other) == directory.reference(row)
    assert directory.reference(earlier) != directory.reference(row)


@pytest.mark.parametrize(
    ("label", "name", "region", "expected"),
    [
        (Label.PARK, "石门澳产业园", "350305", ""),
        (Label.ENTERPRISE, "市场监督服务有限公司", "350305", ""),
        (Label.AUTHORITY, "区应急局", "350305", "Region:350305"),
        (Label.AUTHORITY, "全区安全生产领导小组", "350305105", "Region:350305"),
        (Label.AUTHORITY, "市政府安委会", "350305", "Region:350300"),
        (Label.INSTITUTION, "省应急技术中心", "350305", "Region:350000"),
        (Label.HAZARD, "疲劳驾驶", "350305", "Region:350305"),
        (Label.POST, "镇专管员", "350305", "Region:350305"),
        (Label.AUTHORITY, "区应急局", "350000", "Document:1"),
        (Label.HAZARD, "疲劳驾驶", None, "Document:1"),
        (Label.ENTERPRISE, "某韩资企业", "350305", "Document:1"),
    ],
)
def test_what_makes_a_name_in_a_document_unique(
    label: Label, name: str, region: str | None, expected: str
) -> None:
    assert scope_of(label, name, region, "Document:1") == expected
