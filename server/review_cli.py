"""``custody review`` on the command line (核实命令): list, accept, reject."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from server.exits import ExitCode, end
from server.language import Language
from server.opening import opened
from server.options import Data, Debug, Lang
from server.settings import Settings
from server.speaking import Voice

__all__ = ["review_commands"]

Configured = Callable[[Path | None, Language | None], tuple[Settings, Voice]]

_Ids = Annotated[list[str], typer.Argument(help="编号，可多个 / ids as the list shows them")]
_By = Annotated[str, typer.Option("--by", help="核实人姓名 / name of who decides")]
_Note = Annotated[str | None, typer.Option("--note", help="核实说明 / what they say of it")]
_Subject = Annotated[
    str | None,
    typer.Option(
        "--subject", help="所指的主体，或关系的起点（标识） / id of the subject or tail meant"
    ),
]
_Object = Annotated[
    str | None, typer.Option("--object", help="所指的关系终点（标识） / id of the head meant")
]
_Document = Annotated[
    str | None, typer.Option("--document", help="只看这份文档 / of one document, by file name")
]
_Json = Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")]


def _reviewing() -> Any:
    return import_module("server.reviewing")


def review_commands(configured: Configured) -> typer.Typer:
    """Return the commands of the review.

    Args:
        configured: Tells the settings, and who speaks.
    """
    app = typer.Typer(
        help="核实：列出待核实的陈述，采纳或驳回。采纳的写入图中，依据里有原文和核实人；驳回的不再出现。"
        "\n\nReview: list what waits for a person, accept or reject it.\n\n"
        "例 / Example: custody review --document 总结.txt"
    )

    @app.callback(invoke_without_command=True)
    def listed(
        context: typer.Context,
        *,
        document: _Document = None,
        json: _Json = False,
        data: Data = None,
        lang: Lang = None,
        debug: Debug = False,
    ) -> None:
        """List what waits for a person."""
        if context.invoked_subcommand is not None:
            return
        settings, voice = configured(data, lang)

        async def work() -> ExitCode:
            async with opened(settings, voice, _reviewing) as (store, do):
                code: ExitCode = await do.show_waiting(
                    store, voice, document=document, as_json=json
                )
            return code

        end(work(), voice, folder=settings.store.data_folder, debug=debug)

    @app.command(
        name="accept",
        help="采纳：写入陈述本身，以及它所依赖的待核实陈述。"
        "指代不明的，用 --subject、--object 指明。\n\n"
        "Accept: write what it says, with what it cannot stand without. Where it is unclear "
        "which thing is meant, --subject and --object say so.\n\n"
        "例 / Example: custody review accept 816ab7a6 --by 王工 --note 已与合同核对",
    )
    def accept(
        ids: _Ids,
        *,
        by: _By,
        note: _Note = None,
        subject: _Subject = None,
        object: _Object = None,  # noqa: A002 - the option is called --object, as in the mutation
        data: Data = None,
        lang: Lang = None,
        debug: Debug = False,
    ) -> None:
        """Accept proposals."""
        meant = {"subject": subject, "object": object}
        _decide(configured(data, lang), "accept_all", ids, debug=debug, by=by, note=note, **meant)

    @app.command(
        name="reject",
        help="驳回：保留记录，再次导入也不再出现。\n\n"
        "Reject: it is kept with the decision, and does not come back.\n\n"
        "例 / Example: custody review reject 816ab7a6 --by 王工",
    )
    def reject(
        ids: _Ids,
        *,
        by: _By,
        note: _Note = None,
        data: Data = None,
        lang: Lang = None,
        debug: Debug = False,
    ) -> None:
        """Reject proposals."""
        _decide(configured(data, lang), "reject_all", ids, debug=debug, by=by, note=note)

    return app


def _decide(
    configured: tuple[Settings, Voice], act: str, ids: list[str], *, debug: bool, **said: str | None
) -> None:
    """Decide on proposals by an act of `server.reviewing`."""
    settings, voice = configured

    async def work() -> ExitCode:
        async with opened(settings, voice, _reviewing) as (store, do):
            code: ExitCode = await getattr(do, act)(store, voice, ids, **said)
        return code

    end(work(), voice, folder=settings.store.data_folder, debug=debug)
