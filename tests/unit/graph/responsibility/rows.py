"""Rows as ``chain/duties`` returns them (测试用行), with what a test does not care about."""

from typing import Any

RECORDED = "2021-01-01T00:00:00.000000Z"


def asserted(said: str, start: str = "0001-01-01", end: str | None = None) -> dict[str, Any]:
    return {"evidence": [said], "valid_from": start, "valid_to": end, "recorded_at": RECORDED}


def holder(person: str, start: str = "0001-01-01", end: str | None = None) -> dict[str, Any]:
    return {"person": person, "acting": None, **asserted(f"E:{person}", start, end)}


def post(
    name: str, *holders: dict[str, Any], above: int = 0, organisation: str | None = None
) -> dict[str, Any]:
    belonging = [{"organisation": organisation, "evidence": ["E:belongs"]}] if organisation else []
    return {
        "post": f"Post:{name}",
        "name": name,
        "above": above,
        "reporting": [[f"E:reports{k}"] for k in range(above)],
        "holders": list(holders),
        "organisations": belonging,
    }


def duty(
    line: str,
    role: str,
    *posts: dict[str, Any],
    start: str = "0001-01-01",
    end: str | None = None,
    basis: str | None = "任命文件",
    said: str = "E:duty",
    **done: str,
) -> dict[str, Any]:
    return {
        "published_on": None,
        "filed_on": None,
        "updated_on": None,
        **done,
        "line": line,
        "role": role,
        "basis": basis,
        "holder": posts[0]["post"] if posts else "Post:gone",
        "posts": list(posts),
        **asserted(said, start, end),
    }


def custody(provider: str, start: str, end: str | None, scope: str | None = None) -> dict[str, Any]:
    return {
        "organisation": f"Organisation:{provider}",
        "name": provider,
        "contract": f"{provider}-{start}",
        "scope": scope,
        **asserted(f"E:{provider}", start, end),
    }


def supervision(
    authority: str, sector: str | None = None, start: str = "0001-01-01", end: str | None = None
) -> dict[str, Any]:
    return {
        "organisation": f"Organisation:{authority}",
        "name": authority,
        "sector": sector,
        "basis": None,
        **asserted(f"E:{authority}", start, end),
    }


def row(
    context: str,
    *duties: dict[str, Any],
    step: int = 0,
    within: tuple[str, ...] = (),
    custody: tuple[dict[str, Any], ...] = (),
    supervision: tuple[dict[str, Any], ...] = (),
    checks: dict[str, str] | None = None,
    **facts: str,
) -> dict[str, Any]:
    label, _, name = context.partition(":")
    return {
        "context": context,
        "type": label,
        "name": name,
        "said": [f"E:{name}"],
        "step": step,
        "within": list(within),
        "duties": list(duties),
        "custody": list(custody),
        "supervision": list(supervision),
        "checks": [{"role": role, "last": last} for role, last in (checks or {}).items()],
        "facts": {"kind": None, "level": None, "licensed_by": None, **facts},
    }
