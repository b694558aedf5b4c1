"""The whole picture (传播图): the ground on the left, who makes whom fail on the right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from server.plot.frame import Rect, fitted
from server.plot.panel import COLOURS, FENCE, Panel, dashes, mark
from server.plot.scene import Point, Role, Scene, Zone
from server.plot.svg import Svg
from server.plot.telling import missing_notes, notes, people
from server.plot.words import Say, level_words, metres, one_of, scenario_words, weather_words
from server.wording import folded

__all__ = ["Subject", "all_notes", "picture_of"]

Row = Mapping[str, Any]
_WIDTH: Final = 1400.0
_GROUND: Final = Rect(20, 96, 860, 720)
_GRAPH: Final = Rect(900, 96, 480, 400)
_LEGEND: Final = 524.0
_MARGIN: Final = 64.0
_COLUMN: Final = 78
"""Columns of text beside the ground."""
_WIDE: Final = 245
"""Columns of text across the sheet."""
_LINE: Final = 15.0
_ROLES: Final = (
    (Role.ORIGIN, "起始单元", "unit that fails first"),
    (Role.EVENT, "可能随后失效的单元（序号、概率）", "unit that may follow (number, probability)"),
    (Role.NEAR, "影响范围内的其他单元（概率下限）", "other unit within reach (at least)"),
    (Role.REACHED, "受波及的目标（概率下限）", "place within reach (probability, at least)"),
    (Role.UNIT, "其他单元", "other units"),
    (Role.RECEPTOR, "未受波及的防护目标", "protection targets out of reach"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a picture is of (作图内容).

    Attributes:
        followed: The answer to what follows.
        grounds: The ground round each origin.
        scene: What is drawn of them.
        day: The day on which it was drawn.
    """

    followed: Row
    grounds: Sequence[Row]
    scene: Scene
    day: str

    def title(self, say: Say) -> str:
        """Return the title."""
        names = "、".join(spot.name for spot in self.scene.spots if spot.role is Role.ORIGIN)
        return say(f"“{names}”失效后的波及情况", f"If “{names}” fails: what follows")


def picture_of(subject: Subject, say: Say, *, within: bool = False) -> str:
    """Return the picture as SVG (传播图).

    Args:
        subject: What it is of.
        say: Chooses the language of its words.
        within: Whether it stands on a page that has its title and its notes already.
    """
    lines = [] if within else list(_notes(subject, say))
    letters = [(_letter(place), zone) for place, zone in enumerate(subject.scene.zones)]
    keys = [_key(letter, zone, say) for letter, zone in letters]
    legend = _LEGEND + _LINE * (len(_ROLES) + 3 + sum(1 + k.count("\n") for k in keys)) + 30
    top = max(_GROUND.y + _GROUND.height, legend) + 26
    sheet = Svg.sheet(_WIDTH, top + _LINE * len(lines) + 16)
    sheet.add("title", subject.title(say))
    sheet.add("rect", width=_WIDTH, height=top + _LINE * len(lines) + 16, fill="#fff")
    _head(sheet, subject, say, "" if within else subject.title(say))
    _ground(sheet, subject, letters, say)
    _graph(sheet, subject.scene, say)
    _legend(sheet, subject.scene, list(zip(letters, keys, strict=True)), say)
    for number, line in enumerate(lines):
        sheet.add("text", line, x=20, y=top + _LINE * number, font_size=11, fill="#333")
    return sheet.xml()


def _head(sheet: Svg, subject: Subject, say: Say, title: str) -> None:
    sheet.add("text", title, x=20, y=34, font_size=21, font_weight="bold")
    snapshot = subject.followed["snapshot"]
    park = subject.scene.park
    weather = subject.grounds[0]["warned"].get("weather")
    told = (
        f"{say('园区', 'park')}：{park}"
        if park
        else say("不在登记的园区内", "in no park on record"),
        people(subject.followed, say),
        *([weather_words(weather, say)] if weather else []),
        f"{say('记录截至', 'record as of')} {snapshot['asOf']}",
        f"{say('绘制', 'drawn')} {subject.day}",
    )
    sheet.add("text", " · ".join(told), x=20, y=58, font_size=13, fill="#333")


