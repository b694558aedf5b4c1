"""The command line (命令行): ``custody run | serve | load | extract | review | query …``."""

import os
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from graph.errors import CustodyError
from server.exits import ExitCode, code_for, end
from server.inputs import parsed_columns, parsed_variables, query_text, refuse_missing
from server.listening import listen
from server.memory import keep_one_heap
from server.merging_cli import add_merging
from server.opening import opened
from server.options import AnswerFormat, Data, Debug, ExtractFormat, Host, Lang, Port
from server.propagating_cli import add_propagating
from server.review_cli import review_commands
from server.settings import Language, Settings
from server.speaking import Voice
from server.token_cli import HELP as TOKEN, token_command

__all__ = ["app", "main"]

_ABOUT: Final = (
    "谁负责、能波及谁、记录怎么说：危险化学品园区安全托管知识图谱。\n\n"
    "Who is responsible, what can reach whom, and what the record says.\n\n"
    "例 / Example: custody run"
)
_CODES: Final = (
    "退出码 / Exit codes: 0 完成 ok · 1 有拒收或错误 rejected · 2 用法 usage · "
    "3 数据库 database · 70 内部错误 internal · 130 中断 interrupted"
)

app = typer.Typer(
    name="custody",
    help=_ABOUT,
    epilog=_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _settings(
    data: Path | None,
    lang: Language | None,
    host: str | None = None,
    port: int | None = None,
) -> tuple[Settings, Voice]:
    """Return the settings, and who speaks; end at once if a setting cannot be used."""
    try:
        settings = Settings.read(os.environ, host=host, port=port, data=data, language=lang)
    except CustodyError as error:
        Voice(lang or Language.BOTH).complain(error)
        raise typer.Exit(code_for(error)) from error
    return settings, Voice(settings.language)


def _commands() -> Any:
    """Load what the commands do; it is large, and the engine takes its time meanwhile."""
    return import_module("server.commands")


def _load_command() -> Any:
    """Load what `load` does; without the schema, which takes time and memory."""
    return import_module("server.load_command")


def _templates() -> Any:
    """Load the forms of spreadsheets."""
    return import_module("server.templates")


def _running() -> Any:
    """Load the server and put its schema together."""
    return import_module("server.running").Running()


@app.command(
    help="启动：装载随附登记册、启动服务、回答四个示例问题，然后继续服务。\n\n"
    "Start: load the bundled registers, serve, answer four example questions, and serve on.\n\n"
    "例 / Example: custody run --port 0 --once"
)
def run(
    *,
    host: Host = None,
    port: Port = None,
    once: Annotated[bool, typer.Option("--once", help="答完即止 / end after the answers")] = False,
    data: Data = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Start Custody with what comes with it."""
    settings, voice = _settings(data, lang, host, port)

    keep_one_heap()

    async def work() -> ExitCode:
        with listen(settings) as listening:
            async with opened(settings, voice, _running) as (store, custody):
                await custody.run(store, listening, settings, voice, once=once)
        return ExitCode.OK

    end(
        work(),
        voice,
        folder=settings.store.data_folder,
        debug=debug,
        log_format=settings.log,
    )


@app.command(
    help="只启动服务，不装载随附登记册。\n\nServe what the graph holds, and load nothing.\n\n"
    "例 / Example: NEO4J_URI=neo4j://graph:7687 custody serve --port 8080"
)
def serve(
    *,
    host: Host = None,
    port: Port = None,
    data: Data = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Serve what the graph holds."""
    settings, voice = _settings(data, lang, host, port)

    keep_one_heap()

    async def work() -> ExitCode:
        with listen(settings) as listening:
            async with opened(settings, voice, _running) as (store, custody):
                await custody.serve(store, listening, settings, voice)
        return ExitCode.OK

    end(
        work(),
        voice,
        folder=settings.store.data_folder,
        debug=debug,
        log_format=settings.log,
    )


@app.command(
    help="导入登记册（.csv、.xlsx、.xls、.ods）、地理数据（.geojson）和文档（.docx、.pdf、.html、.txt）；文件夹会逐个查找。"
    "同一文件再导一次不会改变什么。\n\n"
    "Load registers, geodata and documents, or folders of them; loading one again changes "
    "nothing.\n\n"
    "例 / Example: custody load 企业.xlsx 总结.txt --dry-run --report report.json"
)
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
        str, typer.Option(help="台账样式，认不出时指明 / form of a spreadsheet, if not recognised")
    ] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="列=字段，可多次 / column=field, may be repeated"),
    ] = None,
    whole: Annotated[
        bool | None,
        typer.Option(
            "--complete/--partial",
            help="完整清单：不再列出的即终止；部分清单：只增改 "
            "/ whether what a list no longer names has ended",
        ),
    ] = None,
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
    settings, voice = _settings(data, lang)

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
                dated=dated.date() if dated else None,
                book=settings.book,
                marked=marked,
            )
        return code

    end(work(), voice, folder=settings.store.data_folder, debug=debug)


