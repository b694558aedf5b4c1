"""Settings of the limits (限额设置): each of them has a variable, read once.

`LIMITED` is the table of limits in ``docs/operations.md``; a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.store.errors import SettingsError
from server.limits import LIMITS, Limits

__all__ = ["LIMITED", "RATE", "Limited", "limits_from"]

_PREFIX: Final = "CUSTODY_LIMIT_"
_MOST: Final = 1 << 31
RATE: Final = 6_000_000
"""What the operations of one account may cost in a minute, unless that is set."""
_DEEPEST: Final = 128
"""Reading what is nested calls itself; deeper, it would end at the bounds of the language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited:
    """One limit that can be set (可设限额).

    Attributes:
        field: Its name in `Limits`.
        zh: What is limited, in Chinese.
        en: The same in English.
        code: Code of the refusal.
        least: Smallest value that can be set.
        most: Largest.
    """

    field: str
    zh: str
    en: str
    code: str = "QUERY_TOO_LARGE"
    least: int = 1
    most: int = _MOST

    @property
    def name(self) -> str:
        """Environment variable."""
        return _PREFIX + self.field.upper()

    @property
    def default(self) -> int:
        """What holds without it."""
        return int(getattr(LIMITS, self.field))

    def read(self, text: str | None) -> int:
        """Return what is set, or the default.

        Raises:
            SettingsError: If it is no whole number within the bounds.
        """
        if not text:
            return self.default
        digits = text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST))
        if digits and self.least <= int(text) <= self.most:
            return int(text)
        raise SettingsError(
            self.name,
            zh=f"应为 {self.least} 到 {self.most} 的整数，请更正。",
            en=f"should be a whole number from {self.least} to {self.most}; correct it.",
        )


LIMITED: Final = (
    Limited(field="body", zh="请求体字节数", en="bytes of a request", code="REQUEST_TOO_LARGE"),
    Limited(field="tokens", zh="词元数", en="tokens"),
    Limited(field="operations", zh="文档中的操作数", en="operations of a document"),
    Limited(field="depth", zh="字段嵌套层数", en="fields within fields", most=_DEEPEST),
    Limited(field="fields", zh="字段数", en="fields"),
    Limited(field="aliases", zh="别名数", en="aliases", least=0),
    Limited(field="directives", zh="指令数", en="directives", least=0),
    Limited(
        field="repeats",
        zh="同一层中的重复字段、片段或输入项数",
        en="times the same within brackets",
    ),
    Limited(field="roots", zh="根字段数", en="root fields"),
    Limited(
        field="nesting",
        zh="变量和括号嵌套层数",
        en="values within values, brackets within brackets",
        code="QUERY_TOO_LARGE, REQUEST_TOO_LARGE",
        most=_DEEPEST,
    ),
    Limited(field="cost", zh="一个操作的成本", en="cost of an operation", code="QUERY_TOO_COSTLY"),
    Limited(
        field="rate",
        zh="一个用户每分钟的成本，0 为不限",
        en="cost of one caller in a minute, 0 for no limit",
        code="TOO_COSTLY_LATELY",
        least=0,
    ),
    Limited(
        field="upload",
        zh="上传请求的字节数",
        en="bytes of a request with files",
        code="REQUEST_TOO_LARGE",
    ),
    Limited(
        field="files", zh="一次上传的文件数", en="files of a request", code="REQUEST_TOO_LARGE"
    ),
)
"""Every limit that can be set."""


def limits_from(environ: Mapping[str, str], *, accounts: bool = False) -> Limits:
    """Return the limits that the environment sets.

    Args:
        environ: Variables and their values.
        accounts: Whether callers have accounts: each has an allowance then.

    Raises:
        SettingsError: If a variable holds what it cannot.
    """
    limits = Limits(**{each.field: each.read(environ.get(each.name)) for each in LIMITED})
    given = environ.get(f"{_PREFIX}RATE")
    return replace(limits, rate=RATE) if accounts and not given else limits
