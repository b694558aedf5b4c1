"""Settings of the process (设置): flags over environment over defaults, read once.

`VARIABLES` is the table of ``docs/operations.md``; a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from graph.store.errors import SettingsError
from graph.store.settings import StoreSettings
from server.accounts import Accounts
from server.documents import Documents
from server.errors import AddressRefusedError
from server.exporter import Exporter
from server.limiting import limits_from
from server.limits import LIMITS, Limits
from server.logs import LogFormat

__all__ = ["DEFAULT_PORT", "VARIABLES", "Language", "Settings", "Variable"]

DEFAULT_PORT: Final = 8000
_LOOPBACK: Final = ("127.0.0.1", "localhost")
_LAST_PORT: Final = 65535


class Language(StrEnum):
    """Language of what is said to a person (提示语言)."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One setting, for the table of settings (设置项).

    Attributes:
        name: Environment variable.
        flag: Option of the command line that goes before it; empty if there is none.
        default: What holds without both.
        zh: What it decides, in Chinese.
        en: The same in English.
    """

    name: str
    flag: str
    default: str
    zh: str
    en: str


VARIABLES: Final = (
    Variable(
        name="CUSTODY_HOST",
        flag="--host",
        default="127.0.0.1",
        zh="监听地址；没有配置账号时只能是本机",
        en="address to listen on; this machine only, unless accounts are configured",
    ),
    Variable(
        name="CUSTODY_PORT",
        flag="--port",
        default="8000, else a free one",
        zh="监听端口；0 为自动选择，指定的端口被占用时报错",
        en="port to listen on; 0 picks a free one, a named port that is taken is an error",
    ),
    Variable(
        name="CUSTODY_DATA",
        flag="--data",
        default="the user's data folder",
        zh="内嵌数据库的数据目录",
        en="data folder of the embedded database",
    ),
    Variable(
        name="CUSTODY_RULES",
        flag="",
        default="rules in the data folder",
        zh="本地自定责任规则的文件夹",
        en="folder of your own responsibility rules",
    ),
    Variable(
        name="CUSTODY_LANG",
        flag="--lang",
        default="both",
        zh="提示语言：zh、en 或 both",
        en="language of messages: zh, en or both",
    ),
    Variable(
        name="CUSTODY_JWT_KEYS",
        flag="",
        default="unset: no accounts",
        zh="校验令牌的公钥：PEM 或 JWKS 文件，或 JWKS 的 https 地址",
        en="public keys that tokens are checked against: PEM or JWKS file, or https JWKS",
    ),
    Variable(
        name="CUSTODY_JWT_ISSUER", flag="", default="none", zh="令牌签发方", en="issuer of tokens"
    ),
    Variable(
        name="CUSTODY_JWT_AUDIENCE",
        flag="",
        default="none",
        zh="令牌受众",
        en="audience that tokens must name",
    ),
    Variable(
        name="CUSTODY_JWT_ALGORITHMS",
        flag="",
        default="RS256,ES256,EdDSA",
        zh="允许的签名算法（仅非对称）",
        en="algorithms allowed, asymmetric ones only",
    ),
    Variable(
        name="CUSTODY_INTROSPECTION",
        flag="",
        default="on",
        zh="是否允许内省和拼写提示：on 或 off",
        en="whether introspection and suggestions are allowed: on or off",
    ),
    Variable(
        name="CUSTODY_EXPLORER",
        flag="",
        default="on",
        zh="是否提供查询台和示例查询：on 或 off",
        en="whether the explorer and the example operations are served: on or off",
    ),
    Variable(
        name="CUSTODY_DOCUMENTS",
        flag="",
        default="unset: any document is run",
        zh="可信查询清单（JSON，标识为查询文本的 SHA-256）；设置后只执行清单中的查询",
        en="manifest of trusted documents (JSON, ids are the SHA-256 of texts); only these are run",
    ),
    Variable(
        name="CUSTODY_LOG",
        flag="",
        default="text",
        zh="日志格式：text，或 json（每行一个 JSON 对象，每个请求一行）",
        en="form of the log: text, or json (a JSON object a line, a line for each request)",
    ),
    Variable(
        name="CUSTODY_TRACING",
        flag="",
        default="off",
        zh="链路追踪：off，或 otlp（OTLP/HTTP，地址见 OTEL_EXPORTER_OTLP_ENDPOINT）",
        en="tracing: off, or otlp (by OTLP over HTTP, to OTEL_EXPORTER_OTLP_ENDPOINT)",
    ),
    Variable(
        name="NEO4J_URI",
        flag="",
        default="unset: the embedded database",
        zh="自备 Neo4j 的地址，如 neo4j://主机:7687",
        en="address of a Neo4j of your own, as neo4j://host:7687",
    ),
    Variable(
        name="NEO4J_USERNAME", flag="", default="neo4j", zh="Neo4j 用户名", en="user of that Neo4j"
    ),
    Variable(name="NEO4J_PASSWORD", flag="", default="none", zh="Neo4j 密码", en="their password"),
    Variable(
        name="NEO4J_DATABASE", flag="", default="neo4j", zh="Neo4j 数据库名", en="its database"
    ),
)
"""Every setting there is."""


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
        if self.port is not None and not 0 <= self.port <= _LAST_PORT:
            raise _bad_port()

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
            port=_port(environ.get("CUSTODY_PORT")) if port is None else port,
            language=language or _language(environ.get("CUSTODY_LANG")),
            store=store,
            accounts=accounts,
            introspection=_switch("CUSTODY_INTROSPECTION", environ.get("CUSTODY_INTROSPECTION")),
            explorer=_switch("CUSTODY_EXPLORER", environ.get("CUSTODY_EXPLORER")),
            own_rules=_folder(environ.get("CUSTODY_RULES")),
            log=_log(environ.get("CUSTODY_LOG")),
            limits=limits_from(environ, accounts=accounts is not None),
            tracing=Exporter.of(environ.get("CUSTODY_TRACING")),
            documents=Documents.read(
                Path(named).expanduser() if (named := environ.get("CUSTODY_DOCUMENTS")) else None
            ),
        )


def _folder(text: str | None) -> Path | None:
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


def _log(text: str | None) -> LogFormat:
    try:
        return LogFormat(text.lower()) if text else LogFormat.TEXT
    except ValueError as error:
        raise SettingsError(
            "CUSTODY_LOG",
            zh="应为 text 或 json，请更正。",
            en="should be text or json; correct it.",
        ) from error


def _port(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise _bad_port()
    return int(text)


def _bad_port() -> SettingsError:
    return SettingsError(
        "CUSTODY_PORT",
        zh=f"（--port）应为 0 到 {_LAST_PORT} 的整数，请更正。",
        en=f"(--port) should be a whole number from 0 to {_LAST_PORT}; correct it.",
    )


def _switch(name: str, text: str | None) -> bool:
    """Return whether something is on; it is, unless it is turned off."""
    chosen = (text or "on").lower()
    if chosen in ("on", "off"):
        return chosen == "on"
    raise SettingsError(name, zh="应为 on 或 off，请更正。", en="should be on or off; correct it.")


def _language(text: str | None) -> Language:
    try:
        return Language(text.lower()) if text else Language.BOTH
    except ValueError as error:
        raise SettingsError(
            "CUSTODY_LANG",
            zh="应为 zh、en 或 both，请更正。",
            en="should be zh, en or both; correct it.",
        ) from error
