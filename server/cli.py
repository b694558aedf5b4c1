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
from server.inputs import parsed_variables, query_text
from server.language import Language
from server.listening import listen
from server.memory import keep_one_heap
from server.merging_cli import add_merging
from server.opening import opened
from server.options import AnswerFormat, Data, Debug, ExtractFormat, Host, Lang, Port
from server.propagating_cli import add_propagating
from server.registers_cli import add_registers
from server.review_cli import review_commands
from server.settings import Settings
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


def _querying() -> Any:
    """Load what answers; it is large, and the engine takes its time meanwhile."""
    return import_module("server.querying")


def _stating() -> Any:
    """Load what tells the state of the graph."""
    return import_module("server.state")


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
        code: ExitCode = import_module("server.extracting").extract_document(
            file, voice, form, output
        )
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
        async with opened(settings, voice, _querying) as (store, do):
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
        async with opened(settings, voice, _stating) as (store, do):
            code: ExitCode = await do.show_state(store, settings, voice)
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
add_registers(app, _settings)
add_merging(app, _settings)
add_propagating(app, _settings)
app.command(name="token", help=TOKEN)(token_command(_settings))


def main() -> None:
    """Run the command line; the terminal is taken to read UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
