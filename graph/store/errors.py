"""What can go wrong between Custody and its database (存储错误), and what to do about it.

No message holds a password; addresses are shown without anything that could hold one.
"""

from pathlib import Path

from graph.errors import CustodyError
from graph.store.port import EngineName

__all__ = [
    "CredentialsError",
    "DataFolderError",
    "EngineStartError",
    "ForeignDataFolderError",
    "OversizedMessageError",
    "SettingsError",
    "StatementError",
    "StatementTimeoutError",
    "StoreBusyError",
    "StoreError",
    "UnknownDatabaseError",
    "UnreachableError",
    "WriteTimeoutError",
]


class StoreError(CustodyError):
    """Root of the errors of the store (存储错误)."""


class SettingsError(StoreError):
    """A setting cannot be used as it is (设置有误)."""

    def __init__(self, variable: str, *, zh: str, en: str) -> None:
        self.variable = variable
        super().__init__(zh=f"环境变量 {variable} {zh}", en=f"{variable} {en}")


class CredentialsError(StoreError):
    """The database refuses the user name or the password (用户名或密码错误)."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            zh=f"数据库 {address} 拒绝登录，请核对 NEO4J_USERNAME 和 NEO4J_PASSWORD。",
            en=f"{address} refused the login; check NEO4J_USERNAME and NEO4J_PASSWORD.",
        )


class UnreachableError(StoreError):
    """The database does not answer (无法连接数据库)."""

    def __init__(self, engine: EngineName, address: str) -> None:
        self.engine = engine
        self.address = address
        if engine == "neo4j":
            super().__init__(
                zh=f"无法连接 Neo4j（{address}），请确认其已启动，并核对 NEO4J_URI。",
                en=f"Neo4j at {address} does not answer; see that it runs and check NEO4J_URI.",
            )
        else:
            super().__init__(
                zh=f"内嵌数据库（{address}）已停止，请重新启动本程序；已提交的数据不会丢失。",
                en=f"The embedded database at {address} is gone; start Custody again. "
                "Committed data is safe.",
            )


class UnknownDatabaseError(StoreError):
    """The server holds no database of this name (数据库不存在)."""

    def __init__(self, database: str, address: str) -> None:
        self.database = database
        self.address = address
        super().__init__(
            zh=f"{address} 上没有名为“{database}”的数据库，请核对 NEO4J_DATABASE 或先建库。",
            en=f"{address} holds no database {database!r}; check NEO4J_DATABASE or create it.",
        )


class StatementTimeoutError(StoreError):
    """A statement took longer than it may (查询超时).

    Attributes:
        seconds: How long it was allowed to take [s].
        limit: The same; how long it would have taken nobody knows.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds, self.limit = seconds, int(seconds)
        self.hint = "缩小范围：园区、日期或条数 / narrow it: park, dates or page size"
        super().__init__(
            zh=f"查询在 {seconds:g} 秒内未完成，请缩小范围（园区、日期或条数）后重试。",
            en=f"The query did not end within {seconds:g} s; narrow it (park, dates, page size).",
        )


class WriteTimeoutError(StoreError):
    """A write took longer than it may (写入超时).

    Attributes:
        seconds: How long it was allowed to take [s].
        limit: The same; how long it would have taken nobody knows.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds, self.limit = seconds, int(seconds)
        self.hint = "稍后再次执行，将从中断处继续 / do the same again later: it goes on from there"
        super().__init__(
            zh=f"数据库在 {seconds:g} 秒内未完成写入；此前写入的内容已保存，"
            "请稍后再次执行同一操作，将从中断处继续。",
            en=f"The database did not end a write within {seconds:g} s. What was written before is "
            "kept; do the same again later, and it goes on where it stopped.",
        )


class StoreBusyError(StoreError):
    """The database could not do it now, in several attempts (数据库繁忙)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(
            zh=f"数据库多次重试后仍繁忙（{code}），请稍后再试。",
            en=f"The database stayed busy over several attempts ({code}); try again later.",
        )


class StatementError(StoreError):
    """The database refuses a statement (语句被拒绝).

    Attributes:
        code: Status code of the database.
        reason: What the database says.
    """

    def __init__(self, code: str, reason: str) -> None:
        self.code = code
        self.reason = reason
        super().__init__(
            zh=f"数据库拒绝执行语句（{code}）：{reason}；请将此信息报告给维护人员。",
            en=f"The database refused a statement ({code}): {reason}; please report this.",
        )


class OversizedMessageError(StoreError):
    """Parameters too large for one message (参数过大).

    Attributes:
        size: Size of the parameters as sent [B].
        limit: Largest size allowed [B].
    """

    def __init__(self, size: int, limit: int) -> None:
        self.size = size
        self.limit = limit
        super().__init__(
            zh=f"一次提交的数据为 {size:,} 字节，超过上限 {limit:,} 字节，请分批提交。",
            en=f"A message of {size:,} bytes is over the limit of {limit:,}; send smaller batches.",
        )


class DataFolderError(StoreError):
    """The data folder cannot be used (数据目录不可用)."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            zh=f"数据目录 {folder} 无法写入（{reason}），请更正权限，或用 CUSTODY_DATA 另指目录。",
            en=f"Cannot write to the data folder {folder} ({reason}); "
            "mend its permissions or name another in CUSTODY_DATA.",
        )


class ForeignDataFolderError(StoreError):
    """The folder holds something that Custody did not make (目录中有其他数据)."""

    def __init__(self, folder: Path, found: str) -> None:
        self.folder = folder
        self.found = found
        super().__init__(
            zh=f"目录 {folder} 中有其他程序的数据（{found}），请用 CUSTODY_DATA 指定空目录。",
            en=f"{folder} holds what Custody did not make ({found}); "
            "name an empty folder in CUSTODY_DATA.",
        )


class EngineStartError(StoreError):
    """The embedded database did not start (内嵌数据库启动失败).

    Attributes:
        log: Where its output is.
        tail: The last lines of that output.
    """

    def __init__(self, log: Path, tail: str) -> None:
        self.log = log
        self.tail = tail
        super().__init__(
            zh=f"内嵌数据库未能启动，请查看日志 {log}，其最后几行为：\n{tail}\n",
            en=f"The embedded database did not start; see {log}, whose last lines are above.",
        )
