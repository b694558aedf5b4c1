"""Local tokens for trying (本地令牌): a key pair beside the data, and what it signs."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from schema.caller import Role

__all__ = ["AUDIENCE", "ISSUER", "LocalKeys"]

ISSUER: Final = "custody-local"
AUDIENCE: Final = "custody"


@dataclass(frozen=True, slots=True)
class LocalKeys:
    """A key pair in a folder, made when it is first needed (本地密钥)."""

    folder: Path

    @property
    def public(self) -> Path:
        """File that tokens are checked against."""
        return self.folder / "token-public.pem"

    def token(
        self, *, name: str, role: Role, scopes: Sequence[str], personal: bool, hours: float
    ) -> str:
        """Return a token that the server accepts if it is told to check against `public`."""
        now = datetime.now(UTC)
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": name,
            "name": name,
            "iat": now,
            "exp": now + timedelta(hours=hours),
            "role": role.value,
            "scopes": list(scopes),
            "personal": personal,
        }
        return jwt.encode(claims, self._private(), algorithm="EdDSA")

    def _private(self) -> str:
        file = self.folder / "token-private.pem"
        if not file.exists():
            self._make(file)
        return file.read_text(encoding="ascii")

    def _make(self, file: Path) -> None:
        """Make the pair; the private key is its owner's alone from its first byte."""
        self.folder.mkdir(parents=True, exist_ok=True)
        made = Ed25519PrivateKey.generate()
        pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write(pem)
        kept = load_pem_private_key(file.read_bytes(), None)
        self.public.write_bytes(
            kept.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
