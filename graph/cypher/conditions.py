"""Filters as predicates (筛选条件编译)."""

from graph.cypher.clock import holds
from graph.cypher.names import Names
from graph.cypher.near import is_near
from graph.cypher.selection import Filter, Op
from graph.model.labels import RelType
from graph.model.registry import End

__all__ = ["condition", "hop"]

_SYMBOLS = {
    Op.EQ: "=",
    Op.IN: "IN",
    Op.CONTAINS: "CONTAINS",
    Op.STARTS_WITH: "STARTS WITH",
    Op.GT: ">",
    Op.GTE: ">=",
    Op.LT: "<",
    Op.LTE: "<=",
}


def condition(names: Names, state: str, wanted: Filter) -> str | None:
    """Return the predicate of a filter on a state node; None if it asks nothing."""
    parts = [_compare(names, state, *given) for given in wanted.conditions]
    parts += [text for f in wanted.every if (text := condition(names, state, f))]
    if wanted.some is not None:
        either = [condition(names, state, f) or "true" for f in wanted.some]
        parts.append(f"({' OR '.join(either)})" if either else "false")
    parts += [f"NOT ({condition(names, state, f) or 'true'})" for f in wanted.negated]
    parts += [_related(names, state, *given) for given in wanted.related]
    parts += [is_near(names, state, wanted.near)] if wanted.near else []
    return " AND ".join(f"({part})" for part in parts) if parts else None


def _compare(names: Names, state: str, name: str, op: Op, value: object) -> str:
    # A record is its own state and has no other node to be the state of.
    stored = f"coalesce({state}.of, {state}.id)" if name == "id" else f"{state}.{name}"
    if op is Op.IS_NULL:
        return f"{stored} IS {'' if value else 'NOT '}NULL"
    if op is Op.HAS:
        return f"{names.parameter(value)} IN coalesce({stored}, [])"
    # Null makes a comparison unknown, and NOT unknown is unknown: a filter means yes or no.
    return f"coalesce({stored} {_SYMBOLS[op]} {names.parameter(value)}, false)"


def hop(end: End, node: str, relation: str, other: str) -> str:
    """Return the pattern from a node over an end to what stands behind it."""
    link = f"[{relation}:{end.relation.type}]"
    arrow = f"-{link}->" if end.direction == "forward" else f"<-{link}-"
    return f"({node}){arrow}({other}:{end.there.pattern})"


def _related(names: Names, state: str, end: End, present: bool, wanted: Filter) -> str:  # noqa: FBT001 - a value of the filter, not a switch
    node, relation = names.variable("n"), names.variable("r")
    other, behind = names.variable("m"), names.variable("s")
    inner = condition(names, behind, wanted)
    exists = (
        f"EXISTS {{ MATCH ({node})-[:{RelType.HAS_STATE}]->({state})"
        f" MATCH {hop(end, node, relation, other)}-[:{RelType.HAS_STATE}]->({behind})"
        f" WHERE {holds(relation)} AND {holds(behind)}{f' AND {inner}' if inner else ''} }}"
    )
    return exists if present else f"NOT {exists}"
