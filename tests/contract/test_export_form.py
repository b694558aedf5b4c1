"""Export in a form (按样式导出) on every engine: what a form holds comes back from it whole."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from graph.store.port import Store
from loaders.export import export
from loaders.export_form import export_forms
from loaders.pipeline import load
from loaders.registers.sheetform import sheet_form
from tests.conftest import emptied
from tests.contract.test_loading import graph

ONE, OTHER = "福建海岸化工有限公司", "福建山海化工有限公司"
Rows = Sequence[Mapping[str, str]]

SHEETS: Mapping[str, Rows] = {
    "一企一档": [
        {
            "企业名称": ONE,
            "统一社会信用代码": "91350100M000100Y43",
            "企业地址": "莆田市秀屿区埭头镇石门澳",
            "所属行业": "基础化学原料制造",
            "经度": "119.1025",
            "纬度": "25.1185",
            "所属园区": "石门澳化工园区",
            "所属行政区": "350305105",
            "母公司名称": "福建海岸集团有限公司",
            "法定代表人": "王建国",
            "主要负责人": "王建国",
            "主要负责人联系电话": "13800138000",
            "安全负责人": "李卫东、赵海生",
            "员工人数": "120",
            "企业规模": "中型",
            "注册资金（万元）": "5000",
        },
        {"企业名称": OTHER, "所属行政区": "莆田市秀屿区埭头镇", "环保负责人": "吴志明"},
    ],
    "安全风险分级管控清单": [
        {
            "企业名称": ONE,
            "风险点": "液氨罐区",
            "风险等级": "红",
            "L值": "5",
            "S值": "5",
            "管控层级": "公司",
            "责任人": "张三（13800138001）、李四",
            "责任岗位": "罐区班长",
            "分管责任人": "王建国",
            "工程技术措施": "1.设置围堰；2.安装氨气检测报警器",
            "管控措施": "每班巡检",
            "最大作业人数": "6",
        },
        {"企业名称": ONE, "风险点": "液氨罐区", "责任人": "周五", "责任岗位": "罐区主操"},
        {"企业名称": OTHER, "风险点": "液氨罐区", "风险等级": "蓝", "管理措施": "挂牌"},
    ],
    "隐患排查治理台账": [
        {
            "企业名称": ONE,
            "隐患描述": "灭火器失压",
            "隐患位置": "装卸台",
            "隐患等级": "一般",
            "隐患状态": "已整改",
            "检查日期": "2023.11.7",
            "整改期限": "2023-11-14",
            "整改责任人": "张三",
            "整改责任人电话": "13800138001",
            "验收人": "李四",
            "整改措施": "更换",
        },
        {"企业名称": ONE, "隐患描述": "灭火器失压", "检查日期": "2023-12-07"},
        {"企业名称": OTHER, "隐患描述": "台账缺页"},
    ],
    "重大危险源台账": [
        {
            "企业名称": ONE,
            "危险源名称": "液氨罐区",
            "危险源编码": "BA350305001",
            "危险源等级": "三级",
            "园区名称": "石门澳化工园区",
            "行政区域编码": "350305",
            "经度": "119.1025",
            "纬度": "25.1185",
            "周边500米人数": "120",
            "危险化学品名称": "氨",
            "CAS号": "7664-41-7",
            "最大量（吨）": "120",
            "主要负责人": "王建国",
            "主要负责人职务": "总经理",
            "主要负责人电话": "13800138000",
            "技术负责人": "李卫东",
            "R值": "23.5",
            "投用日期": "2015-06",
        },
        {"企业名称": ONE, "危险源名称": "液氯库", "操作负责人": "赵海生"},
    ],
    "重大危险源基本特征表": [
        {
            "企业名称": ONE,
            "重大危险源名称": "液氨罐区",
            "危险化学品名称": "氨",
            "CAS号": "7664-41-7",
            "物理状态": "液化气体",
            "操作温度": "25",
            "操作压力": "0.9",
            "存量": "120",
            "所在镇名称": "莆田市秀屿区埭头镇",
        },
        {
            "企业名称": ONE,
            "重大危险源名称": "液氨罐区",
            "危险化学品名称": "甲醇",
            "存量": "3.5",
        },
    ],
    "重大危险源生产场所": [
        {
            "企业名称": ONE,
            "单元名称": "合成氨装置",
            "经度": "119.1025",
            "纬度": "25.1185",
            "占地面积（㎡）": "1200",
            "当班人数": "8",
            "单元内危险化学品": "氨、甲醇",
        },
        {"企业名称": OTHER, "单元名称": "合成氨装置", "固定资产总值": "300"},
    ],
    "包保责任人公示牌": [
        {
            "企业名称": ONE,
            "重大危险源名称": "液氨罐区",
            "危险源等级": "三级",
            "职责": duty,
            "姓名": name,
            "职务": post,
            "联系电话": phone,
        }
        for duty, name, post, phone in (
            ("主要负责人", "王建国", "总经理", "13800138000"),
            ("技术负责人", "李卫东", "总工程师", "13800138002"),
            ("操作负责人", "赵海生", "", ""),
        )
    ],
    "包保责任人排查情况": [{"企业名称": ONE, "对象名称": "液氨罐区", "总排查任务/完成率": "85%"}],
    "重大危险源档案": [
        {
            "企业名称": ONE,
            "重大危险源档案": "液氨罐区",
            "辨识分级记录": "有",
            "安全评估报告或者安全评价报告": "有",
        }
    ],
    "储罐台账": [
        {
            "企业名称": ONE,
            "罐区名称": "一罐区",
            "储罐编号": "T-101",
            "储罐名称": "苯罐",
            "储存介质": "苯",
            "CAS号": "71-43-2",
            "容积（m³）": "1000",
            "最大储存量": "750",
            "单位": "吨",
            "罐型": "内浮顶",
            "储存压力": "常压",
            "储存温度": "常温",
            "围堰面积(㎡)": "600",
            "投用日期": "2018.5",
            "氮封": "有",
            "责任人": "张三",
            "责任人电话": "13800138001",
        },
        {
            "企业名称": ONE,
            "储罐名称": "液氨球罐",
            "储存介质": "液氨",
            "最大储存量": "340000",
            "单位": "公斤",
            "罐型": "卧罐",
            "储存温度": "-33",
        },
    ],
    "危险化学品存量清单": [
        {
            "企业名称": ONE,
            "化学品名称": "甲醇",
            "别名": "木醇",
            "CAS号": "67-56-1",
            "最大储存量": "120",
            "单位": "吨",
            "储存地点": "甲类仓库",
            "物理状态": "液体",
        },
        {
            "企业名称": ONE,
            "化学品名称": "苯",
            "最大储存量": "500",
            "单位": "kg",
            "储存地点": "甲类仓库",
        },
    ],
    "安全托管合同台账": [
        {
            "托管单位": "厦门海安安全服务有限公司",
            "园区": "石门澳化工园区",
            "合同编号": "XB-01",
            "服务开始日期": "2024.1.15",
            "服务结束日期": "2099.1.14",
            "服务内容": "安全管家驻点服务",
            "项目负责人": "林志强",
            "联系电话": "13800138003",
        },
        {
            "托管单位": "厦门海安安全服务有限公司",
            "园区": "石门澳化工园区",
            "被托管企业": ONE,
            "合同编号": "XB-02",
            "服务开始日期": "2024.3.1",
            "项目负责人": "吴志明",
        },
    ],
    "安全管理人员任职台账": [
        {
            "企业名称": ONE,
            "姓名": "张三",
            "职务": "安全总监",
            "任职时间": "2023.3.1",
            "任期": "九十年",
            "任命文号": "甲化〔2023〕5号",
            "联系电话": "13800138001",
        },
        {"企业名称": ONE, "姓名": "李四", "职务": "主要负责人", "任期": "至今"},
        {"企业名称": ONE, "姓名": "周五", "职务": "生产部部长", "任职时间": "2022-01-05"},
    ],
    "安全检查记录": [
        {
            "被检查单位": ONE,
            "检查单位": "秀屿区应急管理局",
            "检查日期": "2024.3.5",
            "存在问题": "1.配电箱未接地；2.灭火器过期",
            "发现问题数": "2",
            "整改要求": "限期7日整改",
            "整改责任人": "张三",
            "复查日期": "2024.3.12",
            "复查人": "吴志明",
            "复查结果": "已整改",
        },
        {"被检查单位": ONE, "检查单位": "海安公司", "检查日期": "2024.4.1", "存在问题": "无"},
    ],
    "防护目标清单": [
        {
            "敏感目标名称": "石门澳小学",
            "人数": "420",
            "防护目标类别": "高敏感防护目标",
            "经度": "119.08",
            "纬度": "25.21",
            "所属行政区": "莆田市秀屿区埭头镇",
        },
        {"敏感目标名称": "后海村", "防护目标类别": "一类", "园区名称": "石门澳化工园区"},
    ],
    "设备设施清单": [
        {
            "企业名称": ONE,
            "设备名称": "苯输送泵",
            "设备位号": "P-101A",
            "规格型号": "IH80",
            "数量": "2",
            "安装位置": "一罐区",
            "介质": "苯",
            "操作压力": "0.4",
            "操作温度": "常温",
            "投用时间": "2018",
            "设备类型": "离心泵",
        },
        {"企业名称": ONE, "设备名称": "循环水泵", "介质": "循环水", "操作温度": "32"},
    ],
}


def written(path: Path, title: str, rows: Rows) -> Path:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    book = Workbook()
    book.worksheets[0].append([title])
    book.worksheets[0].append(headings)
    for row in rows:
        book.worksheets[0].append([row.get(heading) for heading in headings])
    book.save(path)
    return path


async def canonical(store: Store, folder: Path) -> Mapping[str, list[str]]:
    """Return every register of the graph, in an order of its own."""
    await export(store, folder)
    return _texts(folder)


def _texts(folder: Path) -> Mapping[str, list[str]]:
    texts = {path.name: path.read_text(encoding="utf-8-sig") for path in folder.iterdir()}
    return {name: sorted(text.splitlines()) for name, text in texts.items()}


@pytest.mark.parametrize("name", SHEETS)
async def test_it_comes_back_whole(store: Store, tmp_path: Path, name: str) -> None:
    form = sheet_form(name)
    assert form is not None
    file = written(tmp_path / f"{form.name}.xlsx", form.name, SHEETS[name])
    first = await load(store, [file])
    assert [sheet.form for sheet in first.sheets] == [form.name]
    faults = [line.sentence("zh") for line in first.rejected]
    assert all("没有写明计量单位" in line for line in faults), faults
    stands = await graph(store)
    said = await canonical(store, tmp_path / "canonical")

    report = await export_forms(store, [form], tmp_path / "out")
    assert not report.left_out

    await emptied(store)
    again = await load(store, [tmp_path / "out" / f"{form.name}.xlsx"])
    assert [sheet.form for sheet in again.sheets] == [form.name]
    assert not again.rejected, [line.sentence("zh") for line in again.rejected]
    assert await graph(store) ^ stands == set()
    assert _places_left_out(await canonical(store, tmp_path / "again")) == _places_left_out(said)


def _places_left_out(said: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """Return registers without where each line was taken from."""
    return {name: [line.rpartition(",")[0] for line in lines] for name, lines in said.items()}


async def test_what_the_form_cannot_say_is_told(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "危险源.csv"
    path.write_text("名称,所属,危险源类别\n孤立罐区,石门澳,重大危险源\n", encoding="utf-8")
    park = tmp_path / "园区.csv"
    park.write_text("名称\n石门澳\n", encoding="utf-8")
    assert not (await load(store, [park, path])).rejected
    form = sheet_form("重大危险源台账")
    assert form is not None
    report = await export_forms(store, [form], tmp_path / "out")
    assert report.files == {"重大危险源台账.xlsx": 0}
    assert any("孤立罐区" in line for line in report.left_out)
    sheet = load_workbook(tmp_path / "out" / "重大危险源台账.xlsx").worksheets[0]
    assert "部分清单" in str(sheet["A2"].value)  # what it does not say has not ended
