"""Whether two executors answer alike (执行一致): data, errors, and the order of both."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from graphql import ExecutionResult

from server.limits import LIMITS
from server.presenting import presented

__all__ = ["LIMITLESS", "differences", "is_refused"]

BIG: Final = 1_000_000
BOUNDS: Final = frozenset({"PAGE_TOO_LARGE", "ORDER", "CURSOR", "NEAR", "PLACE"})
"""What can be told of the arguments alone."""

LIMITLESS: Final = replace(LIMITS, tokens=BIG, depth=BIG, fields=BIG, aliases=BIG, directives=BIG)
"""Limits under which random queries are executed: those of their size say nothing of answers."""

Told = Sequence[Mapping[str, Any]]


def is_refused(compiled: Mapping[str, Any]) -> bool:
    """Tell whether a query was not executed for what it may cost."""
    codes = [error["extensions"]["code"] for error in compiled.get("errors", ())]
    return "QUERY_TOO_COSTLY" in codes


def differences(compiled: Mapping[str, Any], standard: ExecutionResult) -> list[str]:
    """Return how a response of the product differs from what the standard executor gives.

    Arguments that no list can have refuse their root field before anything is read, wherever
    below it they stand; field by field they are found out at each list, and never where there is
    none to give. So such an error may stand at the root field here and below it, or nowhere,
    there. Nothing else may differ.
    """
    ours, theirs = list(compiled.get("errors", ())), presented(standard.errors or (), "-")
    data, expected = compiled.get("data"), standard.data
    early = [e for e in ours if e not in theirs and _is_bound(e)]
    refused = {error["path"][0] for error in early}
    if early and (data is None or expected is None):
        return [] if data is None else _unlike(data, dict.fromkeys(refused), only=refused)
    left = [e for e in ours if e not in early]
    right = [e for e in theirs if e.get("path", ("",))[0] not in refused]
    if data is None and expected is None and any(e in right for e in left):
        return []  # once there is no data, it is free which other errors are still told
    found = [] if _sorted(left) == _sorted(right) else [f"errors {left} instead of {right}"]
    if data is None or expected is None:
        return found + _unlike(data, expected)
    told = {key: None if key in refused else value for key, value in expected.items()}
    return found + _unlike(data, told)


def _is_bound(error: Mapping[str, Any]) -> bool:
    return error["extensions"]["code"] in BOUNDS and len(error.get("path", ())) == 1


def _unlike(data: Any, expected: Any, only: frozenset[str] | set[str] | None = None) -> list[str]:
    """Compare data as text, since the order of keys counts."""
    kept = {key: value for key, value in data.items() if key in only} if only else data
    ours, theirs = _text(kept), _text(expected)
    if ours == theirs:
        return []
    k = next((k for k, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), 0)
    return [
        f"data …{ours[max(0, k - 80) : k + 200]}… instead of …{theirs[max(0, k - 80) : k + 200]}…"
    ]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=repr)


def _sorted(errors: Told) -> list[str]:
    return sorted(map(_text, errors))
