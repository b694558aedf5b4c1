"""Reading nouns (名词读取): one node, a list, by ids, by text; one statement each."""

from enum import Enum
from typing import Any, Final

from strawberry.types import Info

from graph.cypher.listing import listed
from graph.cypher.roots import Compiled, by_ids, by_name, by_text
from graph.cypher.selection import ById, ByName, ByText
from graph.errors import CustodyError
from graph.model.groups import ORGANISATION
from graph.model.identity import label_of
from graph.model.registry import NODES, THINGS, node_spec
from graph.model.spec import Group, NodeSpec
from schema.asked import Asked
from schema.context import Context, point_of
from schema.execution import Shaped
from schema.planning import Plan
from schema.selecting import connection, items_of
from schema.shaping import ordered
from schema.straight import Straight
from schema.types.base import At

__all__ = [
    "SEARCHED",
    "Asking",
    "asked_of",
    "planned",
    "read_by_text",
    "read_list",
    "read_nodes",
    "read_one",
]


Asking = Info[Context, None]
"""`info` of a resolver of ours."""


class NothingGivenError(CustodyError):
    """A single node was asked without saying which (未指明对象)."""

    def __init__(self, spec: NodeSpec) -> None:
        self.spec = spec
        super().__init__(
            zh=f"查询单个{spec.zh}请给出 id 或 name。",
            en=f"{spec.field}: give id or name.",
        )


class AmbiguousNameError(CustodyError):
    """Several nodes bear the name (名称不唯一)."""

    def __init__(self, spec: NodeSpec, name: str) -> None:
        self.name = name
        super().__init__(
            zh=f"名称“{name}”对应多个{spec.zh}；请先检索，再用 id 查询。",
            en=f"more than one {spec.label} is called {name!r}; search for it and ask by id.",
        )


SEARCHED: Final = Group(name="Node", labels=tuple(s.label for s in THINGS))
"""Types that a search finds; records and proposals are not found by text."""


def asked_of(info: Asking) -> Asked:
    """Return what was asked below the root field of a resolver."""
    return planned(info).asked


def planned(info: Asking | Straight) -> Plan:
    """Return what was asked below the root field of a resolver, with its statement."""
    if isinstance(info, Straight):
        return info.plan
    return info.context.plans.of(info._raw_info)  # noqa: SLF001 - Strawberry offers no public way to the AST


async def _read(info: Asking, compiled: Compiled, at: At | None) -> list[dict[str, Any]]:
    point = point_of(at)
    parameters = {**compiled.parameters, **point.parameters}
    return await info.context.store.read(compiled.text, parameters)


async def read_one(
    info: Asking,
    spec: NodeSpec,
    id: str | None,  # noqa: A002 - as the field's argument is called
    name: str | None,
    at: At | None,
) -> Shaped | None:
    """Read one node by id, or by name or alias.

    Raises:
        NothingGivenError: If neither is given.
        AmbiguousNameError: If several nodes bear the name.
    """
    plan = planned(info)
    if id is not None:
        parts = plan.statement(lambda asked: by_ids([_by_id(spec, [id], asked)]))
        rows = await _read(info, parts, at)
        found = [row["node"] for row in rows[0]["data0"]]
    elif name is not None:
        rows = await _read(info, plan.statement(lambda asked: _by_name(spec, name, asked)), at)
        found = rows[0]["data"]
    else:
        raise NothingGivenError(spec)
    if len(found) > 1:
        raise AmbiguousNameError(spec, name or "")
    return Shaped(ordered(found[0], plan.asked)) if found else None


def _by_id(target: NodeSpec | Group, ids: list[str], asked: Asked) -> ById:
    return ById(target=target, ids=ids, items=items_of(asked, target))


def _by_name(spec: NodeSpec, name: str, asked: Asked) -> Compiled:
    return by_name(ByName(target=spec, name=name, items=items_of(asked, spec)))


async def read_list(info: Asking, spec: NodeSpec, at: At | None) -> Shaped:
    """Read a page of all nodes of a type."""
    plan = planned(info)
    compiled = plan.statement(lambda asked: listed(connection(asked, None, spec)))
    rows = await _read(info, compiled, at)
    return Shaped(ordered(rows[0]["data"], plan.asked))


def _known(identifier: str) -> NodeSpec | Group | None:
    label = label_of(identifier)
    if label == ORGANISATION.name:
        return ORGANISATION
    return node_spec(label) if any(spec.label == label for spec in NODES) else None


async def read_nodes(info: Asking, ids: list[str], at: At | None) -> list[Any]:
    """Fetch nodes of any types by id, in the order given; an unknown id gives null."""
    plan = planned(info)
    groups: dict[str, list[str]] = {}
    for identifier in dict.fromkeys(ids):
        if _known(identifier) is not None:
            groups.setdefault(label_of(identifier), []).append(identifier)
    parts = [(_known(members[0]), members) for members in groups.values()]
    if not parts:
        return [None for _ in ids]

    def compiled(asked: Asked) -> Compiled:
        return by_ids([_by_id(target, members, asked) for target, members in parts if target])

    rows = await _read(info, plan.statement(compiled), at)
    nodes = {r["id"]: r["node"] for k in range(len(parts)) for r in rows[0][f"data{k}"]}
    return [ordered(nodes[i], plan.asked) if i in nodes else None for i in ids]


async def read_by_text(info: Asking, text: str, types: list[Enum], at: At | None) -> Shaped:
    """Read a page of what a text finds, best first."""
    plan = planned(info)

    def compiled(asked: Asked) -> Compiled:
        wanted = connection(asked, None, SEARCHED)
        return by_text(ByText(text=text, types=[each.value for each in types], connection=wanted))

    rows = await _read(info, plan.statement(compiled), at)
    return Shaped(ordered(rows[0]["data"], plan.asked))
