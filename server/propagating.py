"""``custody propagate`` (随后会怎样): what follows if a unit fails, told and drawn."""

import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import orjson
from rich.text import Text

from graph.errors import CustodyError
from graph.evidence import today
from graph.model.labels import Label
from graph.responsibility.rulebook import rulebook_with
from graph.store.port import Store
from schema.build import build_schema
from server.errors import FileUnusableError
from server.executing import Executor, Request
from server.exits import ExitCode
from server.plot import (
    Subject,
    call_table,
    event_table,
    missing_notes,
    notes,
    people,
    picture_of,
    plot_page,
    receptor_table,
    scene_of,
)
from server.plot.telling import Told
from server.plot.words import one_of
from server.settings import Settings
from server.speaking import Voice
from server.tabulating import table

__all__ = ["AmbiguousUnitError", "RefusedError", "UnknownUnitError", "show_what_follows"]

Row = Mapping[str, Any]
_ID: Final = f"{Label.UNIT.value}:"


class UnknownUnitError(CustodyError):
    """No unit on record is called so (没有这个单元).

    Attributes:
        text: What was given.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            zh=f"没有找到单元“{text}”，请核对名称，或用 custody load 导入单元登记表。",
            en=f"No unit is found by “{text}”; check the name, or load a register of units.",
        )


class AmbiguousUnitError(CustodyError):
    """Several units may be meant (单元不唯一).

    Attributes:
        text: What was given.
        candidates: Id of each, and what tells it from the others.
        total: How many there are; not all may be named.
    """

    def __init__(self, text: str, candidates: Mapping[str, str], total: int) -> None:
        self.text, self.candidates, self.total = text, dict(candidates), total
        named = "\n".join(f"  {id_}  {words}" for id_, words in candidates.items())
        super().__init__(
            zh=f"“{text}”可能指 {total} 个单元之一，请改用标识：\n{named}",
            en=f"“{text}” may be one of {total} units; name it by its id:\n{named}",
        )


class RefusedError(CustodyError):
    """The question was not answered (问题未获答案).

    Attributes:
        code: Code of the problem.
    """

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code = code
        super().__init__(zh=zh, en=en)


async def show_what_follows(
    store: Store,
    settings: Settings,
    voice: Voice,
    unit: str,
    asked: Row,
    *,
    as_json: bool = False,
    plot: Path | None = None,
) -> ExitCode:
    """Tell what follows if a unit fails, and draw it.

    Args:
        store: The graph.
        settings: Whose rules hold.
        voice: Who tells.
        unit: Name, alias, part of a name, initials or id of the unit.
        asked: Variables of the question but `from`, and `at`.
        as_json: Whether to print the answers as JSON instead.
        plot: File to draw into, `.svg` or `.html`.

    Raises:
        UnknownUnitError: If no unit is called so.
        AmbiguousUnitError: If several are.
        RefusedError: If the question has no answer; it says which field would give one.
        FileUnusableError: If the picture cannot be written.
    """
    asking = _Asking(Executor(build_schema(), store, rules=rulebook_with(settings.rules)))
    origin = await asking.unit(unit, asked.get("at"))
    followed = await asking.followed(origin, asked)
    grounds = await asking.grounds(origin, followed, asked) if plot is not None else []
    if as_json:
        answer = {"hazardPropagation": followed, "grounds": grounds}
        sys.stdout.buffer.write(orjson.dumps(answer, option=orjson.OPT_INDENT_2) + b"\n")
        sys.stdout.buffer.flush()
    else:
        _show(voice, followed)
    if plot is not None:
        _draw(plot, voice, followed, grounds)
    return ExitCode.OK


class _Asking:
    """Asks the questions of the command as any client would (提问)."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    async def unit(self, text: str, at: Row | None) -> str:
        """Return the id of the unit that is meant: by id, else by name, else by search."""
        if text.startswith(_ID):
            return text
        found = (await self._data("find", {"text": text, "at": at}))["search"]
        exact = [n for n in found["nodes"] if text == n["name"] or text in n["aliases"]]
        meant = exact or found["nodes"]
        if not meant:
            raise UnknownUnitError(text)
        if len(meant) > 1:
            total = len(exact) or found["totalCount"]
            raise AmbiguousUnitError(text, {n["id"]: _told_apart(n) for n in meant}, total)
        return str(meant[0]["id"])

    async def followed(self, origin: str, asked: Row) -> Row:
        """Return what follows."""
        data = await self._data("follow", {**asked, "from": origin})
        found: Row = data["hazardPropagation"]
        if found["__typename"] != "Propagation":
            raise RefusedError(found["code"], found["message"], found["messageEn"])
        return {**found, "unit": data["unit"]}

    async def grounds(self, origin: str, followed: Row, asked: Row) -> list[Row]:
        """Return the ground round each origin, on the record that the answer was given on."""
        scenario = asked.get("scenario") or {}
        at = {"token": followed["snapshot"]["token"]}
        given = {"weather": asked.get("weather"), "at": at}
        found = [
            await self._data("ground", {**given, "of": unit})
            for unit in dict.fromkeys((origin, *(scenario.get("alsoBurning") or ())))
        ]
        return [_of_kinds(ground, scenario.get("kinds")) for ground in found]

    async def _data(self, name: str, variables: Row) -> Row:
        query = (files("server.plot") / f"{name}.graphql").read_text(encoding="utf-8")
        outcome = await self._executor.execute(Request(query=query, variables=variables))
        for error in outcome.response.get("errors", ()):
            said = error.get("extensions", {})
            zh, en = said.get("zh", error["message"]), said.get("en", error["message"])
            raise RefusedError(said.get("code", ""), zh, en)
        data: Row = outcome.response["data"]
        return data


