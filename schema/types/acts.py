"""Acts on the record (操作): inputs of what a person reports, decides or corrects."""

import strawberry

from graph.model.labels import DutyRole, Severity
from graph.responsibility.loop import Verdict
from schema.filters import enum_of
from schema.scalars import Date, DateTime

__all__ = [
    "AppointInput",
    "AssignFindingInput",
    "CorrectInput",
    "EntryInput",
    "MergeInput",
    "RecordInspectionInput",
    "RectifyFindingInput",
    "RelieveInput",
    "ReportFindingInput",
    "SettledInput",
    "SplitInput",
    "VerifyFindingInput",
]

strawberry.enum(
    Verdict,
    name="VerificationVerdict",
    description="验收结论. What whoever verifies a rectification finds.",
)
_VERDICT = (
    "验收结论. CLOSE: 通过并销号, done and closed. PASS: 通过待销号, done, closing is left to "
    "somebody else. RETURN: 退回, not done, back to whoever rectifies it."
)
_ON = "生效日. Since which day; today if left out, never later."
_VERSION = (
    "所见版本. `recordedAt` of what you read, or the `knownAt` at which you read it; if somebody "
    "wrote since, the answer is a Conflict. Leave it out only if you did not read it."
)
_OFFICE_VERSION = (
    "所见版本. The latest `recordedAt` of the post and of the edges to its holders, or the "
    "`knownAt` at which you read them; if somebody wrote since, the answer is a Conflict."
)
_DEADLINE = "整改期限. Day by which it must be rectified; it may be on record already."
_TREATMENT = "治理措施. Measures of treatment that are laid down."
_FUNDING = "治理资金. Money that is set aside for it."
_PLAN = "应急预案. Plan for the time until it is closed."


@strawberry.input
class EntryInput:
    """What every entry says of itself."""

    by: str = strawberry.field(
        description="操作人. Name of who acts; it becomes part of the evidence."
    )
    note: str | None = strawberry.field(
        default=None, description="说明. What they say of it, word for word."
    )
    document: strawberry.ID | None = strawberry.field(
        default=None, description="依据文档. Id of a document on file that says so."
    )
    reference: str | None = strawberry.field(
        default=None, description="依据文号. Number of a document that is not on file."
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="幂等键. The same request sent again under its key is answered as the first "
        "time and writes nothing; a key stands for one request.",
    )


@strawberry.input
class SettledInput(EntryInput):
    """What is settled of a finding: four of the five respects; the fifth is a post."""

    deadline: Date | None = strawberry.field(default=None, description=_DEADLINE)
    treatment: str | None = strawberry.field(default=None, description=_TREATMENT)
    funding: str | None = strawberry.field(default=None, description=_FUNDING)
    plan: str | None = strawberry.field(default=None, description=_PLAN)


@strawberry.input(description="上报隐患. What was found, where, when.")
class ReportFindingInput(SettledInput):
    """What was found, where, when."""

    name: str = strawberry.field(description="隐患描述. What was found.")
    found_at: strawberry.ID = strawberry.field(
        description="发现地点. Id of a unit, organisation, park or hazard."
    )
    found_on: Date | None = strawberry.field(
        default=None, description="排查日期. Day on which it was found; today if left out."
    )
    raised_by: strawberry.ID | None = strawberry.field(
        default=None, description="所属检查. Id of the inspection that raised it."
    )
    severity: enum_of(Severity) | None = strawberry.field(  # type: ignore[valid-type]  # made from the model
        default=None, description="隐患级别. General or major; null where it is not judged yet."
    )


@strawberry.input(
    description="分派整改. Who rectifies it and by when. A major finding needs all five respects "
    "五落实 on record: responsibility, measures, funds, deadline and plan."
)
class AssignFindingInput(SettledInput):
    """Who rectifies it, and by when."""

    finding: strawberry.ID = strawberry.field(description="隐患. Id of the finding.")
    rectifier: strawberry.ID = strawberry.field(
        description="整改责任岗位. Id of the post that is to rectify it."
    )
    verifier: strawberry.ID | None = strawberry.field(
        default=None,
        description="验收岗位. Id of the post that is to verify it; no person of the other.",
    )
    on: Date | None = strawberry.field(default=None, description=_ON)
    expected_version: DateTime | None = strawberry.field(default=None, description=_VERSION)


@strawberry.input(
    description="登记整改. That it was rectified, by whoever enters it, in time or late."
)
class RectifyFindingInput(EntryInput):
    """That it was rectified."""

    finding: strawberry.ID = strawberry.field(description="隐患. Id of the finding.")
    rectification: str | None = strawberry.field(
        default=None, description="整改情况. What was done about it."
    )
    on: Date | None = strawberry.field(default=None, description=_ON)
    expected_version: DateTime | None = strawberry.field(default=None, description=_VERSION)


