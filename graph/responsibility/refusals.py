"""Why an act is refused (操作被拒): typed, with what stands and what is expected."""

from collections.abc import Iterable

from graph.errors import CustodyError
from graph.evidence import Citation

__all__ = ["InputRefusedError", "NotAllowedError"]


class InputRefusedError(CustodyError):
    """A field of the input cannot be used (输入有误).

    Attributes:
        field: Which one, in snake case.
        value: What was given; None where nothing was.
        expected: What it must be, in Chinese and in English.
        rule: Clause that wants it; None where no rule does.
    """

    def __init__(
        self,
        field: str,
        value: object,
        expected: tuple[str, str],
        *,
        said: tuple[str, str] | None = None,
        rule: Citation | None = None,
    ) -> None:
        self.field = field
        self.value = None if value is None else str(value)
        self.expected = expected
        self.rule = rule
        given = ("未填写", "nothing") if value in (None, "") else (f"为“{value}”", repr(str(value)))
        zh, en = said or (
            f"“{field}”{given[0]}，应为{expected[0]}。",
            f"{field}: got {given[1]}, expected {expected[1]}.",
        )
        super().__init__(zh=zh, en=en)


class NotAllowedError(CustodyError):
    """What stands does not allow the act (当前状态不允许).

    Attributes:
        id: Of what it is about; filled in by whoever knows.
        state: What stands; None where it has no word.
        allowed: States in which it is allowed.
        rule: Clause or practice that forbids it; None where none does.
    """

    def __init__(
        self,
        zh: str,
        en: str,
        *,
        identifier: str = "",
        state: str | None = None,
        allowed: Iterable[str] = (),
        rule: Citation | None = None,
    ) -> None:
        self.id = identifier
        self.state = state
        self.allowed = tuple(allowed)
        self.rule = rule
        super().__init__(zh=zh, en=en)
