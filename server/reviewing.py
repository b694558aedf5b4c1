"""``custody review`` (核实): what waits for a person, and what that person decides."""

import sys
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Final

import orjson
from rich.text import Text

from graph.errors import CustodyError
from graph.model.labels import ProposalStatus
from graph.store.errors import StoreError
from graph.store.port import Store
from loaders.pipeline.conclusion import Decision
from loaders.pipeline.meaning import Meaning
from loaders.pipeline.review import accept, reject
from loaders.pipeline.waiting import Waiting, meant, waiting
from server.errors import MeantOfSeveralError
from server.exits import ExitCode
from server.speaking import Voice
from server.tabulating import table

__all__ = ["accept_all", "reject_all", "show_waiting"]

_HEADINGS: Final = (
    ("编号", "id"),
    ("文档", "document"),
    ("陈述", "statement"),
    ("原文", "quote"),
    ("规则 准确率", "rule, precision"),
    ("原因", "reason"),
)


async def show_waiting(
    store: Store, voice: Voice, *, document: str | None = None, as_json: bool = False
) -> ExitCode:
    """Show what waits for a person."""
    found = await waiting(store, document)
    if as_json:
        rows = [each.as_json() for each in found]
        sys.stdout.buffer.write(orjson.dumps(rows, option=orjson.OPT_INDENT_2) + b"\n")
        sys.stdout.buffer.flush()
    elif not found:
        voice.say("没有待核实的陈述。", "Nothing waits for a person.")
    else:
        voice.out.print(_listed(voice, found))
        voice.say(
            f"共 {len(found)} 条。采纳：custody review accept 编号 --by 姓名；"
            "驳回：custody review reject 编号 --by 姓名",
            f"{len(found)} in all: custody review accept|reject ID --by NAME",
        )
    return ExitCode.OK


def _listed(voice: Voice, found: Sequence[Waiting]) -> Any:
    shown = table(*(voice.choose(zh, en, between="\n") for zh, en in _HEADINGS))
    for each in found:
        known = "—" if each.precision is None else f"{each.precision:.0%}"
        cells = (
            each.short,
            each.document or "",
            each.words,
            each.quote or "",
            f"{each.rule or ''} {known}".strip(),
            voice.choose(each.reason, each.reason_en, between="\n"),
        )
        shown.add_row(*map(Text, cells))
    return shown


async def accept_all(
    store: Store,
    voice: Voice,
    given: Sequence[str],
    *,
    by: str,
    note: str | None = None,
    subject: str | None = None,
    object: str | None = None,  # noqa: A002 - as the option of the command and the mutation say
) -> ExitCode:
    """Accept proposals one after another; 1 if one of them could not be.

    Args:
        store: Where they are kept.
        voice: Who speaks.
        given: Their ids, short or whole.
        by: Who accepts them.
        note: What they say of it.
        subject: Id of the thing that the one proposal speaks of, where it is unclear.
        object: Id of what stands at the head of its relationship.

    Raises:
        MeantOfSeveralError: If what is meant is said of several proposals at once.
    """
    meaning = Meaning(subject=subject, object=object)
    if meaning.is_said and len(given) > 1:
        raise MeantOfSeveralError(len(given))
    act = partial(accept, store, by=by, note=note, meaning=meaning)
    return await _decide(voice, await meant(store, given), act)


async def reject_all(
    store: Store, voice: Voice, given: Sequence[str], *, by: str, note: str | None = None
) -> ExitCode:
    """Reject proposals one after another; 1 if one of them could not be."""
    return await _decide(voice, await meant(store, given), partial(reject, store, by=by, note=note))


async def _decide(
    voice: Voice, ids: Sequence[str], act: Callable[[str], Awaitable[Decision]]
) -> ExitCode:
    code = ExitCode.OK
    for identifier in ids:
        try:
            _tell(voice, await act(identifier))
        except StoreError:
            raise
        except CustodyError as error:
            voice.complain(error)
            code = ExitCode.REJECTED
    return code


def _tell(voice: Voice, decision: Decision) -> None:
    first, *others = decision.ids
    accepted = decision.status is ProposalStatus.ACCEPTED
    zh, en = ("已采纳", "accepted") if accepted else ("已驳回", "rejected")
    if not decision.changed:
        voice.say(f"{first}：此前{zh}，未作改变。", f"{en} before; nothing changed.")
        return
    more = "、".join(others)
    with_zh, with_en = (f"，一并采纳 {more}", f", and with it {more}") if others else ("", "")
    voice.say(f"{first}：{zh}{with_zh}。", f"{en}{with_en}.")