def _ground(sheet: Svg, subject: Subject, letters: Sequence[tuple[str, Zone]], say: Say) -> None:
    scene = subject.scene
    frame = fitted(_extent(scene), _GROUND, _MARGIN)
    panel = Panel(sheet, frame, say, "ground")
    panel.title(say("影响范围和目标", "ground and places within reach"))
    if scene.unscaled:
        _groundless(sheet, scene, say)
        return
    panel.fence(scene.fence)
    panel.zones(letters)
    panel.spots(scene.spots)
    panel.furniture()
    weather = subject.grounds[0]["warned"].get("weather")
    if weather and not weather["worstCase"]:
        panel.wind(weather["windSpeed"], weather["windDirection"], weather["stability"])


def _groundless(sheet: Svg, scene: Scene, say: Say) -> None:
    """Say in the place of the ground why there is none."""
    x, y = _GROUND.x + _GROUND.width / 2, _GROUND.y + _GROUND.height / 2
    for number, line in enumerate(folded(_unscaled(scene, say), _COLUMN).split("\n")):
        sheet.words(x, y + number * 20, line, text_anchor="middle", font_size=13)


def _unscaled(scene: Scene, say: Say) -> str:
    names = "、".join(scene.unscaled)
    return say(
        f"“{names}”没有登记经纬度，影响范围不能按比例画出；请在单元登记表或地理数据中填写 "
        "Unit.longitude、Unit.latitude（CGCS2000）后重新导入。",
        f"“{names}” has no position on record, so no ground can be drawn to scale: give "
        "Unit.longitude and Unit.latitude (CGCS2000) in the register of units or in geodata.",
    )


def _extent(scene: Scene) -> Iterator[Point]:
    """Yield what the ground must show."""
    yield from (s.at for s in scene.spots if s.role is not Role.UNIT or scene.fence)
    for ring in (*scene.fence, *(zone.ring for zone in scene.zones)):
        yield from ring


def _graph(sheet: Svg, scene: Scene, say: Say) -> None:
    shown = [spot for spot in scene.spots if spot.role in (Role.ORIGIN, Role.EVENT)]
    panel = Panel(sheet, fitted([spot.at for spot in shown], _GRAPH, _MARGIN), say, "graph")
    others = [spot for spot in scene.spots if spot.role is Role.UNIT]
    panel.arrows(scene.arrows)
    panel.spots([*shown, *others])
    panel.chances()
    if scene.unscaled:
        panel.title(
            say(
                "升级图（示意，不按比例）：箭头旁为单独作用下的失效概率",
                "escalation (a sketch, not to scale): chance of each step alone",
            )
        )
    else:
        panel.title(
            say("升级图：箭头旁为单独作用下的失效概率", "escalation: chance of each step alone")
        )
        panel.furniture()
    if len(shown) == 1:
        words = say("没有单元会随之失效", "No unit follows")
        x, y = _GRAPH.x + _GRAPH.width / 2, _GRAPH.y + 30
        sheet.words(x, y, words, text_anchor="middle", font_size=13)


def _legend(
    sheet: Svg, scene: Scene, keys: Sequence[tuple[tuple[str, Zone], str]], say: Say
) -> None:
    x, y = _GRAPH.x, _LEGEND
    sheet.add("text", say("图例", "legend"), x=x, y=y, font_size=13, font_weight="bold")
    for role, zh, en in _ROLES:
        y += _LINE + 3
        mark(sheet, role, x + 12, y - 4)
        sheet.add("text", say(zh, en), x=x + 34, y=y, font_size=11)
    y += _LINE + 3
    if scene.fence:
        sheet.line(x, y - 4, x + 28, y - 4, **FENCE)
        sheet.add("text", say("园区边界", "park boundary"), x=x + 34, y=y, font_size=11)
    for (_, zone), key in keys:
        y += _LINE
        colour = COLOURS[zone.asked["kind"]]
        style: dict[str, Any] = {"stroke": colour, "stroke_width": 2.4} | dashes(lethal=zone.lethal)
        sheet.line(x, y - 4, x + 28, y - 4, **style)
        for number, line in enumerate(key.split("\n")):
            y += _LINE if number else 0
            sheet.add("text", line, x=x + 34, y=y, font_size=11)


