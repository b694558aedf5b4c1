"""Progress of long work (进度), on standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from server.speaking import Voice

__all__ = ["loading", "waiting"]

_SILENCE: Final = 0.3
"""A wait so short is not told [s]."""


@contextmanager
def waiting(voice: Voice) -> Iterator[Callable[[float], None]]:
    """Show that the embedded engine starts; yields what is told of the wait."""
    zh, en = "正在启动内嵌数据库", "Starting the embedded database"
    if voice.err.is_terminal:
        with voice.err.status(voice.choose(f"{zh} …", f"{en} …")):
            yield lambda _: None
        return
    told = False

    def on_wait(seconds: float) -> None:
        nonlocal told
        if seconds > _SILENCE and not told:
            told = True
            voice.tell(f"{zh}……", f"{en} …")

    yield on_wait


@contextmanager
def loading(voice: Voice, zh: str, en: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far a load is; yields what is told of the statements done and of all."""
    if not voice.err.is_terminal:
        voice.tell(f"{zh}……", f"{en} …")
        yield lambda _done, _total: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=voice.err, transient=True) as progress:
        task = progress.add_task(voice.choose(zh, en), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
