"""``custody merge`` and ``custody split`` on the command line (合并与拆分命令)."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from server.exits import ExitCode, end
from server.language import Language
from server.opening import opened
from server.options import Data, Debug, Lang
from server.settings import Settings
from server.speaking import Voice

__all__ = ["add_merging"]

Configured = Callable[[Path | None, Language | None], tuple[Settings, Voice]]

_Kept = Annotated[str, typer.Argument(help="保留的对象：标识或名称 / the one to keep: id or name")]
_Other = Annotated[str, typer.Argument(help="另一对象：标识或名称 / the other: id or name")]
_By = Annotated[str, typer.Option("--by", help="操作人姓名 / name of who decides")]
_Note = Annotated[str | None, typer.Option("--note", help="说明 / what they say of it")]

_MERGE: Final = (
    "合并：两个对象其实是一个。说到后者的都归到前者，后者的名称和代码成为前者的别名；不删除任何内容，可以拆分；"
    "在合并之前的 knownAt 仍是两个。疑似同一的见 custody review。\n\n"
    "Merge two records of one thing; nothing is deleted, and a split undoes it.\n\n"
    "例 / Example: custody merge 甲化工有限公司 Organisation:91350… --by 王工 --note 已核对执照"
)
_SPLIT: Final = (
    "拆分：撤销一次合并，两者恢复原样；合并之后说到前者的仍留在前者。后者用合并时的标识。\n\n"
    "Split what was merged: both are as before; what was said since stays with the one that was "
    "kept. The other is named by its id.\n\n"
    "例 / Example: custody split 甲化工有限公司 Organisation:91350… --by 王工"
)


def _merging() -> Any:
    return import_module("server.merging")


def add_merging(app: typer.Typer, configured: Configured) -> None:
    """Add both commands.

    Args:
        app: The command line.
        configured: Tells the settings, and who speaks.
    """
    _add(app, configured, "merge", _MERGE)
    _add(app, configured, "split", _SPLIT)


def _add(app: typer.Typer, configured: Configured, name: str, about: str) -> None:
    """Add a command; what it does is called ``<name>_two``."""

    @app.command(name, help=about)
    def command(
        kept: _Kept,
        other: _Other,
        *,
        by: _By,
        note: _Note = None,
        data: Data = None,
        lang: Lang = None,
        debug: Debug = False,
    ) -> None:
        """Let two things be one, or two again."""
        settings, voice = configured(data, lang)

        async def work() -> ExitCode:
            async with opened(settings, voice, _merging) as (store, do):
                act = getattr(do, f"{name}_two")
                code: ExitCode = await act(store, voice, kept, other, by=by, note=note)
            return code

        end(work(), voice, folder=settings.store.data_folder, debug=debug)
