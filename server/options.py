"""Options that several commands take (公共选项)."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from server.language import Language

__all__ = ["AnswerFormat", "Data", "Debug", "ExtractFormat", "Host", "Lang", "Port"]


class ExtractFormat(StrEnum):
    """Forms in which an extraction is shown (输出格式)."""

    JSON = "json"
    TABLE = "table"
    HTML = "html"


class AnswerFormat(StrEnum):
    """Forms in which an answer is printed (答案格式)."""

    JSON = "json"
    CSV = "csv"
    GEOJSON = "geojson"
    HTML = "html"


Host = Annotated[
    str | None, typer.Option(help="监听地址，目前只能是本机 / address to listen on: this machine")
]
Port = Annotated[
    int | None,
    typer.Option(help="监听端口，0 自动选择；不给时用 8000，被占用则自动另选 / port, 0 picks one"),
]
Data = Annotated[
    Path | None, typer.Option(help="内嵌数据库的数据目录 / data folder of the embedded database")
]
Lang = Annotated[Language | None, typer.Option(help="提示语言 / language of messages")]
Debug = Annotated[bool, typer.Option("--debug", help="显示内部错误的细节 / show tracebacks")]
