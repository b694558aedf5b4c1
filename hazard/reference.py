"""Reference of the consequence models (后果模型参考), generated from the catalogue and the tables.

``python -m hazard.reference`` prints ``docs/hazard.md``.
"""

import inspect
import sys
from collections.abc import Iterator
from importlib.resources import files
from itertools import groupby

from hazard.catalogue import MODELS, Model
from hazard.citations import FIGURES
from hazard.tables import cite, rows

__all__ = ["reference"]

_HEAD = """\
# 后果模型参考 Consequence models

由 `hazard/catalogue.py` 和 `hazard/tables/` 生成（`make docs`），请勿手改。
Generated from `hazard/catalogue.py` and `hazard/tables/` by `make docs`; do not edit.

参数、单位、适用范围见各函数的说明，全部采用国际单位制；“未核对”的数值用到时答案会给出警告。
Arguments, units and ranges stand in the docstring of each function; everything is SI. An answer
that used figures nobody has compared with their source (unchecked) warns.
"""


def reference() -> str:
    """Return the reference as Markdown (参考文档)."""
    return "\n".join([_HEAD, *_models(), *_tables(), ""])


def _package(entry: Model) -> str:
    return ".".join(entry.run.__module__.split(".")[:2])


def _models() -> Iterator[str]:
    for package, entries in groupby(sorted(MODELS, key=_package), key=_package):
        yield f"## `{package}`\n"
        yield "| 模型 model | 给出 gives | 依据 equations from |"
        yield "|---|---|---|"
        for entry in entries:
            yield f"| `{entry.name}` | {_gives(entry)} | {_cited(entry)} |"
        yield ""


def _gives(entry: Model) -> str:
    first = (inspect.getdoc(entry.run) or "").splitlines()[0]
    english = first.removeprefix("Return ").rsplit("(", 1)[0].strip()
    return f"{entry.zh} {english}".replace("|", "\\|")


def _cited(entry: Model) -> str:
    if not entry.sources:
        return "按所选数值表 the table chosen" if entry.name in FIGURES else "定义 by definition"
    marks = {True: "", False: " (未核对 unchecked)"}
    return "；".join(
        f"{source.instrument}: {source.clause}{marks[source.verified]}" for source in entry.sources
    )


def _tables() -> Iterator[str]:
    yield "## 数值表 Tables\n"
    yield "| 表 table | 行 rows | 未核对 unchecked | 来源 sources |"
    yield "|---|---|---|---|"
    for path in sorted(files("hazard.tables").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".csv"):
            yield _table(path.name.removesuffix(".csv"))


def _table(name: str) -> str:
    cited = [cite(row, "") for row in rows(name)]
    unchecked = sum(not source.verified for source in cited)
    sources = "；".join(dict.fromkeys(source.instrument for source in cited))
    return f"| `{name}` | {len(cited)} | {unchecked or ''} | {sources} |"


if __name__ == "__main__":
    sys.stdout.write(reference())