@app.command(
    help="从一份文档中抽取实体、关系和计数；不需要数据库。json 为标注格式，table 为终端表格，"
    "html 为可打印的核对页：原文中标出每条陈述及其规则、准确率和位置。\n\n"
    "Print what a document says, each statement with its quote: as JSON, as tables, or as a page "
    "that marks it in the text; needs no database.\n\n"
    "例 / Example: custody extract 工作总结.txt --format html --output 核对.html"
)
def extract(
    file: Annotated[Path, typer.Argument(help="文档 / document: .docx .pdf .html .txt")],
    *,
    form: Annotated[
        ExtractFormat, typer.Option("--format", help="输出格式 / form of the output")
    ] = ExtractFormat.JSON,
    output: Annotated[
        Path | None, typer.Option(help="写入文件，不输出到终端 / write to a file instead")
    ] = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Print what a document says."""
    settings, voice = _settings(None, lang)

    async def work() -> ExitCode:
        code: ExitCode = _commands().extract_document(file, voice, form, output)
        return code

    end(work(), voice, folder=settings.store.data_folder, debug=debug)


@app.command(
    help="执行一个 GraphQL 查询并输出 JSON，或表格（csv）、地图（geojson）、可打印页面（html）；"
    "文件名为 - 时读标准输入。\n\n"
    "Run a GraphQL operation and print the response, or the answer as a table, a map or a page to "
    "print; - reads standard input.\n\n"
    '例 / Example: custody query chain.graphql --variables \'{"name": "临港产业园"}\''
)
def query(
    file: Annotated[str, typer.Argument(help="查询文件，或 - / file with the operation, or -")],
    *,
    variables: Annotated[
        str | None, typer.Option(help="变量：JSON 或 @文件 / variables: JSON or @file")
    ] = None,
    operation: Annotated[
        str | None, typer.Option(help="多个操作时指明名称 / which operation, if several")
    ] = None,
    form: Annotated[
        AnswerFormat, typer.Option("--format", help="输出格式 / form of the output")
    ] = AnswerFormat.JSON,
    table: Annotated[
        str | None, typer.Option(help="CSV 取哪张表 / which table to write as CSV")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="写入文件，不输出到终端 / write to a file instead")
    ] = None,
    data: Data = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run an operation and print the response."""
    settings, voice = _settings(data, lang)

    async def work() -> ExitCode:
        given, text = parsed_variables(variables), query_text(file)
        async with opened(settings, voice, _commands) as (store, do):
            request = do.Request(query=text, variables=given, operation=operation)
            code: ExitCode = await do.query_graph(
                store, request, settings, form, table=table, output=output
            )
        return code

    end(work(), voice, folder=settings.store.data_folder, debug=debug)


@app.command(
    help="显示数据库、数据位置、各类数量、来源和最近一次导入。\n\n"
    "Show the database, where the data is, what it holds, and the last load.\n\n"
    "例 / Example: custody status"
)
def status(*, data: Data = None, lang: Lang = None, debug: Debug = False) -> None:
    """Show the state of the graph."""
    settings, voice = _settings(data, lang)

    async def work() -> ExitCode:
        async with opened(settings, voice, _commands) as (store, do):
            code: ExitCode = await do.show_state(store, settings, voice)
        return code

    end(work(), voice, folder=settings.store.data_folder, debug=debug)


@app.command(
    help="把今天有效的全部内容写成登记册（CSV），可再用 custody load 导入。\n\n"
    "Write what is true today as registers that custody load reads again.\n\n"
    "例 / Example: custody export ./registers --form 隐患排查治理台账"
)
def export(
    folder: Annotated[Path, typer.Argument(help="目标文件夹 / folder to write to")],
    *,
    form: Annotated[
        str,
        typer.Option(help="写成一种台账（.xlsx），名称见 custody template / as one spreadsheet"),
    ] = "",
    data: Data = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Write the graph as registers."""
    settings, voice = _settings(data, lang)

    async def work() -> ExitCode:
        wanted = _templates().form_named(form) if form else None
        async with opened(settings, voice, _commands) as (store, do):
            code: ExitCode = await do.export_graph(store, voice, folder, wanted)
        return code

    end(work(), voice, folder=settings.store.data_folder, debug=debug)


@app.command(
    help="写出空白台账模板（.xlsx）：中文表头、填写提示、下拉列表；不给名称时列出全部样式。\n\n"
    "Write an empty spreadsheet of a form, with hints and drop-down lists; list the forms.\n\n"
    "例 / Example: custody template 隐患排查治理台账"
)
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
    settings, voice = _settings(None, lang)

    async def work() -> ExitCode:
        do = _templates()
        form = do.form_named(name) if name else None
        code: ExitCode = do.give_template(voice, form, output)
        return code

    end(work(), voice, folder=settings.store.data_folder, debug=debug)


@app.command(
    help="列出责任规则：随附的和自定的（数据目录下 rules 文件夹中的 .toml），各据何法、何时施行、"
    "条文是否核对过；规则文件有误时指出。\n\n"
    "List the responsibility rules, those that come along and your own: by which clause, in force "
    "when, whether the clause was read; a faulty file is named.\n\n"
    "例 / Example: custody rules --on 2022-03-12"
)
def rules(
    *,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="只列该日适用的 / only those in force on this day"),
    ] = None,
    data: Data = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """List the rules of responsibility."""
    settings, voice = _settings(data, lang)

    async def work() -> ExitCode:
        code: ExitCode = import_module("server.rules_table").show_rules(
            settings, voice, on.date().isoformat() if on else None
        )
        return code

    end(work(), voice, folder=settings.store.data_folder, debug=debug)


app.add_typer(review_commands(_settings), name="review")
add_merging(app, _settings)
add_propagating(app, _settings)
app.command(name="token", help=TOKEN)(token_command(_settings))


def main() -> None:
    """Run the command line; the terminal is taken to read UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
