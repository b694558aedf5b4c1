"""Words of a picture (图面用语): scenarios, chances and times, as a person reads them."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from server.wording import figure

__all__ = [
    "Say",
    "chance",
    "level_words",
    "metres",
    "moment",
    "one_of",
    "scenario_words",
    "stop_words",
    "weather_words",
]

Say = Callable[[str, str], str]
"""Chooses between Chinese and English, or gives both."""

_SCENARIOS: Final[Mapping[str, tuple[str, str]]] = {
    "POOL_FIRE": ("池火", "pool fire"),
    "JET_FIRE": ("喷射火", "jet fire"),
    "FIREBALL": ("火球", "fireball"),
    "VAPOUR_CLOUD_EXPLOSION": ("蒸气云爆炸", "vapour cloud explosion"),
    "FLASH_FIRE": ("闪火", "flash fire"),
    "VAPOUR_SPACE_EXPLOSION": ("罐内爆炸", "explosion in the tank"),
    "TANK_FIRE": ("罐内全液面火灾", "fire of the surface in the tank"),
    "TOXIC_RELEASE": ("有毒泄漏", "toxic release"),
    "TOXIC_EVAPORATION": ("有毒液池蒸发", "toxic evaporation"),
}
_RARE: Final = 1e-4
_SURE: Final = 0.9995
_MINUTE: Final = 60.0
_HOUR: Final = 3600.0
_KILOMETRE: Final = 1000.0


def scenario_words(kind: str, say: Say) -> str:
    """Return what a scenario is called."""
    return say(*_SCENARIOS.get(kind, (kind, kind)))


def chance(value: float | None) -> str:
    """Return a probability as a person reads it; what is not certain never reads 100 %.

    >>> chance(0.12345), chance(0.99999), chance(1.0), chance(2.5e-6), chance(None)
    ('12.3%', '>99.9%', '100%', '2.5e-06', '—')
    """
    if value is None:
        return "—"
    if _SURE <= value < 1:
        return ">99.9%"
    return f"{value:.1e}" if 0 < value < _RARE else f"{value * 100:.3g}%"


def moment(seconds: float | None, say: Say) -> str:
    """Return a time after the start."""
    if seconds is None:
        return "—"
    if seconds < _MINUTE:
        return say(f"{seconds:.0f} 秒", f"{seconds:.0f} s")
    if seconds < _HOUR:
        return say(f"{seconds / _MINUTE:.1f} 分钟", f"{seconds / _MINUTE:.1f} min")
    return say(f"{seconds / _HOUR:.1f} 小时", f"{seconds / _HOUR:.1f} h")


def metres(distance: float) -> str:
    """Return a distance.

    >>> metres(500), metres(2000), metres(1234)
    ('500 m', '2 km', '1.23 km')
    """
    if distance < _KILOMETRE:
        return f"{distance:.0f} m"
    return f"{distance / _KILOMETRE:.3g} km"


def level_words(zone: Mapping[str, Any], say: Say, *, lethal: bool) -> str:
    """Return the level at which a zone ends."""
    if lethal:
        return say("致死概率 1%", "1% lethality")
    return f"{figure(float(format(zone['level'], '.3g')))} {zone['levelUnit']}"


def stop_words(coverage: Mapping[str, Any], say: Say) -> str | None:
    """Return that not all was followed, and what stopped it; None if all was."""
    if coverage["complete"]:
        return None
    why = coverage["stoppedBy"] or "—"
    return say(f"结果不完整，受限于 {why}。", f"Not all was followed; stopped by {why}.")


def weather_words(weather: Mapping[str, Any], say: Say) -> str:
    """Return the weather that was taken, and whether anybody gave it."""
    blows = weather["windDirection"]
    air = f"{weather['windSpeed']:g} m/s {weather['stability']}"
    worst = say("最不利气象", "worst-case weather") if weather["worstCase"] else say("风", "wind")
    towards = (
        say("吹向各处", "blowing at each place")
        if blows is None
        else say(f"来自 {blows:g}°", f"from {blows:g}°")
    )
    return f"{worst} {air} {towards}"


def one_of(sentence: str, say: Say) -> str:
    """Return of a sentence in both languages the one that is wanted, where it can be told.

    >>> one_of("精确 / exact", lambda zh, en: en), one_of("g / L / 克", lambda zh, en: en)
    ('exact', 'g / L / 克')
    """
    parts = sentence.split(" / ")
    return say(*parts) if len(parts) == 2 else sentence  # noqa: PLR2004 - two languages
