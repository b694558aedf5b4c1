"""Requests and outcomes (查询请求与结果): what is asked in GraphQL, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

__all__ = ["Described", "Outcome", "Request"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GraphQL request (查询请求).

    Attributes:
        query: The document; empty where only its id is given.
        variables: Values of its variables.
        operation: Which of its operations; None for the only one.
        id: Number under which the log knows it.
        document: Id of the document, which goes for one that is empty.
        priced: Whether the answer is to tell what it costs, under `extensions`.
    """

    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation: str | None = None
    id: str = "-"
    document: str | None = None
    priced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is known of a request before it is executed (请求概况).

    Attributes:
        name: Name of its operation; None if it has none or is not valid.
        kind: What it is, as ``query``; None if that is not clear.
        depth: Fields within fields.
        cost: What it may cost.
    """

    name: str | None
    kind: str | None
    depth: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a request (查询结果).

    Attributes:
        response: The response, as plain data.
        executed: Whether it was executed, however that ended; else the request is at fault.
    """

    response: Mapping[str, Any]
    executed: bool

    def extended(self, **more: Any) -> "Outcome":
        """Return the outcome with more beside its data, under `extensions`."""
        extensions = {**self.response.get("extensions", {}), **more}
        return replace(self, response={**self.response, "extensions": extensions})