@strawberry.input(
    description="验收隐患. What whoever enters it found of the rectification; never its rectifier."
)
class VerifyFindingInput(EntryInput):
    """What was found of the rectification."""

    finding: strawberry.ID = strawberry.field(description="隐患. Id of the finding.")
    verdict: Verdict = strawberry.field(description=_VERDICT)
    on: Date | None = strawberry.field(default=None, description=_ON)
    expected_version: DateTime | None = strawberry.field(default=None, description=_VERSION)


@strawberry.input(description="登记检查. Who checked what, when, in which role.")
class RecordInspectionInput(EntryInput):
    """Who checked what, when, in which role."""

    inspects: strawberry.ID = strawberry.field(
        description="检查对象. Id of a unit, organisation, park or hazard."
    )
    held_on: Date | None = strawberry.field(
        default=None, description="检查日期. Day of the inspection; today if left out."
    )
    name: str | None = strawberry.field(
        default=None, description="名称. What it is called; by day and person if left out."
    )
    checklist: str | None = strawberry.field(
        default=None, description="检查表. Checklist that was used."
    )
    role: DutyRole | None = strawberry.field(
        default=None,
        description="检查人角色. Role in which it was done; it counts for the duties of that role.",
    )


@strawberry.input(description="任职. Whom to appoint to a post, and for how long.")
class AppointInput(EntryInput):
    """Whom to appoint to a post."""

    post: strawberry.ID = strawberry.field(description="岗位. Id of the post.")
    person: strawberry.ID | None = strawberry.field(
        default=None, description="人员. Id of the person, or else give personName."
    )
    person_name: str | None = strawberry.field(
        default=None, description="姓名. Name of a person who is not on record yet."
    )
    since: Date | None = strawberry.field(
        default=None, description="任职起始日. First day in office; today if left out."
    )
    until: Date | None = strawberry.field(
        default=None, description="任职截止日. First day no longer in office; null while it lasts."
    )
    appointment: str | None = strawberry.field(
        default=None, description="任命文件. Instrument of appointment."
    )
    acting: bool | None = strawberry.field(
        default=None, description="是否代理. Whether it is held in place of another."
    )
    relieves_holder: bool = strawberry.field(
        default=False,
        description="同时免去现任. Whether whoever holds the post is relieved of it on that day.",
    )
    expected_version: DateTime | None = strawberry.field(default=None, description=_OFFICE_VERSION)


@strawberry.input(description="免职. Whom to relieve of a post, and since when.")
class RelieveInput(EntryInput):
    """Whom to relieve of a post."""

    post: strawberry.ID = strawberry.field(description="岗位. Id of the post.")
    person: strawberry.ID = strawberry.field(description="人员. Id of the person.")
    on: Date | None = strawberry.field(
        default=None, description="免职日. First day no longer in office; today if left out."
    )
    expected_version: DateTime | None = strawberry.field(default=None, description=_OFFICE_VERSION)


@strawberry.input(
    description="更正. Another value of a property; the old one stays answerable by `at`."
)
class CorrectInput(EntryInput):
    """Another value of one property of a thing."""

    of: strawberry.ID = strawberry.field(description="对象. Id of the thing.")
    property: str = strawberry.field(
        description="属性. Its field in the schema, such as riskGrade."
    )
    value: str | None = strawberry.field(
        default=None,
        description="新值. As text: a number, a day, true or false, a word of the vocabulary; null "
        "says that nothing is known.",
    )
    values: list[str] | None = strawberry.field(
        default=None, description="新值列表. Of a property that is a list."
    )
    since: Date | None = strawberry.field(
        default=None,
        description="变化起始日. Since when it is different; null if the old value was wrong.",
    )
    on: Date | None = strawberry.field(
        default=None, description="所更正的日期. Day whose value was wrong; today if left out."
    )
    expected_version: DateTime | None = strawberry.field(
        default=None,
        description=_VERSION,
    )


@strawberry.input(description="合并. Two records of one thing; both times keep them apart before.")
class MergeInput(EntryInput):
    """Two things that are one."""

    kept: strawberry.ID = strawberry.field(
        description="保留的对象. Its id stays, and its values go before."
    )
    other: strawberry.ID = strawberry.field(
        description="并入的对象. What was said of it is said of the one that is kept."
    )
    expected_version: DateTime | None = strawberry.field(default=None, description=_VERSION)


@strawberry.input(description="拆分. Undoes a merge; what was said since stays where it was said.")
class SplitInput(EntryInput):
    """Two things that were merged and are two."""

    kept: strawberry.ID = strawberry.field(description="合并后的对象. What both are now.")
    other: strawberry.ID = strawberry.field(description="曾并入的对象. What is to stand by itself.")
    expected_version: DateTime | None = strawberry.field(default=None, description=_VERSION)
