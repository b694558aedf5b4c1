"""``custody propagate`` on the command line (传播命令)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer

from graph.model.labels import EscalationBasis
from server.errors import PlotNameError, WeatherOptionError
from server.exits import ExitCode, end
from server.language import Language
from server.opening import opened
from server.options import Data, Debug, Lang
from server.settings import Settings
from server.speaking import Voice

__all__ = ["Kind", "add_propagating"]

Configured = Callable[[Path | None, Language | None], tuple[Settings, Voice]]

_Class = Literal["A", "B", "C", "D", "E", "F"]
"""Pasquill's classes (大气稳定度)."""


class Kind(StrEnum):
    """How a unit fails (起始情景): `ScenarioKind`, whose libraries a start need not wait for."""

    POOL_FIRE = "POOL_FIRE"
    JET_FIRE = "JET_FIRE"
    FIREBALL = "FIREBALL"
    VAPOUR_CLOUD_EXPLOSION = "VAPOUR_CLOUD_EXPLOSION"
    FLASH_FIRE = "FLASH_FIRE"
    VAPOUR_SPACE_EXPLOSION = "VAPOUR_SPACE_EXPLOSION"
    TANK_FIRE = "TANK_FIRE"
    TOXIC_RELEASE = "TOXIC_RELEASE"
    TOXIC_EVAPORATION = "TOXIC_EVAPORATION"


_ABOUT: Final = (
    "推演：这个单元出事后随后会怎样：依次波及哪些单元、概率、时间、最可能路径、登记人数、联系谁、缺什么数据。"
    "--plot 画出园区边界、影响范围和升级图；.html 可打印，附文字表。不给气象时取最不利情形。\n\n"
    "Tell what follows if a unit fails: units in order, probability, time, path, people, whom to "
    "call, what is missing; --plot draws it to scale.\n\n"
    "例 / Example: custody propagate 苯罐 --wind-speed 3 --wind-from 90 --stability D "
    "--plot 传播.html"
)
_PICTURES: Final = (".svg", ".html")

_Unit = Annotated[
    str,
    typer.Argument(help="单元：名称、别名、名称片段、拼音首字母或标识 / name or id of the unit"),
]
_Kinds = Annotated[
    list[Kind] | None,
    typer.Option("--kind", help="起始情景，可多次；不给时全部 / how it fails, may be repeated"),
]
_Escalation = Annotated[
    EscalationBasis | None, typer.Option(help="升级概率算法 / how heat becomes a probability")
]
_Also = Annotated[
    list[str] | None, typer.Option("--also", help="同时起火单元的标识 / id of one more that burns")
]
_Trials = Annotated[int | None, typer.Option(help="模拟次数 / trials of a simulation")]
_Seed = Annotated[int | None, typer.Option(help="随机种子 / seed of a simulation")]
_Speed = Annotated[float | None, typer.Option("--wind-speed", help="风速 / wind speed [m/s]")]
_From = Annotated[
    float | None,
    typer.Option("--wind-from", help="风的来向，北起顺时针 / where the wind blows from [°]"),
]
_Stability = Annotated[
    _Class | None, typer.Option(help="大气稳定度，给风速时必填 / Pasquill's class")
]
_Without = Annotated[
    list[str] | None, typer.Option(help="失效措施的标识 / id of a measure that fails")
]
_Lost = Annotated[
    list[str] | None,
    typer.Option("--out-of-service", help="停用单元的标识 / id of a unit out of service"),
]
_Order = Annotated[int, typer.Option("--max-order", help="最多几级 / steps at most")]
_On = Annotated[
    datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], help="按该日的情况 / as things were on this day"),
]
_Json = Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON")]
_Plot = Annotated[
    Path | None, typer.Option("--plot", help="作图文件：.svg 或 .html / file to draw into")
]


def _propagating() -> Any:
    return import_module("server.propagating")


def add_propagating(app: typer.Typer, configured: Configured) -> None:
    """Add the command.

    Args:
        app: The command line.
        configured: Tells the settings, and who speaks.
    """

    @app.command("propagate", help=_ABOUT)
    def command(
        unit: _Unit,
        *,
        kind: _Kinds = None,
        escalation: _Escalation = None,
        also: _Also = None,
        trials: _Trials = None,
        seed: _Seed = None,
        wind_speed: _Speed = None,
        wind_from: _From = None,
        stability: _Stability = None,
        without: _Without = None,
        out_of_service: _Lost = None,
        max_order: _Order = 4,
        on: _On = None,
        json: _Json = False,
        plot: _Plot = None,
        data: Data = None,
        lang: Lang = None,
        debug: Debug = False,
    ) -> None:
        """Tell what follows if a unit fails."""
        settings, voice = configured(data, lang)
        asked = {
            "scenario": {
                "kinds": kind or None,
                "escalation": escalation,
                "alsoBurning": also or None,
                "trials": trials,
                "seed": seed,
            },
            "without": without or None,
            "outOfService": out_of_service or None,
            "maxOrder": max_order,
            "at": {"asOf": on.date().isoformat()} if on else None,
        }

        async def work() -> ExitCode:
            _refuse_name(plot)
            given = {**asked, "weather": _weather(wind_speed, wind_from, stability)}
            async with opened(settings, voice, _propagating) as (store, do):
                code: ExitCode = await do.show_what_follows(
                    store, settings, voice, unit, given, as_json=json, plot=plot
                )
            return code

        end(work(), voice, folder=settings.store.data_folder, debug=debug)


def _weather(
    speed: float | None, origin: float | None, stability: _Class | None
) -> Mapping[str, Any] | None:
    """Return the weather as the question takes it; None for the worst case.

    Raises:
        WeatherOptionError: If only a part of it is given.
    """
    if speed is None and origin is None and stability is None:
        return None
    if speed is None or stability is None:
        raise WeatherOptionError
    return {"windSpeed": speed, "windDirection": origin, "stability": stability}


def _refuse_name(plot: Path | None) -> None:
    """Let the name of a picture pass if its ending says what it is to be.

    Raises:
        PlotNameError: If it does not.
    """
    if plot is not None and plot.suffix.lower() not in _PICTURES:
        raise PlotNameError(plot)
