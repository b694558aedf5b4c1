"""Every relationship of the graph (关系), with its ends and what they call each other."""

from graph.model.fields import ROLES, choice, day, number, text, texts, truth
from graph.model.groups import (
    ANSWERABLE,
    AUTHORITY,
    COUNTED,
    CUSTODY_PROVIDER,
    ENTERPRISE,
    FINDING,
    HAZARD,
    INSPECTED,
    INSPECTION,
    MANAGED,
    MEASURED_OBJECT,
    ORGANISATION,
    PARK,
    PERSON,
    PILOTED,
    PLATFORM,
    POST,
    PROGRAMME,
    RECEPTOR,
    REGION,
    RULER,
    SAFEGUARD,
    SITED,
    SUBSTANCE,
    SUPERVISED,
    SUPPORTED,
    UNIT,
    one,
)
from graph.model.labels import (
    DutyRole,
    EscalationBasis,
    Label,
    Line,
    Redundancy,
    RelType,
    SubstanceState,
)
from graph.model.spec import Link, RelationSpec

__all__ = ["RELATIONS"]

LINES = {
    "企业主体责任": "ENTERPRISE",
    "安全托管": "CUSTODY",
    "监管责任": "REGULATOR",
    "党政领导责任": "GOVERNMENT",
}
STATES = {
    "气态": "GAS",
    "液化气体": "LIQUEFIED_GAS",
    "低温液体": "REFRIGERATED_LIQUID",
    "液态": "LIQUID",
    "固态": "SOLID",
}
BASES = {
    "阈值比": "THRESHOLD_RATIO",
    "概率单位9.25（分钟）": "PROBIT_9_25_MINUTES",
    "概率单位12.54（分钟）": "PROBIT_12_54_MINUTES",
    "概率单位12.54（秒）": "PROBIT_12_54_SECONDS",
}

