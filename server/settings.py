"""Settings of the process (设置): flags over environment over defaults, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from graph.store.settings import StoreSettings
from server import values
from server.accounts import Accounts
from server.documents import Documents
from server.errors import AddressRefusedError
from server.exporter import Exporter
from server.language import Language
from server.limiting import limits_from
from server.limits import LIMITS, Limits
from server.logs import LogFormat

__all__ = ["DEFAULT_PORT", "Settings"]

DEFAULT_PORT: Final = 8000
_LOOPBACK: Final = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of the process (设置).

    Attributes:
        host: Address to listen on.
        port: Port to listen on; 0 for a free one; None for the default, or else a free one.
        language: Language of messages.
        store: Which database.
        accounts: What tokens are checked against; None without accounts.
        introspection: Whether clients may ask for the schema, and are told what they may mean.
        explorer: Whether the explorer is served, and what it needs.
        own_rules: Folder of the rules of one's own; None for the usual one.
        log: Form of the log.
        documents: Documents that may be asked for by id, and whether no other is run.
        limits: What may be asked at most.
        tracing: Where spans of operations and statements go.
    """

    host: str = _LOOPBACK[0]
    port: int | None = None
    language: Language = Language.BOTH
    store: StoreSettings = field(default_factory=StoreSettings)
    accounts: Accounts | None = None
    introspection: bool = True
    explorer: bool = True
    own_rules: Path | None = None
    log: LogFormat = LogFormat.TEXT
    documents: Documents = field(default_factory=Documents)
    limits: Limits = LIMITS
    tracing: Exporter = Exporter.OFF

    @property
    def rules(self) -> Path:
        """Folder of the rules of one's own, which need not be there (自定规则文件夹)."""
        return self.own_rules or self.store.data_folder / "rules"

    @property
    def book(self) -> Path:
        """File in which it is remembered what was said of registers (人工指定记录)."""
        return self.store.data_folder / "corrections.json"

    def __post_init__(self) -> None:
        if self.host not in _LOOPBACK and self.accounts is None:
            raise AddressRefusedError(self.host)
        if self.port is not None and not 0 <= self.port <= values.LAST_PORT:
            raise values.bad_port()

    @classmethod
    def read(
        cls,
        environ: Mapping[str, str],
        *,
        host: str | None = None,
        port: int | None = None,
        data: Path | None = None,
        language: Language | None = None,
    ) -> "Settings":
        """Read the settings; a flag that is given goes before its variable.

        Raises:
            SettingsError: If a variable holds what it cannot.
            AddressRefusedError: If the address is not this machine's own, without accounts.
        """
        store = StoreSettings.from_environ(environ)
        if data is not None:
            store = replace(store, data_folder=data.expanduser())
        accounts = Accounts.from_environ(environ)
        return cls(
            host=host or environ.get("CUSTODY_HOST") or _LOOPBACK[0],
            port=values.port(environ.get("CUSTODY_PORT")) if port is None else port,
            language=language or values.language(environ.get("CUSTODY_LANG")),
            store=store,
            accounts=accounts,
            introspection=values.switch(
                "CUSTODY_INTROSPECTION", environ.get("CUSTODY_INTROSPECTION")
            ),
            explorer=values.switch("CUSTODY_EXPLORER", environ.get("CUSTODY_EXPLORER")),
            own_rules=values.folder(environ.get("CUSTODY_RULES")),
            log=values.log_format(environ.get("CUSTODY_LOG")),
            limits=limits_from(environ, accounts=accounts is not None),
            tracing=Exporter.of(environ.get("CUSTODY_TRACING")),
            documents=Documents.read(
                Path(named).expanduser() if (named := environ.get("CUSTODY_DOCUMENTS")) else None
            ),
        )
