"""``custody query`` (查询命令): one operation, answered as JSON or in a form."""

from pathlib import Path
from typing import Final

import orjson

from graph.responsibility.rulebook import rulebook_with
from graph.store.port import Store
from schema.build import build_schema
from server.executing import Executor, Request
from server.exits import ExitCode
from server.forms import Form, formed
from server.options import AnswerFormat
from server.settings import Settings
from server.writing import give

__all__ = ["Request", "query_graph"]

_FORMS: Final = {
    AnswerFormat.CSV: Form.CSV,
    AnswerFormat.GEOJSON: Form.GEOJSON,
    AnswerFormat.HTML: Form.PAGE,
}


async def query_graph(
    store: Store,
    request: Request,
    settings: Settings,
    form: AnswerFormat = AnswerFormat.JSON,
    *,
    table: str | None = None,
    output: Path | None = None,
) -> ExitCode:
    """Print the response to an operation, or the answer in a form; 1 if it has errors.

    Raises:
        FormError: If the answer cannot be given the form.
        FileUnusableError: If the file cannot be written.
    """
    executor = Executor(
        build_schema(), store, rules=rulebook_with(settings.rules), limits=settings.limits
    )
    outcome = await executor.execute(request)
    failed = "errors" in outcome.response
    if failed or form is AnswerFormat.JSON:
        content = orjson.dumps(outcome.response, option=orjson.OPT_INDENT_2) + b"\n"
    else:
        content = formed(executor.answer(request, outcome), _FORMS[form], table).body
    give(content, None if failed else output)
    return ExitCode.REJECTED if failed else ExitCode.OK
