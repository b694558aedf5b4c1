"""Problems (问题): why a question has no answer, as members of its union."""

import strawberry

from graph.model.labels import Act
from hazard.errors import HazardError, MissingInputError, OutOfValidityError
from schema.filters import enum_of
from schema.scalars import DateTime
from schema.types.method import Citation

__all__ = [
    "BudgetExceeded",
    "Conflict",
    "Forbidden",
    "InvalidData",
    "InvalidInput",
    "KeyReused",
    "MissingData",
    "NotAllowed",
    "NotFound",
    "OutOfValidity",
    "Problem",
    "Unclear",
    "beyond",
    "missing_data",
    "not_found",
    "problem_of",
]

enum_of(Act)


@strawberry.interface(description="问题. Why a question has no answer.")
class Problem:
    """Why a question has no answer."""

    code: str
    message: str = strawberry.field(description="中文说明. One sentence in Chinese.")
    message_en: str = strawberry.field(description="说明（英文）. One sentence in English.")


@strawberry.type(description="未找到. Nothing with this id is true and known at the asked point.")
class NotFound(Problem):
    """Nothing with this id is there."""

    id: strawberry.ID


@strawberry.type(description="资料缺失. What is missing, and which field of which record gives it.")
class MissingData(Problem):
    """What is missing, and where it would come from."""

    of: str = strawberry.field(description="缺失对象. What lacks it.")
    field: str = strawberry.field(description="应补字段. Field of the record that supplies it.")
    candidates: list[str] = strawberry.field(description="可选项. Values it may take, if few.")


@strawberry.type(description="超出适用范围. A figure lies outside the range of the model.")
class OutOfValidity(Problem):
    """A figure lies outside the range of the model."""

    quantity: str
    value: float
    low: float | None
    high: float | None
    unit: str


@strawberry.type(
    description="资料有误. A record says something that cannot be; it must be corrected."
)
class InvalidData(Problem):
    """A record says something that cannot be."""


@strawberry.type(description="超出限额. A bound was asked that is larger than allowed.")
class BudgetExceeded(Problem):
    """A bound was asked that is larger than allowed."""

    limit: float
    asked: float


@strawberry.type(
    description="冲突. Somebody decided otherwise, or what it rests on is not there any more."
)
class Conflict(Problem):
    """The record stands against it."""

    of: strawberry.ID = strawberry.field(description="对象. What it is about.")
    recorded: str | None = strawberry.field(
        description="既有结论. What was decided before; null where nothing was."
    )
    by: str | None = strawberry.field(description="决定人. Who decided so.")
    expected_version: DateTime | None = strawberry.field(
        default=None, description="所见版本. The version that was read; null where none was given."
    )
    current_version: DateTime | None = strawberry.field(
        default=None, description="现有版本. The version that stands; null where none was given."
    )


@strawberry.type(description="无权操作. The caller may not do this, whatever it is about.")
class Forbidden(Problem):
    """The caller may not do this."""


@strawberry.type(
    description="所指不明. It is not clear what it would write; a register must say it."
)
class Unclear(Problem):
    """It is not clear what it would write."""

    of: strawberry.ID = strawberry.field(description="对象. What it is about.")


@strawberry.type(description="输入有误. A field of the input cannot be used.")
class InvalidInput(Problem):
    """A field of the input cannot be used."""

    field: str = strawberry.field(description="字段. Which one.")
    value: str | None = strawberry.field(
        default=None, description="所给值. What was given; null where nothing was."
    )
    expected: str | None = strawberry.field(
        default=None, description="应为. What it must be, in Chinese."
    )
    expected_en: str | None = strawberry.field(
        default=None, description="应为（英文）. What it must be, in English."
    )
    rule: Citation | None = strawberry.field(
        default=None, description="所依条款. Clause that wants it; null where none does."
    )


@strawberry.type(
    description="当前状态不允许. What stands does not allow it, by the order of steps or by a rule."
)
class NotAllowed(Problem):
    """What stands does not allow it."""

    of: strawberry.ID = strawberry.field(description="对象. What it is about.")
    state: str | None = strawberry.field(
        description="现有状态. Where it stands; null where that has no word."
    )
    allowed: list[str] = strawberry.field(description="允许状态. States in which it is allowed.")
    rule: Citation | None = strawberry.field(
        description="所依条款. Clause or practice that forbids it; null where none does."
    )


@strawberry.type(
    description="幂等键重复使用. A key stands for one request, and was used for another."
)
class KeyReused(Problem):
    """A key was used for another request."""

    key: str = strawberry.field(description="幂等键. The key.")
    act: Act = strawberry.field(description="操作. What it was used for.")
    used_at: DateTime = strawberry.field(description="使用时间. When it was used first.")


def beyond(name: str, given: int, limit: int) -> BudgetExceeded | None:
    """Return the problem that something is not between 1 and its limit; None if it is."""
    if 1 <= given <= limit:
        return None
    return BudgetExceeded(
        code="BUDGET_EXCEEDED",
        message=f"{name} 应在 1 到 {limit} 之间，收到 {given}。",
        message_en=f"{name} must be between 1 and {limit}, got {given}.",
        limit=limit,
        asked=given,
    )


def not_found(identifier: str, kinds: str) -> NotFound:
    """Return the problem that an id names nothing of the kinds a question is about."""
    return NotFound(
        code="NOT_FOUND",
        id=strawberry.ID(identifier),
        message=f"没有标识为“{identifier}”的{kinds}，或该时点尚无记录；请先检索取得标识。",
        message_en=f"Nothing here with id {identifier!r} at the asked point; search for it first.",
    )


def problem_of(error: HazardError) -> "MissingData | OutOfValidity | InvalidData":
    """Return what keeps the hazard layer from an answer as a problem."""
    if isinstance(error, MissingInputError):
        return missing_data(error)
    if isinstance(error, OutOfValidityError):
        return OutOfValidity(
            code="OUT_OF_VALIDITY",
            message=error.zh,
            message_en=error.en,
            quantity=str(error.quantity),
            value=error.value,
            low=_finite(error.low),
            high=_finite(error.high),
            unit=error.unit,
        )
    return InvalidData(code="INVALID_DATA", message=error.zh, message_en=error.en)


def missing_data(error: MissingInputError) -> MissingData:
    """Return a missing input as a problem."""
    return MissingData(
        code="MISSING_DATA",
        message=error.zh,
        message_en=error.en,
        of=error.of,
        field=error.where,
        candidates=[str(candidate) for candidate in error.candidates],
    )


def _finite(value: float) -> float | None:
    return value if abs(value) < float("inf") else None
