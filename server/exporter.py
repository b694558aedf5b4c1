"""Where spans are sent (链路追踪导出): nowhere, or to a collector by OpenTelemetry."""

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Final

from graph.store.errors import SettingsError

if TYPE_CHECKING:
    from server.spans import Spans

__all__ = ["Exporter"]

_VARIABLE: Final = "CUSTODY_TRACING"


class Exporter(StrEnum):
    """Where spans are sent (链路追踪导出)."""

    OFF = "off"
    OTLP = "otlp"

    @classmethod
    def of(cls, text: str | None) -> "Exporter":
        """Return what a setting names; nowhere if nothing.

        Raises:
            SettingsError: If it names something else.
        """
        try:
            return cls(text.lower()) if text else cls.OFF
        except ValueError as error:
            raise SettingsError(
                _VARIABLE, zh="应为 off 或 otlp，请更正。", en="should be off or otlp; correct it."
            ) from error

    def spans(self) -> "Spans | None":
        """Return what sends them; None if nobody does.

        Raises:
            SettingsError: If OpenTelemetry is not installed.
        """
        if self is Exporter.OFF:
            return None
        try:
            made: Spans = import_module("server.tracing").exporting()
        except ModuleNotFoundError as error:
            raise SettingsError(
                _VARIABLE,
                zh=f"为 otlp，但没有安装 {error.name}；请以 custody[tracing] 安装。",
                en=f"is otlp, but {error.name} is not installed; install custody[tracing].",
            ) from error
        return made
