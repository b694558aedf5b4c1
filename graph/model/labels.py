"""The only label strings of the graph (标签): nodes, relationships and closed vocabularies."""

from enum import StrEnum

__all__ = [
    "Act",
    "BarrierKind",
    "DutyRole",
    "EquipmentKind",
    "EscalationBasis",
    "FindingStatus",
    "HazardKind",
    "Label",
    "Line",
    "MajorHazardGrade",
    "MeasureKind",
    "Method",
    "ParkRiskGrade",
    "ProgrammeKind",
    "ProposalCause",
    "ProposalStatus",
    "ProtectionClass",
    "Redundancy",
    "RegionLevel",
    "RelType",
    "RiskLevel",
    "RoofKind",
    "Severity",
    "Siting",
    "SubstanceState",
]


class Label(StrEnum):
    """Node labels (节点标签)."""

    REGION = "Region"
    PARK = "Park"
    ORGANISATION = "Organisation"
    ENTERPRISE = "Enterprise"
    CUSTODY_PROVIDER = "CustodyProvider"
    AUTHORITY = "Authority"
    INSTITUTION = "Institution"
    POST = "Post"
    PERSON = "Person"
    UNIT = "Unit"
    SUBSTANCE = "Substance"
    HAZARD = "Hazard"
    MEASURE = "Measure"
    FINDING = "Finding"
    INSPECTION = "Inspection"
    RECEPTOR = "Receptor"
    PROGRAMME = "Programme"
    PLATFORM = "Platform"
    INDICATOR = "Indicator"
    DOCUMENT = "Document"
    EVIDENCE = "Evidence"
    LOAD = "Load"
    PROPOSAL = "Proposal"
    AUDIT_RECORD = "AuditRecord"
    STATE = "State"


class RelType(StrEnum):
    """Relationship types (关系类型)."""

    PART_OF = "PART_OF"
    LOCATED_IN = "LOCATED_IN"
    OPERATES = "OPERATES"
    HOLDS = "HOLDS"
    HAS_HAZARD = "HAS_HAZARD"
    CONTROLS = "CONTROLS"
    DETECTS = "DETECTS"
    HAS_CUSTODY_OF = "HAS_CUSTODY_OF"
    SUPERVISES = "SUPERVISES"
    BELONGS_TO = "BELONGS_TO"
    REPORTS_TO = "REPORTS_TO"
    HOLDS_POST = "HOLDS_POST"
    RESPONSIBLE_FOR = "RESPONSIBLE_FOR"
    CONNECTED_TO = "CONNECTED_TO"
    DEPENDS_ON = "DEPENDS_ON"
    IRRADIATES = "IRRADIATES"
    PILOT_OF = "PILOT_OF"
    SUPPORTED_BY = "SUPPORTED_BY"
    MANAGES = "MANAGES"
    IMPLEMENTS = "IMPLEMENTS"
    MEMBER_OF = "MEMBER_OF"
    COOPERATES_WITH = "COOPERATES_WITH"
    FOUND_AT = "FOUND_AT"
    RAISED_BY = "RAISED_BY"
    INSPECTS = "INSPECTS"
    MEASURES = "MEASURES"
    IN_DOCUMENT = "IN_DOCUMENT"
    HAS_STATE = "HAS_STATE"


class RegionLevel(StrEnum):
    """Level of an administrative division (行政区层级), GB/T 2260."""

    NATION = "NATION"
    PROVINCE = "PROVINCE"
    CITY = "CITY"
    DISTRICT = "DISTRICT"
    TOWN = "TOWN"
    VILLAGE = "VILLAGE"


