"""Accounts (用户账号): what bearer tokens are checked against."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.store.errors import SettingsError

__all__ = ["ALGORITHMS", "Accounts", "unusable"]

ALGORITHMS: Final = ("RS256", "PS256", "ES256", "ES384", "EdDSA")
"""Algorithms that may be allowed: whoever checks a token must not be able to make one."""
USUAL: Final = ("RS256", "ES256", "EdDSA")
"""Algorithms allowed where none are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """What tokens are checked against (账号设置).

    Attributes:
        keys: File with public keys, PEM or JWKS; or address of a JWKS.
        issuer: Who must have issued a token.
        audience: For whom it must be.
        algorithms: Algorithms allowed.
    """

    keys: str
    issuer: str
    audience: str
    algorithms: tuple[str, ...] = USUAL

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Accounts | None":
        """Read the settings; None if none of them is set.

        Raises:
            SettingsError: If only some of them are set, or one cannot be used.
        """
        keys = environ.get("CUSTODY_JWT_KEYS") or ""
        issuer = environ.get("CUSTODY_JWT_ISSUER") or ""
        audience = environ.get("CUSTODY_JWT_AUDIENCE") or ""
        if not (keys or issuer or audience):
            return None
        for name, value in (("KEYS", keys), ("ISSUER", issuer), ("AUDIENCE", audience)):
            if not value:
                raise unusable(f"CUSTODY_JWT_{name}", "不能为空", "must be set with the others")
        named = (environ.get("CUSTODY_JWT_ALGORITHMS") or "").replace(" ", "")
        allowed = tuple(named.split(",")) if named else USUAL
        if not set(allowed) <= set(ALGORITHMS):
            known = ", ".join(ALGORITHMS)
            raise unusable("CUSTODY_JWT_ALGORITHMS", f"只能取自 {known}", f"takes some of {known}")
        return cls(keys=keys, issuer=issuer, audience=audience, algorithms=allowed)


def unusable(name: str, zh: str, en: str) -> SettingsError:
    """Return the error that a setting cannot be used."""
    return SettingsError(name, zh=f"{zh}，请更正。", en=f"{en}; correct it.")
