"""Places (区域与园区): administrative regions, parks and protection targets."""

from graph.model.fields import (
    ADDRESS,
    ALIASES,
    LATITUDE,
    LEVEL,
    LONGITUDE,
    NAME,
    choice,
    day,
    text,
    whole,
)
from graph.model.labels import Label, ParkRiskGrade, ProtectionClass
from graph.model.spec import NodeSpec

__all__ = ["PARK", "RECEPTOR", "REGION"]

REGION = NodeSpec(
    label=Label.REGION,
    zh="行政区",
    doc="Administrative division: nation, province, city, district, town or village.",
    field="region",
    plural="regions",
    code="code",
    search=("name", "aliases", "code"),
    properties=(
        NAME,
        ALIASES,
        text("code", "行政区划代码", "Code of GB/T 2260 and its extensions.", required=True),
        LEVEL,
    ),
)

PARK = NodeSpec(
    label=Label.PARK,
    zh="园区",
    doc="Chemical or industrial park.",
    field="park",
    plural="parks",
    properties=(
        NAME,
        ALIASES,
        choice(
            "risk_grade",
            "安全风险等级",
            "Safety risk grade, A (high) to D (low).",
            ParkRiskGrade,
            sortable=True,
        ),
        text(
            "boundary",
            "四至边界",
            "Boundary: a GeoJSON Polygon or MultiPolygon, CGCS2000 (WGS 84).",
        ),
        day(
            "assessed_on", "整体性安全风险评估日期", "Day of the last assessment of the whole park."
        ),
    ),
)

RECEPTOR = NodeSpec(
    label=Label.RECEPTOR,
    zh="防护目标",
    doc="School, hospital, village or other place to be protected.",
    field="receptor",
    plural="receptors",
    properties=(
        NAME,
        ALIASES,
        choice(
            "protection_class",
            "防护目标类别",
            "Class of protection target, GB 36894-2018.",
            ProtectionClass,
            {
                "高敏感": "HIGHLY_SENSITIVE",
                "重要": "IMPORTANT",
                "一般一类": "GENERAL_ONE",
                "一般二类": "GENERAL_TWO",
                "一般三类": "GENERAL_THREE",
                # As the standard itself calls them; of a word of several, exports write the first.
                "高敏感防护目标": "HIGHLY_SENSITIVE",
                "重要防护目标": "IMPORTANT",
                "一般防护目标中的一类防护目标": "GENERAL_ONE",
                "一般防护目标中的二类防护目标": "GENERAL_TWO",
                "一般防护目标中的三类防护目标": "GENERAL_THREE",
            },
        ),
        whole("population", "人数", "People present.", "people", sortable=True),
        ADDRESS,
        LONGITUDE,
        LATITUDE,
    ),
)
