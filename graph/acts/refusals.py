"""Why an act cannot be done (操作受阻): typed, and with what to do instead."""

from graph.errors import CustodyError
from graph.model.labels import Act

__all__ = ["KeyReusedError", "StaleVersionError", "UnknownThingError"]


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
        super().__init__(
            zh=f"幂等键“{key}”已在 {used_at} 用于另一请求（{act}）；每个请求请用新的键。",
            en=f"key {key!r} was used at {used_at} for another request ({act}); "
            "give each request a key of its own.",
        )
