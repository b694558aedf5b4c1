"""Where the graph is kept (存储设置): a Neo4j of the user's own, or a folder on this machine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from platformdirs import user_data_path

from graph.store.errors import SettingsError

__all__ = ["StoreSettings", "shown"]

_SCHEMES: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def _default_folder() -> Path:
    return user_data_path("custody", appauthor=False)


def shown(uri: str) -> str:
    """Return a URI fit to be shown: scheme, host and port, nothing that could be secret.

    >>> shown("neo4j+s://someone:secret@graph.example:7687/x?y=z")
    'neo4j+s://graph.example:7687'
    """
    scheme, _, rest = uri.partition("://")
    authority = rest.partition("/")[0].partition("?")[0]
    return f"{scheme}://{authority.rpartition('@')[2]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """Which store to open (存储设置).

    Attributes:
        uri: Address of a Neo4j; None for the embedded engine.
        username: User of that Neo4j.
        password: Their password; None if it asks for none.
        database: Database of that Neo4j.
        data_folder: Folder of the embedded engine.
        timeout: Longest time a reading statement may take [s].
    """

    uri: str | None = None
    username: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    database: str = "neo4j"
    data_folder: Path = field(default_factory=_default_folder)
    timeout: float = 30.0

    def __post_init__(self) -> None:
        if self.uri is not None:
            _check(self.uri)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "StoreSettings":
        """Read the settings from the environment; an empty variable counts as not set.

        Args:
            environ: ``NEO4J_URI``, ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and
                ``NEO4J_DATABASE``, or ``CUSTODY_DATA``.

        Raises:
            SettingsError: If ``NEO4J_URI`` is no address of a Neo4j.
        """
        folder = environ.get("CUSTODY_DATA")
        return cls(
            uri=environ.get("NEO4J_URI") or None,
            username=environ.get("NEO4J_USERNAME") or "neo4j",
            password=environ.get("NEO4J_PASSWORD") or None,
            database=environ.get("NEO4J_DATABASE") or "neo4j",
            data_folder=Path(folder).expanduser() if folder else _default_folder(),
        )


def _check(uri: str) -> None:
    """Refuse what the driver would refuse later, and with the password in its message."""
    scheme, _, rest = uri.partition("://")
    if scheme not in _SCHEMES or not rest:
        raise SettingsError(
            "NEO4J_URI",
            zh="应形如 neo4j://主机:7687，请更正。",
            en="should look like neo4j://host:7687; correct it.",
        )
    if "@" in rest:
        raise SettingsError(
            "NEO4J_URI",
            zh="不应包含用户名和密码，请改用 NEO4J_USERNAME 和 NEO4J_PASSWORD。",
            en="holds a user name or password; put them in NEO4J_USERNAME and NEO4J_PASSWORD.",
        )
    try:
        host, _ = urlsplit(uri).hostname, urlsplit(uri).port
    except ValueError:
        host = None
    if not host:
        raise SettingsError(
            "NEO4J_URI",
            zh="中的主机或端口有误，请更正。",
            en="names no valid host and port; correct it.",
        )
