"""Bearer tokens (令牌校验): what is accepted, and why anything else is not."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from graph.store.errors import SettingsError
from schema.caller import Caller, Role
from server.accounts import Accounts
from server.tokens import AUDIENCE, ISSUER, LocalKeys
from server.verifying import UnauthenticatedError, Verifier

KEY = Ed25519PrivateKey.generate()
OTHER = Ed25519PrivateKey.generate()
HOUR = timedelta(hours=1)


def claims(**said: Any) -> dict[str, Any]:
    usual = {"iss": "us", "aud": "custody", "sub": "u1", "exp": datetime.now(UTC) + HOUR}
    usual |= {"name": "王工", "role": "steward", "scopes": ["Park:a"]}
    return {name: value for name, value in (usual | said).items() if value is not None}


def signed(key: Any = KEY, algorithm: str = "EdDSA", **said: Any) -> str:
    return "Bearer " + jwt.encode(claims(**said), key, algorithm=algorithm)


@pytest.fixture
def verifier(tmp_path: Path) -> Verifier:
    file = tmp_path / "public.pem"
    public = KEY.public_key()
    file.write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return Verifier(Accounts(keys=str(file), issuer="us", audience="custody"))


async def test_a_good_token_names_its_caller(verifier: Verifier) -> None:
    until = datetime(2096, 1, 2, tzinfo=UTC)
    assert await verifier.caller(signed(exp=until)) == Caller(
        name="王工",
        role=Role.STEWARD,
        scopes=("Park:a",),
        personal=False,
        account="us u1",
        expires=until.timestamp() + 30,
    )


async def test_only_an_admin_without_scopes_is_unbound(verifier: Verifier) -> None:
    admin = await verifier.caller(signed(role="admin", scopes=[], personal=True))
    assert admin.scopes is None
    assert admin.personal
    assert (await verifier.caller(signed(role="admin"))).scopes == ("Park:a",)
    assert (await verifier.caller(signed(role="regulator", scopes=None))).scopes == ()


BAD: dict[str, Callable[[], str | None]] = {
    "no header": lambda: None,
    "another scheme": lambda: "Basic dTpw",
    "empty": lambda: "Bearer ",
    "no token": lambda: "Bearer abc",
    "too long": lambda: "Bearer " + "a" * 10_000,
    "expired": lambda: signed(exp=datetime.now(UTC) - HOUR),
    "not yet": lambda: signed(nbf=datetime.now(UTC) + HOUR),
    "no expiry": lambda: signed(exp=None),
    "no subject": lambda: signed(sub=None),
    "another issuer": lambda: signed(iss="them"),
    "no issuer": lambda: signed(iss=None),
    "another audience": lambda: signed(aud="other"),
    "no audience": lambda: signed(aud=None),
    "another key": lambda: signed(OTHER),
    "unsigned": lambda: "Bearer " + jwt.encode(claims(), "", algorithm="none"),
    "a shared secret": lambda: signed("s" * 32, "HS256"),
    "another algorithm": lambda: signed(generate_private_key(SECP256R1()), "ES256"),
    "tampered": lambda: signed()[:-6] + "AAAAAA",
    "unknown role": lambda: signed(role="root"),
    "role that is no text": lambda: signed(role=["admin"]),
    "nobody as subject": lambda: signed(sub=" "),
    "expiry without end": lambda: signed(exp=float("inf")),
    "no role": lambda: signed(role=None),
    "scope of another kind": lambda: signed(scopes=["Unit:a"]),
    "scope that is no list": lambda: signed(scopes="Park:a"),
    "scope that is no text": lambda: signed(scopes=[1]),
    "a key of ours as scope": lambda: signed(scopes=["!all"]),
    "the public key as scope": lambda: signed(scopes=["*"]),
}


@pytest.mark.parametrize("made", BAD.values(), ids=BAD)
async def test_anything_else_is_refused(verifier: Verifier, made: Callable[[], str | None]) -> None:
    header = made()
    with pytest.raises(UnauthenticatedError) as caught:
        await verifier.caller(header)
    assert caught.value.zh
    assert caught.value.en
    assert header is None or len(header) < 20 or header[7:] not in str(caught.value)


async def test_a_key_set_is_chosen_from_by_name(tmp_path: Path) -> None:
    keys = [
        json.loads(jwt.algorithms.OKPAlgorithm.to_jwk(k.public_key()))
        | {"kid": name, "alg": "EdDSA"}
        for name, k in (("old", OTHER), ("new", KEY))
    ]
    file = tmp_path / "keys.json"
    file.write_text(json.dumps({"keys": keys}), encoding="utf-8")
    verifier = Verifier(Accounts(keys=str(file), issuer="us", audience="custody"))
    named = jwt.encode(claims(), KEY, algorithm="EdDSA", headers={"kid": "new"})
    assert (await verifier.caller(f"Bearer {named}")).name == "王工"
    unknown = jwt.encode(claims(), KEY, algorithm="EdDSA", headers={"kid": "none"})
    with pytest.raises(UnauthenticatedError):
        await verifier.caller(f"Bearer {unknown}")


async def test_a_local_token_is_accepted(tmp_path: Path) -> None:
    keys = LocalKeys(tmp_path / "data")
    token = keys.token(
        name="试用", role=Role.ENTERPRISE, scopes=["Organisation:1"], personal=False, hours=1
    )
    verifier = Verifier(Accounts(keys=str(keys.public), issuer=ISSUER, audience=AUDIENCE))
    assert (await verifier.caller(f"Bearer {token}")).scopes == ("Organisation:1",)
    assert (tmp_path / "data" / "token-private.pem").stat().st_mode & 0o077 == 0


SET = {"CUSTODY_JWT_KEYS": "k.pem", "CUSTODY_JWT_ISSUER": "us", "CUSTODY_JWT_AUDIENCE": "custody"}


def test_no_setting_means_no_accounts() -> None:
    assert Accounts.from_environ({}) is None


@pytest.mark.parametrize("left_out", SET)
def test_half_an_account_is_none(left_out: str) -> None:
    with pytest.raises(SettingsError, match=left_out):
        Accounts.from_environ({name: value for name, value in SET.items() if name != left_out})


@pytest.mark.parametrize("algorithms", ["HS256", "none", "RS256,none"])
def test_no_shared_secret_and_no_unsigned_token_may_be_allowed(algorithms: str) -> None:
    with pytest.raises(SettingsError, match="ALGORITHMS"):
        Accounts.from_environ(SET | {"CUSTODY_JWT_ALGORITHMS": algorithms})


@pytest.mark.parametrize("keys", ["nowhere.pem", "http://example.org/jwks"])
def test_keys_that_cannot_be_trusted_are_refused(keys: str) -> None:
    with pytest.raises(SettingsError, match="KEYS"):
        Verifier(Accounts(keys=keys, issuer="us", audience="custody"))
