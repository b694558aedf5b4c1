"""Values of variables (变量取值): text of the environment as what it stands for."""

from pathlib import Path
from typing import Final

from graph.store.errors import SettingsError
from server.language import Language
from server.logs import LogFormat

__all__ = ["LAST_PORT", "bad_port", "folder", "language", "log_format", "port", "switch"]

LAST_PORT: Final = 65535


def folder(text: str | None) -> Path | None:
    """Return the folder that a setting names.

    Raises:
        SettingsError: If it names one that is not there: no rule may be missed in silence.
    """
    if not text:
        return None
    folder = Path(text).expanduser()
    if not folder.is_dir():
        raise SettingsError(
            "CUSTODY_RULES",
            zh=f"所指文件夹 {folder} 不存在，请更正。",
            en=f"names {folder}, which is no folder; correct it.",
        )
    return folder


def log_format(text: str | None) -> LogFormat:
    """Return the form of the log; text where nothing is said.

    Raises:
        SettingsError: If there is no such form.
    """
    try:
        return LogFormat(text.lower()) if text else LogFormat.TEXT
    except ValueError as error:
        raise SettingsError(
            "CUSTODY_LOG",
            zh="应为 text 或 json，请更正。",
            en="should be text or json; correct it.",
        ) from error


def port(text: str | None) -> int | None:
    """Return the port; None where nothing is said.

    Raises:
        SettingsError: If it is no number.
    """
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise bad_port()
    return int(text)


def bad_port() -> SettingsError:
    """Return the error of a port that there is not."""
    return SettingsError(
        "CUSTODY_PORT",
        zh=f"（--port）应为 0 到 {LAST_PORT} 的整数，请更正。",
        en=f"(--port) should be a whole number from 0 to {LAST_PORT}; correct it.",
    )


def switch(name: str, text: str | None) -> bool:
    """Return whether something is on; it is, unless it is turned off.

    Raises:
        SettingsError: If it is neither.
    """
    chosen = (text or "on").lower()
    if chosen in ("on", "off"):
        return chosen == "on"
    raise SettingsError(name, zh="应为 on 或 off，请更正。", en="should be on or off; correct it.")


def language(text: str | None) -> Language:
    """Return the language of messages; both where nothing is said.

    Raises:
        SettingsError: If there is no such language.
    """
    try:
        return Language(text.lower()) if text else Language.BOTH
    except ValueError as error:
        raise SettingsError(
            "CUSTODY_LANG",
            zh="应为 zh、en 或 both，请更正。",
            en="should be zh, en or both; correct it.",
        ) from error
