"""Measures, programmes, platforms and counted facts (管控措施、专项工作、平台与指标)."""

from graph.model.fields import ALIASES, NAME, choice, day, number, text
from graph.model.labels import BarrierKind, Label, MeasureKind, ProgrammeKind
from graph.model.spec import NodeSpec

__all__ = ["INDICATOR", "MEASURE", "PLATFORM", "PROGRAMME"]

MEASURE = NodeSpec(
    label=Label.MEASURE,
    zh="管控措施",
    doc="What keeps a hazard in check.",
    field="measure",
    plural="measures",
    properties=(
        NAME,
        ALIASES,
        choice(
            "kind",
            "措施类别",
            "Kind of measure.",
            MeasureKind,
            {
                "工程技术": "ENGINEERING",
                "管理": "MANAGEMENT",
                "培训教育": "TRAINING",
                "个体防护": "PPE",
                "应急处置": "EMERGENCY",
            },
        ),
        choice(
            "barrier",
            "安全屏障类别",
            "Kind of barrier against the spread of fire or gas, where it is one.",
            BarrierKind,
            {
                "防火涂层": "FIREPROOFING",
                "防火保护": "FIREPROOFING",
                "水喷淋": "WATER_SPRAY",
                "隔离防护": "SEPARATION",
                "防火墙": "SEPARATION",
                "应急队伍": "EMERGENCY_TEAM",
                "消防队": "EMERGENCY_TEAM",
                "紧急切断": "ISOLATION",
                "气体检测联锁": "GAS_DETECTION",
                "气体检测": "GAS_DETECTION",
            },
        ),
        number(
            "remaining_share",
            "剩余热辐射份额",
            "Share of the heat that still reaches the unit while the barrier works.",
            "1",
        ),
        number(
            "effect_time",
            "生效时间",
            "By how long a fireproofing delays failure, or after which time a team cools the unit "
            "or the release is shut off.",
            "s",
        ),
        day(
            "check_due", "下次检查日期", "Day by which it must be checked, tested or serviced next."
        ),
    ),
)

PROGRAMME = NodeSpec(
    label=Label.PROGRAMME,
    zh="专项行动/试点/制度",
    doc="Campaign, pilot, standing system, plan, task list or local instrument.",
    field="programme",
    plural="programmes",
    properties=(
        NAME,
        ALIASES,
        choice(
            "kind",
            "类别",
            "Kind of programme.",
            ProgrammeKind,
            {
                "专项行动": "CAMPAIGN",
                "试点": "PILOT",
                "制度": "SYSTEM",
                "方案": "PLAN",
                "任务清单": "TASK_LIST",
                "规范性文件": "INSTRUMENT",
            },
        ),
    ),
)

PLATFORM = NodeSpec(
    label=Label.PLATFORM,
    zh="信息平台",
    doc="Information system that watches, counts or commands.",
    field="platform",
    plural="platforms",
    properties=(NAME, ALIASES),
)

INDICATOR = NodeSpec(
    label=Label.INDICATOR,
    zh="指标",
    doc="Counted fact: what was counted, how many, in which unit.",
    field="indicator",
    plural="indicators",
    search=("name",),
    properties=(
        NAME,
        number("value", "数值", "The number.", sortable=True),
        text("value_text", "表述", "The value where it is a grade or a word, as printed."),
        text("unit", "计量单位", "Unit or measure word."),
        text("period", "统计时期", "Period or day for which it counts, as the source prints it."),
    ),
)
