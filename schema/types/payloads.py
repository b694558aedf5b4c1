"""What comes of acts (操作结果): the thing as it stands and the audit record, or why not."""

from typing import Annotated

import strawberry

from schema.types.problems import Conflict, Forbidden, InvalidInput, KeyReused, NotAllowed, NotFound
from schema.types.reference import AuditRecord, Finding, Inspection, NodeRef, Person, Post

__all__ = [
    "AppointPayload",
    "AssignFindingPayload",
    "CorrectPayload",
    "Correction",
    "FindingChange",
    "InspectionEntry",
    "MergePayload",
    "Merged",
    "OfficeChange",
    "Parted",
    "RecordInspectionPayload",
    "RectifyFindingPayload",
    "RelievePayload",
    "ReportFindingPayload",
    "SplitPayload",
    "VerifyFindingPayload",
]

_RECORD = "操作记录. Who did it, when, and what was recorded before and after."


@strawberry.type(description="隐患变更. The finding as it stands after the step.")
class FindingChange:
    """The finding as it stands after the step."""

    finding: Finding = strawberry.field(description="隐患. As it stands now.")
    record: AuditRecord = strawberry.field(description=_RECORD)


@strawberry.type(description="检查登记结果. The inspection as it is recorded.")
class InspectionEntry:
    """The inspection as it is recorded."""

    inspection: Inspection = strawberry.field(description="检查. As it is recorded.")
    record: AuditRecord = strawberry.field(description=_RECORD)


@strawberry.type(description="任免结果. The post and the person as they stand.")
class OfficeChange:
    """The post and the person as they stand."""

    post: Post = strawberry.field(description="岗位. With its holders of today.")
    person: Person = strawberry.field(description="人员. With their posts of today.")
    record: AuditRecord = strawberry.field(description=_RECORD)


@strawberry.type(description="更正结果. The thing with its new value.")
class Correction:
    """The thing with its new value."""

    thing: NodeRef = strawberry.field(description="对象. As it is recorded since.")
    record: AuditRecord = strawberry.field(description=_RECORD)


@strawberry.type(description="合并结果. What both are now.")
class Merged:
    """What two things are now that they are one."""

    thing: NodeRef = strawberry.field(description="合并后的对象. As it is recorded since.")
    record: AuditRecord = strawberry.field(description=_RECORD)


@strawberry.type(description="拆分结果. Both as they stand apart.")
class Parted:
    """Two things that stand apart again."""

    thing: NodeRef = strawberry.field(description="原保留的对象. As it is recorded since.")
    other: NodeRef = strawberry.field(description="拆出的对象. As it is recorded since.")
    record: AuditRecord = strawberry.field(description=_RECORD)


ReportFindingPayload = Annotated[
    FindingChange | NotFound | Forbidden | NotAllowed | InvalidInput | KeyReused,
    strawberry.union("ReportFindingPayload", description="上报结果. The finding, or why not."),
]
AssignFindingPayload = Annotated[
    FindingChange | NotFound | Forbidden | Conflict | NotAllowed | InvalidInput | KeyReused,
    strawberry.union("AssignFindingPayload", description="分派结果. The finding, or why not."),
]
RectifyFindingPayload = Annotated[
    FindingChange | NotFound | Forbidden | Conflict | NotAllowed | InvalidInput | KeyReused,
    strawberry.union("RectifyFindingPayload", description="整改登记结果. The finding, or why not."),
]
VerifyFindingPayload = Annotated[
    FindingChange | NotFound | Forbidden | Conflict | NotAllowed | InvalidInput | KeyReused,
    strawberry.union("VerifyFindingPayload", description="验收结果. The finding, or why not."),
]
RecordInspectionPayload = Annotated[
    InspectionEntry | NotFound | Forbidden | NotAllowed | InvalidInput | KeyReused,
    strawberry.union(
        "RecordInspectionPayload", description="检查登记结果. The inspection, or why not."
    ),
]
AppointPayload = Annotated[
    OfficeChange | NotFound | Forbidden | Conflict | NotAllowed | InvalidInput | KeyReused,
    strawberry.union(
        "AppointPayload", description="任职结果. The post and the person, or why not."
    ),
]
RelievePayload = Annotated[
    OfficeChange | NotFound | Forbidden | Conflict | NotAllowed | InvalidInput | KeyReused,
    strawberry.union(
        "RelievePayload", description="免职结果. The post and the person, or why not."
    ),
]
CorrectPayload = Annotated[
    Correction | NotFound | Forbidden | Conflict | NotAllowed | InvalidInput | KeyReused,
    strawberry.union("CorrectPayload", description="更正结果. The thing, or why not."),
]
MergePayload = Annotated[
    Merged | NotFound | Forbidden | Conflict | NotAllowed | InvalidInput | KeyReused,
    strawberry.union("MergePayload", description="合并结果. The thing, or why not."),
]
SplitPayload = Annotated[
    Parted | NotFound | Forbidden | Conflict | NotAllowed | InvalidInput | KeyReused,
    strawberry.union("SplitPayload", description="拆分结果. Both things, or why not."),
]