RELATIONS: tuple[RelationSpec, ...] = (
    RelationSpec(
        type=RelType.PART_OF,
        zh="隶属",
        doc="Belongs to a larger region or organisation.",
        links=(
            Link(REGION, REGION, "partOf", "parts"),
            Link(ORGANISATION, ORGANISATION, "partOf", "parts"),
        ),
    ),
    RelationSpec(
        type=RelType.LOCATED_IN,
        zh="位于",
        doc="Lies in a region or park.",
        links=(
            Link(PARK, REGION, "region", "parks"),
            Link(ORGANISATION, PARK, "park", "organisations"),
            Link(ORGANISATION, REGION, "region", "organisations"),
            Link(UNIT, PARK, "park", "units"),
            Link(RECEPTOR, REGION, "region", "receptors"),
            Link(RECEPTOR, PARK, "park", "receptors"),
        ),
    ),
    RelationSpec(
        type=RelType.OPERATES,
        zh="运营",
        doc="Operates a unit.",
        links=(Link(ORGANISATION, UNIT, "units", "operators"),),
        sparse="target",
    ),
    RelationSpec(
        type=RelType.HOLDS,
        zh="储存/使用",
        doc="Holds a substance, at most so much by design.",
        links=(Link(UNIT, SUBSTANCE, "contents", "heldBy"),),
        properties=(
            number(
                "quantity", "设计最大量", "Design maximum quantity q, GB 18218-2018 4.2.2.", "t"
            ),
            choice("state", "状态", "State in the container.", SubstanceState, STATES),
            number("temperature", "温度", "Storage or process temperature.", "°C"),
            number("pressure", "压力", "Gauge pressure.", "MPa"),
            text("gb18218_entry", "表1序号", "Row of GB 18218-2018 table 1 that applies."),
            texts("gb18218_categories", "危险性类别", "Symbols of GB 18218-2018 table 2."),
        ),
    ),
    RelationSpec(
        type=RelType.HAS_HAZARD,
        zh="存在危险源",
        doc="Is where a hazard exists.",
        links=(Link(SITED, HAZARD, "hazards", "sites"),),
        sparse="target",
    ),
    RelationSpec(
        type=RelType.CONTROLS,
        zh="管控",
        doc="Keeps a hazard in check, or serves a programme or an organisation.",
        links=(Link(SAFEGUARD, MEASURED_OBJECT, "controls", "measures"),),
        properties=(
            number("failure_on_demand", "要求时失效概率", "Probability of failure on demand.", "1"),
        ),
    ),
    RelationSpec(
        type=RelType.DETECTS,
        zh="监测预警",
        doc="Detects a hazard and warns of it.",
        links=(Link(PLATFORM, HAZARD, "detects", "detectedBy"),),
    ),
    RelationSpec(
        type=RelType.HAS_CUSTODY_OF,
        zh="安全托管",
        doc="Does the daily safety work of a park or an enterprise under contract.",
        links=(
            Link(CUSTODY_PROVIDER, PARK, "custodyOfParks", "custody"),
            Link(CUSTODY_PROVIDER, ENTERPRISE, "custodyOfEnterprises", "custody"),
        ),
        properties=(
            text("contract", "合同编号", "Contract number."),
            text("scope", "托管范围", "What the contract covers."),
        ),
        identity=("contract",),
        sparse="target",
    ),
    RelationSpec(
        type=RelType.SUPERVISES,
        zh="监管",
        doc="Supervises by sector and rule.",
        links=(Link(AUTHORITY, SUPERVISED, "supervises", "supervisedBy"),),
        properties=(
            text("sector", "监管行业", "Sector under which it supervises."),
            text("basis", "监管依据", "Instrument and clause."),
        ),
        identity=("sector",),
        sparse="target",
    ),
    RelationSpec(
        type=RelType.BELONGS_TO,
        zh="所属机构",
        doc="Is a post of an organisation.",
        links=(Link(POST, ORGANISATION, "organisation", "posts"),),
    ),
    RelationSpec(
        type=RelType.REPORTS_TO,
        zh="报告对象",
        doc="Reports to a post above it.",
        links=(Link(POST, POST, "reportsTo", "reports"),),
    ),
    RelationSpec(
        type=RelType.HOLDS_POST,
        zh="任职",
        doc="Holds a post for a term of office.",
        links=(Link(PERSON, POST, "posts", "holders"),),
        properties=(
            text("appointment", "任命文件", "Instrument of appointment."),
            truth("acting", "代理", "Whether it is held in place of another for the time being."),
        ),
        identity=("appointment",),
        sparse="target",
    ),
    RelationSpec(
        type=RelType.RESPONSIBLE_FOR,
        zh="负责",
        doc="Answers for something, on a line and in a role.",
        links=(Link(POST, ANSWERABLE, "responsibleFor", "responsible"),),
        properties=(
            choice("line", "责任线", "Line of responsibility.", Line, LINES, required=True),
            choice("role", "责任角色", "Role on that line.", DutyRole, ROLES, required=True),
            text("basis", "责任依据", "Instrument and clause that lay the duty on the post."),
            day("published_on", "公示日期", "Day on which it was put on the public board."),
            day("filed_on", "报备日期", "Day on which it was filed with the authority."),
            day("updated_on", "系统更新日期", "Day on which the registration system last had it."),
        ),
        identity=("line", "role"),
        sparse="target",
    ),
    RelationSpec(
        type=RelType.CONNECTED_TO,
        zh="管线连接",
        doc="Is joined to another unit by a pipeline.",
        links=(Link(UNIT, UNIT, "connectedTo", "connectedFrom"),),
        properties=(text("medium", "介质", "What the pipeline carries."),),
        identity=("medium",),
    ),
    RelationSpec(
        type=RelType.DEPENDS_ON,
        zh="依赖",
        doc="Needs a service of another unit.",
        links=(
            Link(UNIT, UNIT, "dependsOn", "serves"),
            Link(one(Label.MEASURE), UNIT, "dependsOn", "servesMeasures"),
        ),
        properties=(
            text("service", "公用工程", "Service it needs."),
            choice(
                "redundancy",
                "冗余方式",
                "How several suppliers of the same service back each other up.",
                Redundancy,
                {
                    "任一可用": "ANY_OF",
                    "一用一备": "ANY_OF",
                    "互为备用": "ANY_OF",
                    "缺一不可": "ALL_OF",
                },
            ),
            number("backup_time", "备用时间", "How long it goes on without the service.", "s"),
        ),
        identity=("service",),
    ),
    RelationSpec(
        type=RelType.IRRADIATES,
        zh="热辐射影响",
        doc="Radiates heat on another unit if it burns, as an assessment states.",
        links=(Link(UNIT, UNIT, "irradiates", "irradiatedBy"),),
        properties=(
            number("heat_flux", "热辐射强度", "Heat flux received by the other unit.", "kW/m²"),
            choice(
                "escalation",
                "升级概率算法",
                "How the assessment turns heat flux into a probability.",
                EscalationBasis,
                BASES,
            ),
        ),
    ),
    RelationSpec(
        type=RelType.PILOT_OF,
        zh="试点",
        doc="Is a pilot of a programme.",
        links=(Link(PILOTED, PROGRAMME, "pilotOf", "pilots"),),
    ),
    RelationSpec(
        type=RelType.SUPPORTED_BY,
        zh="技术支撑",
        doc="Is supported by an institution or a platform.",
        links=(
            Link(SUPPORTED, ORGANISATION, "supportedBy", "supports"),
            Link(PLATFORM, PLATFORM, "builtOn", "carries"),
        ),
    ),
    RelationSpec(
        type=RelType.MANAGES,
        zh="管理",
        doc="Runs a programme, a platform, a facility or a unit.",
        links=(Link(RULER, MANAGED, "manages", "managedBy"),),
        sparse="target",
    ),
    RelationSpec(
        type=RelType.IMPLEMENTS,
        zh="落实",
        doc="Carries out an instrument or programme of a higher level.",
        links=(Link(PROGRAMME, PROGRAMME, "implements", "implementedBy"),),
    ),
    RelationSpec(
        type=RelType.MEMBER_OF,
        zh="成员",
        doc="Is a member of a commission or leading group.",
        links=(
            Link(ORGANISATION, ORGANISATION, "memberOf", "members"),
            Link(POST, ORGANISATION, "memberOf", "memberPosts"),
        ),
    ),
    RelationSpec(
        type=RelType.COOPERATES_WITH,
        zh="协同",
        doc="Works together with.",
        links=(Link(ORGANISATION, ORGANISATION, "cooperatesWith", "cooperatedBy"),),
    ),
    RelationSpec(
        type=RelType.FOUND_AT,
        zh="发现于",
        doc="Was found at.",
        links=(Link(FINDING, INSPECTED, "foundAt", "findings"),),
    ),
    RelationSpec(
        type=RelType.RAISED_BY,
        zh="检查发现",
        doc="Was raised by an inspection.",
        links=(Link(FINDING, INSPECTION, "raisedBy", "findings"),),
    ),
    RelationSpec(
        type=RelType.INSPECTS,
        zh="检查对象",
        doc="Inspected.",
        links=(Link(INSPECTION, INSPECTED, "inspects", "inspections"),),
    ),
    RelationSpec(
        type=RelType.MEASURES,
        zh="统计对象",
        doc="Counts something about.",
        links=(Link(one(Label.INDICATOR), COUNTED, "measures", "indicators"),),
    ),
)
