"""``custody status`` (状态命令): the engine, where the data is, and what it holds."""

from graph.store.port import Store
from server.exits import ExitCode
from server.language import Language
from server.reporting import OUTCOMES, show_waiting
from server.settings import Settings
from server.speaking import Voice
from server.status import Status, status_of
from server.tabulating import table

__all__ = ["show_state"]


async def show_state(store: Store, settings: Settings, voice: Voice) -> ExitCode:
    """Show the engine, where the data is, and what it holds."""
    _show(voice, await status_of(store, settings.store))
    return ExitCode.OK


def _show(voice: Voice, status: Status) -> None:
    """Show the engine, the place, the counts, the sources and the last load."""
    voice.say(f"{voice.choose('引擎', 'engine')}：{status.engine}")
    voice.say(f"{voice.choose('数据', 'data')}：{status.place}")
    shown = table(voice.choose("类型", "type"), voice.choose("数量", "count"))
    for (zh, en), count in status.counts.items():
        if count:
            shown.add_row(voice.choose(zh, en), f"{count:,}")
    voice.out.print(shown)
    sources = "、".join(dict.fromkeys(document["name"] for document in status.documents))
    voice.say(f"{voice.choose('来源', 'sources')}（{len(status.documents)}）：{sources or '—'}")
    if status.waiting:
        show_waiting(voice, status.waiting)
    load = status.last_load
    if load is None:
        voice.say("尚未导入任何内容；可用 custody load 导入。", "Nothing loaded yet: custody load.")
        return
    counts = "，".join(
        f"{zh if voice.language is not Language.EN else en} {load[key] or 0}"
        for key, zh, en in OUTCOMES
    )
    label = voice.choose("最近一次导入", "last load")
    voice.say(f"{label}：{load['recorded_at']} {load['name']}：{counts}")
