"""Why an act cannot be done (操作受阻): typed, and with what to do instead."""

from typing import Self

from graph.errors import CustodyError
from graph.model.audit import ACTS
from graph.model.labels import Act

__all__ = ["BeyondReachError", "KeyReusedError", "StaleVersionError", "UnknownThingError"]


class BeyondReachError(CustodyError):
    """Who acts may see what they name, but not change it (超出操作范围)."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh=zh, en=en)

    @classmethod
    def of(cls, identifier: str) -> Self:
        """Return that of a thing which is not theirs alone."""
        return cls(
            f"{identifier} 不完全属于您的管辖范围，不能由您办理；请交上级或管理员。",
            f"{identifier} does not lie wholly within your scope; leave it to whoever is above "
            "you, or to an administrator.",
        )

    @classmethod
    def personal(cls) -> Self:
        """Return that of personal data."""
        return cls(
            "涉及人员信息，须有查看个人信息的权限；请交有此权限的用户办理。",
            "This is about personal data, which you may not see; leave it to whoever may.",
        )


class UnknownThingError(CustodyError):
    """An id names nothing of the kinds that an act is about (对象不存在).

    Attributes:
        id: The id.
        kinds: What it should name, in Chinese.
    """

    def __init__(self, identifier: str, kinds: str) -> None:
        self.id = identifier
        self.kinds = kinds
        super().__init__(
            zh=f"没有标识为“{identifier}”的{kinds}；请先检索取得标识。",
            en=f"nothing here with id {identifier!r}; search for it first.",
        )


class StaleVersionError(CustodyError):
    """Somebody wrote since the version that the client saw (版本冲突).

    Attributes:
        id: Of what it is about.
        expected: Version that the client saw: when it was recorded.
        current: Version that stands.
    """

    def __init__(self, identifier: str, expected: str, current: str) -> None:
        self.id = identifier
        self.expected = expected
        self.current = current
        super().__init__(
            zh=f"{identifier} 在 {current} 已被他人更改，您看到的是 {expected} 的版本；"
            "请重新读取后再提交。",
            en=f"{identifier} was changed at {current}, after the version of {expected} that you "
            "saw; read it again, then send your change.",
        )


class KeyReusedError(CustodyError):
    """One key stands for one request (幂等键重复使用).

    Attributes:
        key: The key.
        act: What it was used for.
        used_at: When.
    """

    def __init__(self, key: str, act: Act, used_at: str) -> None:
        self.key = key
        self.act = act
        self.used_at = used_at
        term = next(term for term, each in ACTS.items() if each == act)
        super().__init__(
            zh=f"幂等键“{key}”已在 {used_at} 用于另一请求（{term}）；每个请求请用新的键。",
            en=f"key {key!r} was used at {used_at} for another request ({act}); "
            "give each request a key of its own.",
        )
