"""``custody load``, ``export`` and ``template`` on the command line (登记册命令)."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from graph.model.identity import normalised
from server.exits import ExitCode, end
from server.inputs import parsed_columns, refuse_missing
from server.language import Language
from server.memory import keep_one_heap
from server.opening import opened
from server.options import Data, Debug, Lang
from server.settings import Settings
from server.speaking import Voice

__all__ = ["add_registers"]

Configured = Callable[[Path | None, Language | None], tuple[Settings, Voice]]

_LOAD: Final = (
    "导入登记册（.csv、.tsv、.xlsx、.xls、.ods）、地理数据（.geojson）和文档（.docx、.pdf、.html、.txt）；文件夹会逐个查找。"
    "同一文件再导一次不会改变什么。\n\n"
    "Load registers, geodata and documents, or folders of them; loading one again changes "
    "nothing.\n\n"
    "例 / Example: custody load 企业.xlsx 总结.txt --dry-run --report report.json"
)
_EXPORT: Final = (
    "把今天（或 --at 某日）有效的全部内容写成登记册（CSV），可再用 custody load 导入。\n\n"
    "Write what is true today, or on the day of --at, as registers that custody load reads.\n\n"
    "例 / Example: custody export ./registers --form 隐患排查治理台账"
)
_TEMPLATE: Final = (
    "写出空白台账模板（.xlsx）：中文表头、填写提示、下拉列表；不给名称时列出全部样式。\n\n"
    "Write an empty spreadsheet of a form, with hints and drop-down lists; list the forms.\n\n"
    "例 / Example: custody template 隐患排查治理台账"
)


def _load_command() -> Any:
    """Load what `load` does; without the schema, which takes time and memory."""
    return import_module("server.load_command")


def _templates() -> Any:
    """Load the forms of spreadsheets."""
    return import_module("server.templates")


def _exporting() -> Any:
    """Load what `export` does."""
    return import_module("server.exporting")


def add_registers(app: typer.Typer, configured: Configured) -> None:
    """Add the commands that read and write registers.

    Args:
        app: The command line.
        configured: Tells the settings, and who speaks.
    """
    _add_load(app, configured)
    _add_export(app, configured)
    _add_template(app, configured)


def _add_load(app: typer.Typer, configured: Configured) -> None:
    @app.command(help=_LOAD)
    def load(
        paths: Annotated[list[Path], typer.Argument(help="文件或文件夹 / files or folders")],
        *,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="只试不写 / tell what would change")
        ] = False,
        report: Annotated[
            Path | None, typer.Option(help="把完整报告写成 JSON / write the whole report as JSON")
        ] = None,
        marked: Annotated[
            Path | None,
            typer.Option(
                help="把有问题的单元格标在表格副本中；多个登记册时写文件夹 "
                "/ copy with the faults marked, .xlsx; a folder for several"
            ),
        ] = None,
        form: Annotated[
            str,
            typer.Option(help="台账样式，认不出时指明 / form of a spreadsheet, if not recognised"),
        ] = "",
        columns: Annotated[
            list[str] | None,
            typer.Option(
                "--map",
                help="列=字段，可多次；同名列写作 列#2，字段后可写单位 "
                "/ column=field, may be repeated; column#2 of one heading, a unit behind the field",
            ),
        ] = None,
        whole: Annotated[
            bool | None,
            typer.Option(
                "--complete/--partial",
                help="完整清单：不再列出的即终止；部分清单：只增改 "
                "/ whether what a list no longer names has ended",
            ),
        ] = None,
        office: Annotated[
            str,
            typer.Option(
                help="填报单位：清单是谁的，表上没有时指明；- 表示不属于任何单位 "
                "/ whose the list is, if it does not say so; - for nobody's"
            ),
        ] = "",
        dated: Annotated[
            datetime | None,
            typer.Option(
                formats=["%Y-%m-%d"],
                help="清单的截至日期，表上没有时指明 / day for which the list holds",
            ),
        ] = None,
        data: Data = None,
        lang: Lang = None,
        debug: Debug = False,
    ) -> None:
        """Load files and tell what that changed."""
        settings, voice = configured(data, lang)

        keep_one_heap()

        async def work() -> ExitCode:
            refuse_missing(paths)
            meant = parsed_columns(columns or [])
            async with opened(settings, voice, _load_command) as (store, do):
                code: ExitCode = await do.load_files(
                    store,
                    voice,
                    paths,
                    dry_run=dry_run,
                    report_file=report,
                    form=form,
                    columns=meant,
                    whole=whole,
                    office=normalised(office),
                    dated=dated.date() if dated else None,
                    book=settings.book,
                    marked=marked,
                )
            return code

        end(work(), voice, folder=settings.store.data_folder, debug=debug)


def _add_export(app: typer.Typer, configured: Configured) -> None:
    @app.command(help=_EXPORT)
    def export(
        folder: Annotated[Path, typer.Argument(help="目标文件夹 / folder to write to")],
        *,
        form: Annotated[
            str,
            typer.Option(
                help="写成台账（.xlsx），名称见 custody template，all 为全部样式 "
                "/ as a spreadsheet of this form, or of all"
            ),
        ] = "",
        at: Annotated[
            datetime | None,
            typer.Option(
                formats=["%Y-%m-%d"],
                help="写哪一天有效的内容；默认今天 / day as of which to write; today by default",
            ),
        ] = None,
        data: Data = None,
        lang: Lang = None,
        debug: Debug = False,
    ) -> None:
        """Write the graph as registers."""
        settings, voice = configured(data, lang)

        async def work() -> ExitCode:
            wanted = _templates().forms_named(form)
            async with opened(settings, voice, _exporting) as (store, do):
                day = at.date() if at else None
                code: ExitCode = await do.export_graph(store, voice, folder, wanted, day)
            return code

        end(work(), voice, folder=settings.store.data_folder, debug=debug)


def _add_template(app: typer.Typer, configured: Configured) -> None:
    @app.command(help=_TEMPLATE)
    def template(
        name: Annotated[str, typer.Argument(help="台账样式 / form of spreadsheet")] = "",
        *,
        output: Annotated[
            Path | None, typer.Option(help="目标文件；默认为 样式.xlsx / file to write to")
        ] = None,
        lang: Lang = None,
        debug: Debug = False,
    ) -> None:
        """Write the template of a form, or list the forms."""
        settings, voice = configured(None, lang)

        async def work() -> ExitCode:
            do = _templates()
            form = do.form_named(name) if name else None
            code: ExitCode = do.give_template(voice, form, output)
            return code

        end(work(), voice, folder=settings.store.data_folder, debug=debug)
