"""What follows, in words (结果文字): the same tables for the terminal, the picture and the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from server.plot.words import Say, chance, moment, stop_words
from server.wording import line_word, role_word

__all__ = [
    "Told",
    "call_table",
    "event_table",
    "missing_notes",
    "notes",
    "people",
    "receptor_table",
]

Row = Mapping[str, Any]
_NAMED: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A table in words (文字表).

    Attributes:
        title: What it tells.
        heads: Headings of its columns.
        rows: Cells.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def event_table(followed: Row, say: Say) -> Told:
    """Return the units that follow, in order: chance, time and most probable path."""
    paths: dict[str, Row] = {}
    for path in followed["paths"]["nodes"]:
        paths.setdefault(path["to"]["id"], path)
    events = followed["events"]["nodes"]
    return Told(
        title=say("随后可能失效的单元", "units that may follow"),
        heads=(
            say("序号", "no."),
            say("级数", "order"),
            say("单元", "unit"),
            say("概率", "probability"),
            say("预计时间", "time"),
            say("最可能路径", "most probable path"),
        ),
        rows=[
            (
                str(number),
                str(event["order"]),
                event["unit"]["name"],
                _chance(event),
                moment(event["timeToFailure"], say),
                _path(paths.get(event["unit"]["id"])),
            )
            for number, event in enumerate(events, 1)
        ],
    )


def receptor_table(followed: Row, say: Say) -> Told:
    """Return the protection targets and enterprises within reach, and the people there."""
    unknown = say("未登记", "not on record")
    return Told(
        title=say("受波及的防护目标和企业", "places within reach"),
        heads=(
            say("目标", "place"),
            say("级数", "order"),
            say("概率（下限）", "probability (at least)"),
            say("最早到达", "first arrival"),
            say("登记人数", "people on record"),
        ),
        rows=[
            (
                reached["place"]["name"],
                str(reached["order"]),
                chance(reached["probability"]),
                moment(reached["arrivalTime"], say),
                unknown if reached["population"] is None else f"{reached['population']:,}",
            )
            for reached in followed["receptors"]["nodes"]
        ],
    )


def call_table(followed: Row, say: Say, *, personal: bool) -> Told:
    """Return whom to call, in order of arrival.

    Args:
        followed: The answer.
        say: Chooses the language.
        personal: Whether names and telephone numbers are told.
    """
    rows = [
        (
            entry["place"]["name"],
            moment(entry["arrivalTime"], say),
            "\n".join(_calls(entry, say, personal=personal)),
        )
        for entry in followed["callTree"]
    ]
    heads = (say("地点", "place"), say("到达", "arrival"), say("联系谁", "whom to call"))
    return Told(title=say("联系次序", "whom to call, in order"), heads=heads, rows=rows)


def people(followed: Row, say: Say) -> str:
    """Return how many people are on record within reach; never nobody for want of knowing."""
    count = followed["peopleExposed"]
    if count is None:
        return say("波及人数无法计算（没有可算的影响范围）", "people exposed: not computable")
    least = bool(followed["notCounted"] or [*_unplaced(followed, say)])
    return say(
        f"波及登记人数{'至少 ' if least else ' '}{count:,} 人",
        f"people on record within reach: {'at least ' if least else ''}{count:,}",
    )


def missing_notes(followed: Row, say: Say) -> list[str]:
    """Return what is not counted for want of data, and which field would supply it."""
    found = [
        f"{each['of'].get('name', '—')}：{_said(each['problem'], say)}"
        for each in followed["notCounted"]
    ]
    found += [
        f"{each['unit']['name']}，{each['measure']['name']}：{_said(each['problem'], say)}"
        for each in followed["notEffective"]
    ]
    if stopped := stop_words(followed["coverage"], say):
        found.append(stopped)
    found += [*_unplaced(followed, say), *_pages(followed, say)]
    return list(dict.fromkeys(found))


def notes(followed: Row, say: Say) -> list[str]:
    """Return how it was computed: models, exact or by trials."""
    method = followed["method"]
    models = "；".join(_model(model, say) for model in method["models"])
    how = (
        say("精确计算", "exact")
        if method["exact"]
        else say(
            f"模拟 {method['trials']:,} 次，种子 {method['seed']}",
            f"{method['trials']:,} trials, seed {method['seed']}",
        )
    )
    return [f"{say('模型', 'models')}：{models or '—'}（{how}）"]


def _chance(event: Row) -> str:
    error = event["standardError"]
    return chance(event["probability"]) + (f" ± {chance(error)}" if error else "")


def _path(path: Row | None) -> str:
    if path is None or not path["steps"]:
        return "—"
    names = [path["steps"][0]["source"]["name"]]
    names += [step["target"]["name"] for step in path["steps"]]
    return f"{' → '.join(names)}（{chance(path['probability'])}）"


def _calls(entry: Row, say: Say, *, personal: bool) -> Iterator[str]:
    """Yield whom to call for one place, each once, or why nobody is told."""
    told: set[str] = set()
    for call in entry["calls"]:
        words = _call(call, say, personal=personal)
        if words not in told:
            told.add(words)
            yield words
    for problem in entry["missing"]:
        yield _said(problem, say)


def _call(call: Row, say: Say, *, personal: bool) -> str:
    rung = call["rung"]
    person = rung["person"] if personal else None
    who = [each["name"] for each in (rung["organisation"], rung["post"], person) if each]
    line = say(line_word(call["line"]), call["line"].lower())
    role = say(role_word(rung["role"]), rung["role"].replace("_", " ").lower())
    phone = f" {person['phone']}" if person and person["phone"] else ""
    again = say("（前面已联系）", " (called already)") if call["alreadyCalled"] else ""
    return f"{line} {role}：{' '.join(who) or '—'}{phone}{again}"


def _model(model: Row, say: Say) -> str:
    unread = "" if model["verified"] else say("（未核对）", " (unchecked)")
    clause = f" {model['clause']}" if model["clause"] else ""
    return f"{model['instrument']}{clause}{unread}"


def _pages(followed: Row, say: Say) -> Iterator[str]:
    """Yield that a list goes on, where it does."""
    for key, zh, en in (("events", "单元", "units"), ("receptors", "目标", "places")):
        left = followed[key]["totalCount"] - len(followed[key]["nodes"])
        if left > 0:
            yield say(f"另有 {left} 个{zh}未列出。", f"{left} more {en} are not listed.")


def _unplaced(followed: Row, say: Say) -> Iterator[str]:
    """Yield what else is in the park and has no position, so that nobody knows if it is reached."""
    for park in ((followed["unit"] or {}).get("park") or {}).get("nodes", ()):
        pages = (park["units"], park["receptors"])
        rows = [row for page in pages for row in page["nodes"]]
        left = sum(page["totalCount"] for page in pages) - len(rows)
        if left:
            yield say(
                f"园区另有 {left} 个单元、防护目标未检查经纬度。",
                f"The positions of {left} more units and receptors of the park were not looked at.",
            )
        names = [row["name"] for row in rows if row["longitude"] is None or row["latitude"] is None]
        if names:
            listed = "、".join(names[:_NAMED]) + ("…" if names[_NAMED:] else "")
            yield say(
                f"园区内 {len(names)} 个单元或目标没有登记经纬度，不知是否波及：{listed}；"
                "请在登记表中填写经度、纬度。",
                f"{len(names)} units or places of the park have no position on record, so that it "
                f"is not known if they are reached: {listed}; fill in longitude and latitude.",
            )


def _said(problem: Row, say: Say) -> str:
    return say(problem["message"], problem["messageEn"])