def _key(letter: str, zone: Zone, say: Say) -> str:
    """Return what the legend says of a zone."""
    asked = zone.asked
    beyond = say("，范围以外仍超限", ", goes on beyond") if asked["truncated"] else ""
    words = (
        f"{letter}  {zone.unit} {asked['substance']['name']} "
        f"{scenario_words(asked['scenario'], say)}"
        f" · {level_words(asked, say, lethal=zone.lethal)}"
        f" · {say('最远', 'reach')} {metres(asked['reach'])}{beyond}"
    )
    return folded(words, _COLUMN - 8)


def _letter(place: int) -> str:
    """Return the letter of a zone.

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'A1')
    """
    return chr(ord("A") + place % 26) + (str(place // 26) if place >= 26 else "")  # noqa: PLR2004 - letters


def _notes(subject: Subject, say: Say) -> Iterator[str]:
    """Yield all that must be read with the picture, on lines that fit."""
    for note in all_notes(subject, say):
        yield from folded(f"· {note}", _WIDE).split("\n")


def all_notes(subject: Subject, say: Say) -> list[str]:
    """Return all that must be read with the picture: missing first, then warnings, then basis."""
    followed, scene = subject.followed, subject.scene
    found = [*_undrawn(subject, say), *missing_notes(followed, say)]
    parts = [followed["method"], *_footprints(subject)]
    parts += [zone.asked["method"] for zone in scene.zones]
    found += [one_of(each, say) for part in parts for each in part.get("warnings", ())]
    found += notes(followed, say)
    found += [one_of(each, say) for part in parts for each in part.get("assumptions", ())]
    snapshot = followed["snapshot"]
    found.append(
        say(
            "图为计算结果，不是登记的事实；位置取登记的经纬度（CGCS2000），以起始单元为原点投影。",
            "Computed, not recorded; positions on record (CGCS2000), projected round the origin.",
        )
    )
    found.append(f"{say('快照', 'snapshot')} {snapshot['token']} · Custody 安全托管知识库")
    return list(dict.fromkeys(found))


def _footprints(subject: Subject) -> Iterator[Row]:
    for ground in subject.grounds:
        yield from (ground["warned"], ground["lethal"])


def _undrawn(subject: Subject, say: Say) -> Iterator[str]:
    """Yield what is not drawn, and why."""
    scene = subject.scene
    if scene.unscaled:
        yield _unscaled(scene, say)
    yield from _fenceless(scene, say)
    if scene.unplaced:
        names = "、".join(scene.unplaced)
        yield say(
            f"没有登记经纬度，未画出：{names}；请填写单元登记表、防护目标登记表的经度、纬度。",
            f"Not drawn, no position on record: {names}; fill in longitude and latitude.",
        )
    if scene.left:
        yield say(
            f"园区另有 {scene.left} 个单元、防护目标未画出，也未检查其经纬度。",
            f"{scene.left} more units and receptors of the park are neither drawn nor looked at.",
        )
    if scene.arrows_left:
        yield say(
            f"另有 {scene.arrows_left} 步概率较低的升级未画箭头。",
            f"{scene.arrows_left} less probable steps have no arrow.",
        )
    yield say(
        "影响范围只画起始单元的；随后失效单元波及的目标按序标出，不画其范围。",
        "Ground is drawn for units that fail first; what others reach is marked without theirs.",
    )
    for part in _footprints(subject):
        problems = (part, *(each["problem"] for each in part.get("notComputed", ())))
        yield from (say(p["message"], p["messageEn"]) for p in problems if "message" in p)


def _fenceless(scene: Scene, say: Say) -> Iterator[str]:
    """Yield why no boundary is drawn, if none is."""
    if scene.fault:
        yield say(scene.fault.zh, scene.fault.en)
    elif scene.park and not scene.fence:
        yield say(
            f"“{scene.park}”没有登记四至边界（Park.boundary），未画边界。",
            f"{scene.park} has no boundary on record (Park.boundary); none is drawn.",
        )