def _of_kinds(ground: Row, kinds: Sequence[str] | None) -> Row:
    """Return the ground of the scenarios that were asked for."""
    if not kinds:
        return ground
    kept = dict(ground)
    for level in ("warned", "lethal"):
        zones = ground[level].get("zones", ())
        kept[level] = {**ground[level], "zones": [z for z in zones if z["scenario"] in kinds]}
    return kept


def _told_apart(unit: Row) -> str:
    """Return what tells a unit from others of its name."""
    around = [*unit["operators"]["nodes"], *unit["park"]["nodes"]]
    return f"{unit['name']}（{'，'.join(each['name'] for each in around) or '—'}）"


def _show(voice: Voice, followed: Row) -> None:
    """Show on the terminal what follows."""
    say = voice.choose
    snapshot = followed["snapshot"]
    voice.say(f"{say('起始单元', 'origin')}：{followed['origin']['name']}")
    voice.say(f"{say('记录截至', 'record as of')}：{snapshot['asOf']}（{snapshot['token']}）")
    voice.say(people(followed, say))
    for told in (
        event_table(followed, say),
        receptor_table(followed, say),
        call_table(followed, say, personal=True),
    ):
        _show_table(voice, told)
    method = followed["method"]
    for title, lines in (
        (say("缺失的数据", "missing data"), missing_notes(followed, say)),
        (say("警告", "warnings"), [one_of(each, say) for each in method["warnings"]]),
        (say("方法", "method"), notes(followed, say)),
        (say("假定", "assumptions"), [one_of(each, say) for each in method["assumptions"]]),
    ):
        if lines:
            voice.out.print(Text(f"\n{title}", style="bold"))
            for line in lines:
                voice.say(f"· {line}")


def _show_table(voice: Voice, told: Told) -> None:
    voice.out.print(Text(f"\n{told.title}（{len(told.rows)}）", style="bold"))
    if told.rows:
        shown = table(*told.heads)
        for row in told.rows:
            shown.add_row(*map(Text, row))
        voice.out.print(shown)
    else:
        voice.say("无", "none")


def _draw(plot: Path, voice: Voice, followed: Row, grounds: Sequence[Row]) -> None:
    """Write the picture into a file."""
    origins = [ground["unit"] for ground in grounds if ground["unit"]]
    subject = Subject(
        followed=followed,
        grounds=grounds,
        scene=scene_of(followed, grounds, origins),
        day=today(),
    )
    if plot.suffix.lower() == ".svg":
        content = picture_of(subject, voice.choose)
    else:
        content = plot_page(subject, voice.choose, voice.language)
    try:
        plot.write_text(content, encoding="utf-8")
    except OSError as error:
        raise FileUnusableError(plot, error.strerror or str(error)) from error
    voice.tell(f"已写入 {plot}", f"written to {plot}")
