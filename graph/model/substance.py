"""Units, substances and hazards (单元、危险化学品与危险源)."""

from graph.model.fields import (
    ALIASES,
    LATITUDE,
    LONGITUDE,
    NAME,
    PEOPLE_WITHIN_500_M,
    choice,
    day,
    number,
    text,
    texts,
)
from graph.model.labels import (
    EquipmentKind,
    HazardKind,
    Label,
    MajorHazardGrade,
    RiskLevel,
    RoofKind,
    Siting,
)
from graph.model.spec import NodeSpec

__all__ = ["HAZARD", "SUBSTANCE", "UNIT"]

UNIT = NodeSpec(
    label=Label.UNIT,
    zh="单元",
    doc="Production or storage unit, GB 18218-2018 3.5 and 3.6.",
    field="unit",
    plural="units",
    properties=(
        NAME,
        ALIASES,
        choice(
            "equipment",
            "设备类别",
            "Kind of equipment as escalation models tell them apart.",
            EquipmentKind,
            {
                "常压储罐": "ATMOSPHERIC",
                "常压": "ATMOSPHERIC",
                "压力容器": "PRESSURISED",
                "压力储罐": "PRESSURISED",
                "塔器": "ELONGATED",
                "辅助设备": "AUXILIARY",
            },
        ),
        number("volume", "容积", "Volume of the vessel.", "m³", sortable=True),
        number(
            "bund_area",
            "围堰面积",
            "Area within the bund that catches what it spills; decides the size of a pool.",
            "m²",
        ),
        number(
            "obstructed_volume",
            "拥塞空间体积",
            "Space around it, congested by pipes, racks and vessels or confined, that its "
            "vapour can fill; decides the strength of a vapour cloud explosion.",
            "m³",
        ),
        choice(
            "roof",
            "罐顶形式",
            "Roof of an atmospheric tank; one that floats leaves no vapour space to explode.",
            RoofKind,
            {
                "固定顶": "FIXED",
                "拱顶": "FIXED",
                "锥顶": "FIXED",
                "内浮顶": "INTERNAL_FLOATING",
                "外浮顶": "EXTERNAL_FLOATING",
            },
        ),
        number(
            "tank_area",
            "储罐截面积",
            "Area of the surface of the liquid in the tank, on which it may burn.",
            "m²",
        ),
        number(
            "diameter",
            "直径",
            "Diameter of the tank; of a standing one it gives the area of the liquid, if that is "
            "not on record.",
            "m",
        ),
        number(
            "inerting_failure",
            "氮封失效概率",
            "Chance that its nitrogen blanket or other inerting fails on demand; left empty where "
            "it has none, or nobody states one.",
            "1",
        ),
        choice(
            "siting",
            "设置方式",
            "How it stands: fire outside does not heat what is under ground or mounded.",
            Siting,
            {
                "地上": "ABOVE_GROUND",
                "露天": "ABOVE_GROUND",
                "覆土": "MOUNDED",
                "埋地": "UNDERGROUND",
                "地下": "UNDERGROUND",
                "室内": "INDOORS",
            },
        ),
        number(
            "escalation_threshold",
            "升级阈值",
            "Heat radiation below which fire does not spread to it, where a source states one.",
            "kW/m²",
        ),
        number(
            "release_frequency",
            "全部泄漏频率",
            "How often it loses all that it holds, where an assessment states it.",
            "1/a",
        ),
        PEOPLE_WITHIN_500_M,
        LONGITUDE,
        LATITUDE,
    ),
)

SUBSTANCE = NodeSpec(
    label=Label.SUBSTANCE,
    zh="危险化学品",
    doc="Hazardous chemical.",
    field="substance",
    plural="substances",
    code="cas",
    search=("name", "aliases", "cas", "un_number"),
    properties=(
        NAME,
        ALIASES,
        text("cas", "CAS号", "CAS registry number."),
        text("un_number", "UN号", "UN number."),
        number(
            "critical_quantity",
            "临界量",
            "Critical quantity Q, GB 18218-2018 table 1.",
            "t",
            sortable=True,
        ),
        texts("gb18218_entries", "表1序号", "Numbers of its rows in GB 18218-2018 table 1."),
        texts(
            "gb18218_categories",
            "危险性类别",
            "Symbols of its categories in GB 18218-2018 table 2.",
        ),
    ),
)

HAZARD = NodeSpec(
    label=Label.HAZARD,
    zh="危险源",
    doc="Major hazard installation, risk point or unsafe act that is watched.",
    field="hazard",
    plural="hazards",
    properties=(
        NAME,
        ALIASES,
        choice(
            "kind",
            "危险源类别",
            "What kind of hazard it is.",
            HazardKind,
            {
                "重大危险源": "MAJOR_HAZARD_INSTALLATION",
                "风险点": "RISK_POINT",
                "不安全行为": "UNSAFE_ACT",
            },
            sortable=True,
        ),
        choice(
            "level",
            "风险等级",
            "Risk level in four colours.",
            RiskLevel,
            {
                "红": "RED",
                "重大": "RED",
                "橙": "ORANGE",
                "较大": "ORANGE",
                "黄": "YELLOW",
                "一般": "YELLOW",
                "蓝": "BLUE",
                "低": "BLUE",
            },
            sortable=True,
        ),
        choice(
            "grade",
            "重大危险源级别",
            "Grade of the major hazard installation as filed.",
            MajorHazardGrade,
            {"一级": "ONE", "二级": "TWO", "三级": "THREE", "四级": "FOUR"},
            sortable=True,
        ),
        text("registration_number", "登记编号", "Number in the national registration system."),
        day("assessed_on", "安全评估日期", "Day of the last safety assessment."),
        day("registered_on", "备案日期", "Day on which it was last filed with the authority."),
    ),
)
