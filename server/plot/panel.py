"""One panel of the picture (图幅): a piece of ground at one scale, with north and a scale bar."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from server.plot.frame import Frame, Rect, placed
from server.plot.scene import Arrow, Point, Role, Spot, Zone
from server.plot.svg import Svg, width_of
from server.plot.words import Say, chance, metres

__all__ = ["COLOURS", "FENCE", "MARKS", "Panel", "dashes", "mark"]

COLOURS: Final[Mapping[str, str]] = {
    "HEAT_RADIATION": "#d55e00",
    "OVERPRESSURE": "#0072b2",
    "TOXIC": "#009e73",
    "FLASH_FIRE": "#f0c000",
}
"""Colours of effects that people with any colour vision tell apart (Okabe and Ito 2008)."""
MARKS: Final[Mapping[Role, tuple[str, str]]] = {
    Role.ORIGIN: ("square", "#000000"),
    Role.EVENT: ("circle", "#e69f00"),
    Role.NEAR: ("circle", "#fbe3b3"),
    Role.UNIT: ("circle", "#ffffff"),
    Role.REACHED: ("triangle", "#cc79a7"),
    Role.RECEPTOR: ("triangle", "#ffffff"),
}
"""Shape and colour of places: the shape alone tells units from people."""
FENCE: Final[Mapping[str, Any]] = {
    "stroke": "#16211e",
    "stroke_width": 2.0,
    "stroke_dasharray": "12 4 2 4",
}
"""How the boundary of a park is drawn."""
_INK: Final = "#16211e"
_GREY: Final = "#5c6864"
_SIZE: Final = 12.0
_RADIUS: Final = 6.0
_ROOM: Final = 16.0
_BEND: Final = 0.16
"""How far an arrow bows out, as a share of its length; so two that are opposed stay apart."""
_BLOWN: Final = 0.34
"""The same for a blast, which may stand beside heat."""

_GOLDEN: Final = 0.382
"""Share of a turn between the letters of zones, so that they stand apart."""


def dashes(*, lethal: bool) -> dict[str, Any]:
    """Return how the line of a zone is drawn."""
    return {"stroke_dasharray": "7 4"} if lethal else {}


def mark(into: Svg, role: Role, x: float, y: float) -> None:
    """Draw the mark of a place."""
    shape, colour = MARKS[role]
    style: dict[str, Any] = {"fill": colour, "stroke": _INK, "stroke_width": 1.2}
    if shape == "circle":
        into.add("circle", cx=x, cy=y, r=_RADIUS, **style)
    elif shape == "square":
        into.add("rect", x=x - _RADIUS, y=y - _RADIUS, width=12, height=12, **style)
    else:
        into.path([[(x, y - 7), (x + 7, y + 6), (x - 7, y + 6)]], **style)


@dataclass(slots=True)
class Panel:
    """A panel being drawn (图幅).

    Attributes:
        into: The sheet.
        frame: Where metres lie on it.
        say: Chooses the language.
        name: Name of the panel, which its clip needs.
    """

    into: Svg
    frame: Frame
    say: Say
    name: str
    _taken: list[Rect] = field(default_factory=list)
    _chances: list[tuple[Point, Arrow]] = field(default_factory=list)
    _clipped: Svg = field(init=False)

    def __post_init__(self) -> None:
        area = self.frame.area
        box: dict[str, Any] = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
        self.into.add("clipPath", id=self.name).add("rect", **box)
        self.into.add("rect", **box, fill="#fbfcfb", stroke="#b9c2bd")
        self._clipped = self.into.add("g", clip_path=f"url(#{self.name})")
        # Ground that the scale bar and the north arrow stand on.
        self._taken.append(Rect(area.x, area.y + area.height - 44, area.width / 3, 44))
        self._taken.append(Rect(area.x + area.width - 52, area.y, 52, 64))

    def fence(self, rings: Sequence[Sequence[Point]]) -> None:
        """Draw the boundary of the park."""
        if rings:
            drawn = [[self.frame.at(point) for point in ring] for ring in rings]
            fill: dict[str, Any] = {"fill": "#000", "fill_opacity": 0.03, "class_": "fence"}
            self._clipped.path(drawn, **fill, **FENCE)

    def zones(self, zones: Sequence[tuple[str, Zone]]) -> None:
        """Draw the ground that is reached, each with its letter on its edge."""
        for place, (letter, zone) in enumerate(zones):
            colour = COLOURS[zone.asked["kind"]]
            ring = [self.frame.at(point) for point in zone.ring]
            self._clipped.path(
                [ring],
                fill=colour,
                fill_opacity=0.05,
                stroke=colour,
                stroke_width=1.8,
                class_="zone",
                **dashes(lethal=zone.lethal),
            )
            first = int(place * _GOLDEN * len(ring)) % len(ring)
            self._letter(letter, [*ring[first:], *ring[:first]], colour)

    def _letter(self, letter: str, ring: Sequence[Point], colour: str) -> None:
        """Write a letter on the edge of a zone, where nothing else stands yet."""
        size = (width_of(letter, 13), 14.0)

        def box(point: Point) -> Rect:
            return Rect(point[0] - size[0] / 2, point[1] - size[1] / 2, *size)

        visible = [p for p in ring if box(p).within(self.frame.area)]
        if not visible:
            return
        best = min(visible, key=lambda p: sum(box(p).shared(each) for each in self._taken))
        self._taken.append(box(best))
        style: dict[str, Any] = {"fill": colour, "font_weight": "bold", "font_size": 13}
        self._clipped.words(best[0], best[1] + 5, letter, text_anchor="middle", **style)

    def arrows(self, arrows: Sequence[Arrow]) -> None:
        """Draw escalation as bent arrows, thicker where a step is more probable."""
        for arrow in arrows:
            start, end = self.frame.at(arrow.source.at), self.frame.at(arrow.target.at)
            length = math.dist(start, end)
            if length >= 2 * _ROOM:
                self._arrow(start, end, length, arrow)

    def _arrow(self, start: Point, end: Point, length: float, arrow: Arrow) -> None:
        (ax, ay), bend = (
            ((end[0] - start[0]) / length, (end[1] - start[1]) / length),
            (_BLOWN if arrow.blast else _BEND) * length,
        )
        x0, y0 = start[0] + ax * 9 - ay * 3, start[1] + ay * 9 + ax * 3
        x1, y1 = end[0] - ax * 11 - ay * 3, end[1] - ay * 11 + ax * 3
        mid = ((x0 + x1) / 2 - ay * bend, (y0 + y1) / 2 + ax * bend)
        line = f"M{x0:.2f},{y0:.2f} Q{mid[0]:.2f},{mid[1]:.2f} {x1:.2f},{y1:.2f}"
        colour = COLOURS["OVERPRESSURE"] if arrow.blast else _INK
        style: dict[str, Any] = {"fill": "none", "stroke": colour, "stroke_opacity": 0.75}
        width = 1.0 + 2.5 * arrow.probability
        self._clipped.add("path", d=line, stroke_width=width, class_="arrow", **style)
        self._head((x1, y1), mid, colour)
        curve = [_on_curve((x0, y0), mid, (x1, y1), step / 10) for step in range(1, 10)]
        self._taken += [Rect(x - 3, y - 3, 6, 6) for x, y in curve]
        self._chances.append((curve[4], arrow))

    def chances(self) -> None:
        """Write the chance of each step beside its arrow."""
        for at, arrow in self._chances:
            blown = self.say("冲击波 ", "blast ") if arrow.blast else ""
            text = f"{blown}{chance(arrow.probability)}"
            size = (width_of(text, 11), 13.0)
            box = placed(at, size, self._taken, self.frame.area, must=True, nearest=4.0)
            if box is not None:
                self._taken.append(box)
                self._clipped.words(box.x, box.y + 11, text, font_size=11, fill="#333")

    def _head(self, tip: Point, origin: Point, colour: str) -> None:
        """Draw the head of an arrow that comes from a point."""
        turn = math.atan2(tip[1] - origin[1], tip[0] - origin[0])
        ends = [
            (tip[0] - 10 * math.cos(turn + side), tip[1] - 10 * math.sin(turn + side))
            for side in (-0.4, 0.4)
        ]
        self._clipped.path([[tip, *ends]], fill=colour)

    def spots(self, spots: Iterable[Spot]) -> list[Spot]:
        """Draw places and their names; return those whose names found no room."""
        inside = [(spot, self.frame.at(spot.at)) for spot in spots]
        visible = [(s, p) for s, p in inside if Rect(*p, 0, 0).within(self.frame.area)]
        self._taken += [Rect(x - 7, y - 7, 14, 14) for _, (x, y) in visible]
        for spot, (x, y) in reversed(visible):
            mark(self._clipped.add("g"), spot.role, x, y)
        return [spot for spot, point in visible if not self._named(spot, point)]

    def _named(self, spot: Spot, point: Point) -> bool:
        """Write the name of a place; of those that are not reached only where there is room."""
        must = spot.role in (Role.ORIGIN, Role.EVENT, Role.NEAR, Role.REACHED)
        text = _label(spot)
        size = (width_of(text, _SIZE), 15.0)
        box = placed(point, size, self._taken, self.frame.area, must=must)
        if box is None:
            return False
        self._taken.append(box)
        self._lead(point, box)
        style: dict[str, Any] = {"font_weight": "bold"} if spot.role is Role.ORIGIN else {}
        self._clipped.words(
            box.x, box.y + 12, text, font_size=_SIZE, fill=_INK if must else _GREY, **style
        )
        return True

    def _lead(self, point: Point, box: Rect) -> None:
        """Draw a thin line to words that stand far from their place."""
        x = min(max(point[0], box.x), box.x + box.width)
        y = min(max(point[1], box.y), box.y + box.height)
        if math.dist(point, (x, y)) > _ROOM:
            self._clipped.line(*point, x, y, stroke=_GREY, stroke_width=0.8)

    def title(self, title: str) -> None:
        """Write what the panel shows."""
        area = self.frame.area
        self.into.words(area.x, area.y - 7, title, font_size=13, font_weight="bold")

    def furniture(self) -> None:
        """Draw scale bar and north arrow."""
        area, bar = self.frame.area, self.frame.bar
        x, y = area.x + 14, area.y + area.height - 14
        long = bar * self.frame.scale
        self.into.line(x, y, x + long, y, stroke=_INK, stroke_width=3, class_="scale")
        self.into.words(x, y - 7, metres(bar), font_size=11)
        top = (area.x + area.width - 26, area.y + 14)
        tail = [(top[0] + 7, top[1] + 24), (top[0], top[1] + 18), (top[0] - 7, top[1] + 24)]
        self.into.path([[top, *tail]], fill=_INK)
        self.into.words(top[0], top[1] + 40, self.say("北", "N"), text_anchor="middle")

    def wind(self, speed: float, direction: float | None, stability: str) -> None:
        """Draw where the wind blows to; without a direction only say so."""
        area = self.frame.area
        x, y = area.x + area.width - 26, area.y + 84
        if direction is None:
            return
        turn = math.radians(direction + 180)
        go = (math.sin(turn), -math.cos(turn))
        start, tip = (x - go[0] * 18, y - go[1] * 18), (x + go[0] * 18, y + go[1] * 18)
        self.into.line(*start, *tip, stroke=COLOURS["OVERPRESSURE"], stroke_width=3)
        self._wind_head(tip, turn)
        told = self.say(f"风来自 {direction:g}°", f"wind from {direction:g}°")
        words = f"{told} {speed:g} m/s {stability}"
        self.into.words(area.x + area.width - 6, y + 36, words, text_anchor="end", font_size=11)

    def _wind_head(self, tip: Point, turn: float) -> None:
        ends = [
            (tip[0] - 11 * math.sin(turn + side), tip[1] + 11 * math.cos(turn + side))
            for side in (-0.45, 0.45)
        ]
        self.into.path([[tip, *ends]], fill=COLOURS["OVERPRESSURE"])


def _on_curve(start: Point, bend: Point, end: Point, share: float) -> Point:
    """Return a point of a quadratic curve."""
    left = 1 - share
    x, y = (
        left * left * a + 2 * left * share * b + share * share * c
        for a, b, c in zip(start, bend, end, strict=True)
    )
    return x, y


def _label(spot: Spot) -> str:
    number = f"{spot.number} " if spot.number is not None else ""
    chances = f" {chance(spot.probability)}" if spot.probability is not None else ""
    return f"{number}{spot.name}{chances}"
