"""Checking bearer tokens (令牌校验): who a token says that somebody is.

JSON Web Tokens, RFC 7519, as RFC 8725 advises: the algorithms are ours and not the token's, only
asymmetric ones among them, and issuer, audience and expiry are never left out.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from graph.errors import CustodyError
from graph.model.identity import label_of
from graph.model.visibility import BEARERS
from schema.caller import Caller, Role
from server.accounts import Accounts, unusable

__all__ = ["UnauthenticatedError", "Verifier"]

_LEEWAY: Final = 30
"""How far clocks may be apart [s]."""
_LONGEST: Final = 8192
"""Longest token that is looked at [characters]."""
_LOCAL: Final = ("127.0.0.1", "localhost", "::1")


class UnauthenticatedError(CustodyError):
    """No valid token came with the request (未通过身份验证).

    Attributes:
        reason: Which check it failed, as RFC 6750 may tell it.
    """

    def __init__(self, reason: str, *, zh: str, en: str) -> None:
        self.reason = reason
        super().__init__(zh=zh, en=en)


@dataclass(slots=True)
class Verifier:
    """Checks tokens (令牌校验)."""

    accounts: Accounts
    _remote: jwt.PyJWKClient | None = field(init=False, default=None)
    _keys: list[tuple[str | None, Any]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Read the keys, or note where they are.

        Raises:
            SettingsError: If they cannot be read.
        """
        source = urlsplit(self.accounts.keys)
        if source.scheme in ("http", "https"):
            if source.scheme == "http" and source.hostname not in _LOCAL:
                raise unusable("CUSTODY_JWT_KEYS", "须为 https 地址", "must be an https address")
            self._remote = jwt.PyJWKClient(self.accounts.keys, timeout=10)
            return
        try:
            self._keys = _read_keys(Path(self.accounts.keys))
        except (OSError, ValueError, jwt.PyJWTError) as error:
            zh, en = f"公钥文件无法读取（{error}）", f"no public keys can be read there ({error})"
            raise unusable("CUSTODY_JWT_KEYS", zh, en) from error

    async def caller(self, header: str | None) -> Caller:
        """Return who asks, by the Authorization header.

        Raises:
            UnauthenticatedError: If it holds no valid token.
        """
        scheme, _, token = (header or "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise UnauthenticatedError(
                "missing",
                zh="请在 Authorization 头中提供 Bearer 令牌。",
                en="Send a bearer token in the Authorization header.",
            )
        try:
            claims = await asyncio.to_thread(self._claims, token.strip())
        except (jwt.PyJWTError, TypeError, ValueError) as error:
            # The library raises TypeError where a token is of another algorithm than the key.
            raise _refused(error) from error
        return _caller(claims)

    def _claims(self, token: str) -> dict[str, Any]:
        if len(token) > _LONGEST:
            raise jwt.DecodeError("too long")
        allowed = self.accounts.algorithms
        if jwt.get_unverified_header(token).get("alg") not in allowed:
            raise jwt.InvalidAlgorithmError("not allowed")
        found: dict[str, Any] = jwt.decode(
            token,
            self._key(token),
            algorithms=list(allowed),
            issuer=self.accounts.issuer,
            audience=self.accounts.audience,
            leeway=_LEEWAY,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )
        return found

    def _key(self, token: str) -> Any:
        """Return the key that a token names, or the only one."""
        if self._remote is not None:
            return self._remote.get_signing_key_from_jwt(token)
        named = jwt.get_unverified_header(token).get("kid")
        for identifier, key in self._keys:
            if identifier is None or identifier == named or len(self._keys) == 1:
                return key
        raise jwt.InvalidKeyError("unknown key")


def _read_keys(file: Path) -> list[tuple[str | None, Any]]:
    text = file.read_text(encoding="utf-8")
    if text.lstrip().startswith("{"):
        found = jwt.PyJWKSet.from_dict(json.loads(text))
        return [(key.key_id, key) for key in found.keys]
    return [(None, load_pem_public_key(text.encode()))]


def _refused(error: Exception) -> UnauthenticatedError:
    """Return what to tell of a token that failed a check; never what it holds."""
    for kind, reason, zh, en in _REASONS:
        if isinstance(error, kind):
            return UnauthenticatedError(reason, zh=f"令牌{zh}，请重新获取。", en=f"The token {en}.")
    return UnauthenticatedError(
        "invalid", zh="令牌无效，请重新获取。", en="The token is not valid."
    )


_REASONS: Final = (
    (jwt.ExpiredSignatureError, "expired", "已过期", "has expired"),
    (jwt.InvalidIssuerError, "issuer", "的签发方不被接受", "is of another issuer"),
    (jwt.InvalidAudienceError, "audience", "不是签发给本服务的", "is for another service"),
    (
        jwt.InvalidAlgorithmError,
        "algorithm",
        "的签名算法不被接受",
        "is signed in a way not allowed",
    ),
    (jwt.InvalidSignatureError, "signature", "的签名无效", "has a signature that does not fit"),
    (jwt.MissingRequiredClaimError, "claims", "缺少必要内容", "lacks what it must say"),
    (jwt.PyJWKClientConnectionError, "keys", "暂时无法校验", "cannot be checked just now"),
)


def _caller(claims: Mapping[str, Any]) -> Caller:
    """Return who the claims say somebody is.

    Raises:
        UnauthenticatedError: If the role or a scope is none of ours, or the subject is nobody.
    """
    role, scopes = claims.get("role"), claims.get("scopes", [])
    known = role in [each.value for each in Role] and isinstance(scopes, list)
    if (
        not known
        or not claims["sub"].strip()
        or not all(isinstance(s, str) and label_of(s) in BEARERS for s in scopes)
    ):
        raise UnauthenticatedError(
            "claims",
            zh="令牌的 sub、role 或 scopes 无法识别，请联系签发方。",
            en="The token has a subject, role or scopes that are none of ours; tell whoever "
            "issued it.",
        )
    unbound = role == Role.ADMIN and not scopes
    return Caller(
        name=str(claims.get("name") or claims["sub"]),
        role=Role(str(role)),
        scopes=None if unbound else tuple(scopes),
        personal=claims.get("personal") is True,
        account=f"{claims['iss']} {claims['sub']}",
        expires=float(claims["exp"]) + _LEEWAY,
    )
