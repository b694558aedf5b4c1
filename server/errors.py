"""What can go wrong between a person and the process (进程错误), and what to do about it."""

from collections.abc import Sequence
from pathlib import Path

from graph.errors import CustodyError

__all__ = [
    "AddressRefusedError",
    "ColumnOptionError",
    "FileUnusableError",
    "MarkedOptionError",
    "MeantOfSeveralError",
    "PlotNameError",
    "PortBusyError",
    "ServerFailedError",
    "UnknownFormError",
    "VariablesError",
    "WeatherOptionError",
]


class AddressRefusedError(CustodyError):
    """An address that others could reach (拒绝监听的地址)."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            zh=f"没有配置用户账号，只能在本机监听，不能使用地址 {host}；"
            "请去掉 --host 或设为 127.0.0.1，或先配置账号（CUSTODY_JWT_KEYS 等）。",
            en=f"No accounts are configured, so {host} is refused; leave --host out, "
            "set it to 127.0.0.1, or configure accounts first (CUSTODY_JWT_KEYS and others).",
        )


class PortBusyError(CustodyError):
    """The port that was asked for is taken (端口被占用)."""

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        super().__init__(
            zh=f"端口 {port} 已被占用或不可用，请另选一个，或用 --port 0 自动选择空闲端口。",
            en=f"Port {port} is taken or not allowed; name another, or pick a free one "
            "with --port 0.",
        )


class ServerFailedError(CustodyError):
    """The server gave no proper answer to its own question (服务未能应答).

    Attributes:
        reason: What came instead.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            zh=f"服务未能回答示例问题（{reason}），请查看日志后重新启动。",
            en=f"The server did not answer an example question ({reason}); see the log and "
            "start it again.",
        )


class ColumnOptionError(CustodyError):
    """The meaning of a column is not given as column=field (列的指定有误).

    Attributes:
        option: What was given.
    """

    def __init__(self, option: str) -> None:
        self.option = option
        super().__init__(
            zh=f"--map 应写成 列=字段，如 --map 部位=风险点，不能是“{option}”。",
            en=f"--map takes column=field, such as --map 部位=风险点, not “{option}”.",
        )


class MeantOfSeveralError(CustodyError):
    """What is meant is said of several statements at once (所指只能逐条指明).

    Attributes:
        count: How many statements were named.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            zh=f"--subject、--object 一次只能用于一条待核实陈述，现有 {count} 条；请逐条采纳。",
            en=f"--subject and --object speak of one proposal, and {count} are named; "
            "accept them one by one.",
        )


class MarkedOptionError(CustodyError):
    """Marked copies cannot be written where they were asked for (标注副本的位置有误).

    Attributes:
        path: What was given.
    """

    def __init__(self, path: Path, *, zh: str, en: str) -> None:
        self.path = str(path)
        super().__init__(zh=f"--marked {path}：{zh}。", en=f"--marked {path}: {en}.")


class UnknownFormError(CustodyError):
    """There is no form of spreadsheet of a name (没有这种台账样式).

    Attributes:
        name: What was given.
        forms: The names there are.
    """

    def __init__(self, name: str, forms: Sequence[str]) -> None:
        self.name = name
        self.forms = tuple(forms)
        known = "、".join(forms)
        super().__init__(
            zh=f"没有“{name}”这种台账样式，可用：{known}。",
            en=f"“{name}” is no form of spreadsheet; the forms are: {known}.",
        )


class FileUnusableError(CustodyError):
    """A file cannot be read or written (文件无法读写).

    Attributes:
        path: Which file.
        reason: What the system says.
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(
            zh=f"文件“{path}”无法读写（{reason}），请检查路径和权限。",
            en=f"“{path}” cannot be read or written ({reason}); check the path and permissions.",
        )


class VariablesError(CustodyError):
    """Variables are not a JSON object (变量格式有误)."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            zh=f'--variables 应为 JSON 对象，如 {{"name": "临港产业园"}}，或 @文件名（{reason}）。',
            en=f"--variables takes a JSON object, or @ and the name of a file with one ({reason}).",
        )


class PlotNameError(CustodyError):
    """The name of a picture does not say what it is to be (作图文件名有误).

    Attributes:
        path: What was given.
    """

    def __init__(self, path: Path) -> None:
        self.path = str(path)
        super().__init__(
            zh=f"--plot 的文件名应以 .svg 或 .html 结尾，不能是“{path}”。",
            en=f"--plot takes a file that ends in .svg or .html, not “{path}”.",
        )


class WeatherOptionError(CustodyError):
    """Only a part of the weather is given (气象条件不全)."""

    def __init__(self) -> None:
        super().__init__(
            zh="--wind-speed 和 --stability 应一起给出（--wind-from 可省）；都不给时取最不利情形。",
            en="Give --wind-speed and --stability together (--wind-from may be left out); "
            "without any of them the worst case is taken.",
        )
