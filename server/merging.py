"""``custody merge`` and ``custody split`` (合并与拆分): what the commands do."""

from collections.abc import Awaitable, Callable

from graph.acts.acting import Done
from graph.acts.entry import Actor, Entry
from graph.acts.merging import merge, split
from graph.acts.refusals import UnknownThingError
from graph.errors import CustodyError
from graph.model.identity import label_of
from graph.model.labels import Act
from graph.model.registry import THINGS
from graph.responsibility.refusals import InputRefusedError
from graph.store.errors import StoreError
from graph.store.port import Store
from loaders.pipeline.lookup import bearing
from server.exits import ExitCode
from server.speaking import Voice

__all__ = ["merge_two", "split_two"]

_LABELS = frozenset(spec.identity_label.value for spec in THINGS)


async def merge_two(
    store: Store, voice: Voice, kept: str, other: str, *, by: str, note: str | None = None
) -> ExitCode:
    """Merge two things; 1 if that could not be."""
    return await _done(store, voice, (kept, other), (by, note), Act.MERGE, merge)


async def split_two(
    store: Store, voice: Voice, kept: str, other: str, *, by: str, note: str | None = None
) -> ExitCode:
    """Split two things that were merged; 1 if that could not be."""
    return await _done(store, voice, (kept, other), (by, note), Act.SPLIT, split)


async def _done(
    store: Store,
    voice: Voice,
    pair: tuple[str, str],
    said: tuple[str, str | None],
    act: Act,
    work: Callable[[Store, Entry, str, str], Awaitable[Done]],
) -> ExitCode:
    try:
        kept, other = [await _meant(store, each) for each in pair]
        asked = {"kept": kept, "other": other}
        entry = Entry(act=act, actor=Actor(said[0]), asked=asked, note=said[1])
        done = await work(store, entry, kept, other)
    except StoreError:
        raise
    except CustodyError as error:
        voice.complain(error)
        return ExitCode.REJECTED
    zh, en = ("已并入", "merged into") if act is Act.MERGE else ("已拆出", "split from")
    voice.say(f"{other} {zh} {kept}。操作记录 {done.record}", f"{en}; audit record {done.record}")
    return ExitCode.OK


async def _meant(store: Store, text: str) -> str:
    """Return the id that a person means by an id or a name.

    Raises:
        UnknownThingError: If nothing bears the name.
        InputRefusedError: If several things do.
    """
    if label_of(text) in _LABELS and text != label_of(text):
        return text
    found = sorted({node.id for node in await bearing(store, text)})
    if not found:
        raise UnknownThingError(text, "对象")
    if len(found) > 1:
        several = "、".join(found)
        raise InputRefusedError("name", text, (f"{several} 之一", f"one of {several}"))
    return found[0]
