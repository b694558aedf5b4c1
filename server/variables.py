"""Variables of the environment (环境变量): the table of ``docs/operations.md``.

A test compares the two.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["VARIABLES", "Variable"]


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
