"""Export (导出): what is written can be loaded again and changes nothing, on every engine."""

from pathlib import Path

from graph.store.port import Store
from loaders.bundled import bundled_paths
from loaders.export import export
from loaders.pipeline import load
from tests.conftest import emptied

REGISTERS = {
    "parks.csv": "名称,别名\n北园区,北区；北部园区\n南园区,\n",
    "regions.csv": "名称,行政区划代码,层级,隶属\n甲省,350000,省,\n甲区,350305,区,甲省\n",
    "enterprises.csv": "名称,统一社会信用代码,所在园区,生效日期,经度,地址\n"
    "甲化工有限公司,91350100M000100Y43,北园区,2021-05-01,119.1,\n"
    '乙化工,,南园区,,,"大道, 1 号 ""东门"""\n',
    "units.csv": "名称,所属,所在园区,设备类别,容积\n"
    "T1,北园区,北园区,常压储罐,1000.5\nT1,南园区,南园区,压力容器,\nT2,南园区,南园区,,20\n",
    "hazards.csv": "名称,所属,危险源类别,风险等级\n"
    "T1,北园区,重大危险源,红\n泄漏,南园区/T2,风险点,蓝\n",
    "posts.csv": "名称,所属,所属机构\n班长,乙化工,乙化工\n",
    "HAS_HAZARD.csv": "主体类型,主体,客体类型,客体\nUnit,北园区/T1,Hazard,北园区/T1\n"
    "Unit,南园区/T2,Hazard,南园区/T2/泄漏\n",
    "HAS_CUSTODY_OF.csv": "主体,客体,合同编号,托管范围,生效日期,截止日期\n"
    "托管公司,北园区,一号,巡查,2020-01-01,2020-12-31\n托管公司,北园区,二号,巡查,2021-01-01,\n",
    "custodyProviders.csv": "名称\n托管公司\n",
    "RESPONSIBLE_FOR.csv": "主体,客体,责任线,责任角色\n"
    "班长,南园区/T2/泄漏,企业主体责任,风险点责任人\n",
    "IRRADIATES.csv": "主体,客体,热辐射强度（kW/m²）,升级概率算法\n"
    "南园区/T1,南园区/T2,12.25,概率单位9.25（分钟）\n",
}


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8-sig") for path in folder.iterdir()}


async def changes_nothing(store: Store, folder: Path) -> None:
    again = await load(store, [folder])
    counts = again.counts
    assert again.rejected == []
    assert again.proposed == []
    assert (counts["added"], counts["corrected"]) == (0, 0)


async def test_a_round_trip_changes_nothing(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name, text in REGISTERS.items():
        (source / name).write_text(text, encoding="utf-8")
    report = await load(store, [source])
    assert [entry.sentence("zh") for entry in report.rejected] == []
    first = await export(store, tmp_path / "first")
    assert first.left_out == []
    written = texts(tmp_path / "first")
    assert "一号" not in written["HAS_CUSTODY_OF.csv"]  # it ran out in 2020
    assert "二号" in written["HAS_CUSTODY_OF.csv"]
    await changes_nothing(store, tmp_path / "first")
    await emptied(store)
    fresh = await load(store, [tmp_path / "first"])
    assert [entry.sentence("zh") for entry in fresh.rejected] == []
    second = await export(store, tmp_path / "second")
    assert second.left_out == []
    assert texts(tmp_path / "second").keys() == written.keys()
    assert without_source(texts(tmp_path / "second")) == without_source(written)


def without_source(files: dict[str, str]) -> dict[str, list[str]]:
    """Return rows without their last column, which names the file they came from."""
    return {
        name: sorted(line.rpartition(",")[0] for line in text.splitlines())
        for name, text in files.items()
    }


async def test_the_bundled_registers_survive_the_round_trip(store: Store, tmp_path: Path) -> None:
    await load(store, bundled_paths())
    first = await export(store, tmp_path / "first")
    assert first.left_out == []
    await changes_nothing(store, tmp_path / "first")
    await emptied(store)
    await load(store, [tmp_path / "first"])
    await export(store, tmp_path / "second")
    assert texts(tmp_path / "second") == texts(tmp_path / "first")


async def test_what_no_register_can_say_is_told(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "总结.txt"
    source.write_text("区应急局对甲园区开展检查。", encoding="utf-8")
    register = tmp_path / "enterprises.csv"
    register.write_text("名称,别名\n甲公司,甲\n", encoding="utf-8")
    await load(store, [source, register])
    report = await export(store, tmp_path / "out")
    for line in report.left_out:
        assert "“" in line
    if report.left_out:
        assert "区应急局" in "".join(report.left_out)
    await changes_nothing(store, tmp_path / "out")
