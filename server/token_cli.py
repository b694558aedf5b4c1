"""``custody token`` (签发本地令牌): a token for trying, and how to start a server that takes it."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from schema.caller import Role
from server.options import Data, Lang
from server.settings import Settings
from server.speaking import Voice

__all__ = ["HELP", "token_command"]

HELP: Final = (
    "签发试用的本地令牌（密钥在数据目录中，首次使用时生成），并说明如何启动校验它的服务。\n\n"
    "Issue a local token for trying, and tell how to start a server that checks it.\n\n"
    "例 / Example: custody token --role steward --scope Park:1a2b --hours 8"
)


def token_command(read: Callable[..., tuple[Settings, Voice]]) -> Callable[..., Any]:
    """Return the command, over what reads the settings."""

    def token(
        *,
        role: Annotated[Role, typer.Option(help="角色 / role")],
        scope: Annotated[
            list[str] | None,
            typer.Option(
                help="行政区、园区或机构的标识，可多次 / id of a region, park or organisation"
            ),
        ] = None,
        name: Annotated[str, typer.Option(help="姓名，记入其核实结论 / name")] = "本地用户",
        personal: Annotated[
            bool, typer.Option("--personal", help="可见个人信息 / may see personal data")
        ] = False,
        hours: Annotated[
            float, typer.Option(min=0.01, max=720, help="有效小时数 / hours it is valid")
        ] = 8,
        data: Data = None,
        lang: Lang = None,
    ) -> None:
        """Print a token."""
        settings, voice = read(data, lang)
        _issue(settings.store.data_folder, voice, role, (scope or [], name, personal, hours))

    return token


def _issue(
    folder: Path, voice: Voice, role: Role, said: tuple[list[str], str, bool, float]
) -> None:
    from server.tokens import AUDIENCE, ISSUER, LocalKeys  # noqa: PLC0415 - only this needs it

    keys = LocalKeys(folder)
    scopes, name, personal, hours = said
    made = keys.token(name=name, role=role, scopes=scopes, personal=personal, hours=hours)
    typer.echo(made)
    start = (
        f"CUSTODY_JWT_KEYS='{keys.public}' CUSTODY_JWT_ISSUER={ISSUER} "
        f"CUSTODY_JWT_AUDIENCE={AUDIENCE} custody serve"
    )
    voice.tell(
        f"启动校验此令牌的服务：{start}；请求时带上 Authorization: Bearer 令牌。",
        f"Start a server that checks it: {start}; send Authorization: Bearer with it.",
    )