class ParkRiskGrade(StrEnum):
    """Safety risk grade of a chemical park (园区安全风险等级), A the gravest."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Line(StrEnum):
    """Line of responsibility (责任线)."""

    ENTERPRISE = "ENTERPRISE"
    CUSTODY = "CUSTODY"
    REGULATOR = "REGULATOR"
    GOVERNMENT = "GOVERNMENT"


class DutyRole(StrEnum):
    """Role in which a post answers for something (责任角色), nearest the spot first."""

    RISK_POINT_OWNER = "RISK_POINT_OWNER"
    RECTIFIER = "RECTIFIER"
    VERIFIER = "VERIFIER"
    OPERATION_GUARANTOR = "OPERATION_GUARANTOR"
    TECHNICAL_GUARANTOR = "TECHNICAL_GUARANTOR"
    PRINCIPAL_GUARANTOR = "PRINCIPAL_GUARANTOR"
    WORKSHOP_HEAD = "WORKSHOP_HEAD"
    DEPARTMENT_HEAD = "DEPARTMENT_HEAD"
    SAFETY_MANAGER = "SAFETY_MANAGER"
    PRINCIPAL = "PRINCIPAL"
    STEWARD = "STEWARD"
    PROJECT_LEAD = "PROJECT_LEAD"
    PROVIDER = "PROVIDER"
    GRID_OFFICER = "GRID_OFFICER"
    SUPERVISOR = "SUPERVISOR"
    CONTACT_LEADER = "CONTACT_LEADER"
    DEPUTY_LEADER = "DEPUTY_LEADER"
    GROUP_HEAD = "GROUP_HEAD"
    LEADER = "LEADER"


class EquipmentKind(StrEnum):
    """Kind of equipment, as escalation models tell them apart (设备类别)."""

    ATMOSPHERIC = "ATMOSPHERIC"
    PRESSURISED = "PRESSURISED"
    ELONGATED = "ELONGATED"
    AUXILIARY = "AUXILIARY"


class RoofKind(StrEnum):
    """Roof of an atmospheric tank (罐顶形式)."""

    FIXED = "FIXED"
    INTERNAL_FLOATING = "INTERNAL_FLOATING"
    EXTERNAL_FLOATING = "EXTERNAL_FLOATING"


class Siting(StrEnum):
    """How a unit stands (设置方式)."""

    ABOVE_GROUND = "ABOVE_GROUND"
    MOUNDED = "MOUNDED"
    UNDERGROUND = "UNDERGROUND"
    INDOORS = "INDOORS"


class EscalationBasis(StrEnum):
    """How a source turns heat radiation into a probability of escalation (升级概率算法)."""

    THRESHOLD_RATIO = "THRESHOLD_RATIO"
    PROBIT_9_25_MINUTES = "PROBIT_9_25_MINUTES"
    PROBIT_12_54_MINUTES = "PROBIT_12_54_MINUTES"
    PROBIT_12_54_SECONDS = "PROBIT_12_54_SECONDS"


class SubstanceState(StrEnum):
    """State of a substance in its container (物质状态)."""

    GAS = "GAS"
    LIQUEFIED_GAS = "LIQUEFIED_GAS"
    REFRIGERATED_LIQUID = "REFRIGERATED_LIQUID"
    LIQUID = "LIQUID"
    SOLID = "SOLID"


class HazardKind(StrEnum):
    """Kind of hazard (危险源类别)."""

    MAJOR_HAZARD_INSTALLATION = "MAJOR_HAZARD_INSTALLATION"
    RISK_POINT = "RISK_POINT"
    UNSAFE_ACT = "UNSAFE_ACT"


class MajorHazardGrade(StrEnum):
    """Grade of a major hazard installation (重大危险源级别), GB 18218-2018."""

    ONE = "ONE"
    TWO = "TWO"
    THREE = "THREE"
    FOUR = "FOUR"


class RiskLevel(StrEnum):
    """Risk level in four colours (风险等级四色): red the gravest."""

    RED = "RED"
    ORANGE = "ORANGE"
    YELLOW = "YELLOW"
    BLUE = "BLUE"


class BarrierKind(StrEnum):
    """Kind of barrier that keeps a unit from failing, or ends its release (安全屏障类别)."""

    FIREPROOFING = "FIREPROOFING"
    WATER_SPRAY = "WATER_SPRAY"
    SEPARATION = "SEPARATION"
    EMERGENCY_TEAM = "EMERGENCY_TEAM"
    ISOLATION = "ISOLATION"
    GAS_DETECTION = "GAS_DETECTION"


class Redundancy(StrEnum):
    """How several suppliers of one service back each other up (冗余方式)."""

    ANY_OF = "ANY_OF"
    ALL_OF = "ALL_OF"


class MeasureKind(StrEnum):
    """Kind of measure (管控措施类别)."""

    ENGINEERING = "ENGINEERING"
    MANAGEMENT = "MANAGEMENT"
    TRAINING = "TRAINING"
    PPE = "PPE"
    EMERGENCY = "EMERGENCY"


class Severity(StrEnum):
    """Severity of a finding (隐患级别)."""

    GENERAL = "GENERAL"
    MAJOR = "MAJOR"


class FindingStatus(StrEnum):
    """Place of a finding in its closed loop (隐患闭环状态)."""

    REPORTED = "REPORTED"
    ASSIGNED = "ASSIGNED"
    RECTIFIED = "RECTIFIED"
    VERIFIED = "VERIFIED"
    CLOSED = "CLOSED"


class Act(StrEnum):
    """What a person does to the record (操作)."""

    REPORT_FINDING = "REPORT_FINDING"
    ASSIGN_FINDING = "ASSIGN_FINDING"
    RECTIFY_FINDING = "RECTIFY_FINDING"
    VERIFY_FINDING = "VERIFY_FINDING"
    RECORD_INSPECTION = "RECORD_INSPECTION"
    APPOINT = "APPOINT"
    RELIEVE = "RELIEVE"
    CORRECT = "CORRECT"
    ACCEPT_PROPOSAL = "ACCEPT_PROPOSAL"
    REJECT_PROPOSAL = "REJECT_PROPOSAL"
    MERGE = "MERGE"
    SPLIT = "SPLIT"
    UPLOAD = "UPLOAD"


class ProtectionClass(StrEnum):
    """Class of a protection target (防护目标类别), GB 36894-2018."""

    HIGHLY_SENSITIVE = "HIGHLY_SENSITIVE"
    IMPORTANT = "IMPORTANT"
    GENERAL_ONE = "GENERAL_ONE"
    GENERAL_TWO = "GENERAL_TWO"
    GENERAL_THREE = "GENERAL_THREE"


class ProgrammeKind(StrEnum):
    """Kind of programme (专项工作类别)."""

    CAMPAIGN = "CAMPAIGN"
    PILOT = "PILOT"
    SYSTEM = "SYSTEM"
    PLAN = "PLAN"
    TASK_LIST = "TASK_LIST"
    INSTRUMENT = "INSTRUMENT"


class ProposalStatus(StrEnum):
    """What became of a statement that waits for a person (核实状态)."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    SUPERSEDED = "SUPERSEDED"


class ProposalCause(StrEnum):
    """Why a statement waits for a person (待核实原因)."""

    RULE = "RULE"
    END = "END"
    CONTEST = "CONTEST"
    UNCLEAR = "UNCLEAR"
    MISREADING = "MISREADING"
    MISMATCH = "MISMATCH"
    IDENTITY = "IDENTITY"
    SCOPE = "SCOPE"


class Method(StrEnum):
    """How a statement was got out of its source (提取方式)."""

    REGISTER_ROW = "REGISTER_ROW"
    DOCUMENT_RULE = "DOCUMENT_RULE"
    MANUAL = "MANUAL"
    COMPUTED = "COMPUTED"
