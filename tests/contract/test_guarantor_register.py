"""Registers with the columns of a guarantor's duty give the gaps they should (包保责任登记册)."""

from pathlib import Path

from graph.cypher import question
from graph.evidence import At, now
from graph.model.identity import name_key
from graph.responsibility.gaps import GapKind
from graph.responsibility.rulebook import rulebook
from graph.store.port import Store
from loaders.pipeline import load
from schema.questions.scope import surveyed

SHEETS = {
    "10_parks.csv": "名称\n石湾化工园区\n",
    "20_enterprises.csv": "名称,许可部门,所在园区\n南港石化,市应急管理局,石湾化工园区\n",
    "30_hazards.csv": "名称,危险源类别,所属\n液氨罐区,重大危险源,南港石化\n",
    "40_HAS_HAZARD.csv": "主体,客体\n南港石化,液氨罐区\n",
    "20_posts.csv": "名称,所属\n总经理,南港石化\n生产副总,南港石化\n车间主任,南港石化\n",
    "50_RESPONSIBLE_FOR.csv": (
        "主体,客体,责任线,责任角色,公示日期,报备日期,生效日期\n"
        "总经理,液氨罐区,企业主体责任,包保主要负责人,2021-05-02,2021-05-03,2021-05-01\n"
        "生产副总,液氨罐区,企业主体责任,技术负责人,2021-05-02,,2021-05-01\n"
        "车间主任,液氨罐区,企业主体责任,操作负责人,2021-05-02,2021-05-03,2021-05-01\n"
    ),
    "30_inspections.csv": (
        "名称,所属,检查日期,检查人角色\n周检查,南港石化,2022-03-08,操作负责人\n季度排查,南港石化,2022-02-01,技术负责人\n"
    ),
    "50_INSPECTS.csv": "主体,客体\n周检查,液氨罐区\n季度排查,液氨罐区\n",
}


async def test_what_was_not_filed_is_told_from_the_register(store: Store, tmp_path: Path) -> None:
    for name, text in SHEETS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = await load(store, [tmp_path])
    assert not report.rejected, [f"{e.place} {e.zh}" for e in report.rejected]
    (park,) = await store.read(
        question("lookup/by_name").text,
        {"query": name_key("石湾化工园区")},
    )
    survey = await surveyed(store, park["nodes"][0]["id"], At(as_of="2022-03-12", known_at=now()))
    wanted = (GapKind.UNPUBLISHED, GapKind.STALE)
    found = [gap for gap in survey.gaps(rulebook()) if gap.kind in wanted]
    assert [(gap.kind, gap.role) for gap in found] == [("UNPUBLISHED", "TECHNICAL_GUARANTOR")]
    assert "报备日期" in found[0].message
