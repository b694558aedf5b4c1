"""Filters as predicates (筛选条件编译)."""

from graph.cypher.clock import holds, lasts
from graph.cypher.names import Names
from graph.cypher.near import is_near
from graph.cypher.selection import Filter, Op, Quantifier, Related
from graph.cypher.sight import guard_of, marked
from graph.cypher.sought import by_key
from graph.evidence import UNKNOWN_START
from graph.model.labels import RelType
from graph.model.registry import End
from graph.model.spec import Group, NodeSpec, RelationSpec

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


def condition(
    names: Names,
    state: str,
    wanted: Filter,
    target: NodeSpec | Group | RelationSpec,
    *,
    sought: bool = False,
) -> str | None:
    """Return the predicate of a filter on a state or a relationship; None if it asks nothing.

    Args:
        names: Variables and parameters of the statement.
        state: Variable that holds the properties.
        wanted: The filter.
        target: What it is on.
        sought: Whether all that fulfils it is wanted, and best found in indexes.
    """

    def inner(each: Filter) -> str | None:
        return condition(names, state, each, target)

    parts = [
        (sought and by_key(names, state, target, (name, op, value)))
        or _compare(names, _stored(target, state, name), op, value)
        for name, op, value in wanted.conditions
    ]
    every = (condition(names, state, each, target, sought=sought) for each in wanted.every)
    parts += filter(None, every)
    if wanted.some is not None:
        either = [inner(f) or "true" for f in wanted.some]
        parts.append(f"({' OR '.join(either)})" if either else "false")
    parts += [f"NOT ({inner(f) or 'true'})" for f in wanted.negated]
    parts += [_related(names, state, given) for given in wanted.related]
    parts += [is_near(names, state, wanted.near)] if wanted.near else []
    return " AND ".join(f"({part})" for part in parts) if parts else None


def _stored(target: NodeSpec | Group | RelationSpec, state: str, name: str) -> str:
    if isinstance(target, RelationSpec):
        stored = f"{state}.{name}"
        unknown = f"CASE WHEN {stored} = '{UNKNOWN_START}' THEN null ELSE {stored} END"
        return unknown if name == "valid_from" else stored
    # A record is its own state and has no other node to be the state of.
    if name == "id":
        return f"coalesce({state}.of, {state}.id)"
    stored, guard = f"{state}.{name}", guard_of(target, name)
    return guard.mark(state, stored) if guard else stored


def _compare(names: Names, stored: str, op: Op, value: object) -> str:
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


def _related(names: Names, state: str, given: Related) -> str:
    node = names.variable("n")
    here = f"MATCH ({node})-[:{RelType.HAS_STATE}]->({state})"
    one, found, wanted = _behind(names, node, given)
    exists = f"EXISTS {{ {here} {found} WHERE {wanted} }}"
    if given.how is not Quantifier.SINGLE:
        return exists if given.how is Quantifier.SOME else f"NOT {exists}"
    # One thing may be related by several relationships; two things are two. Neo4j, which would
    # look at every two, counts.
    other, beside, same = _behind(names, node, given)
    several = f"{wanted} AND {same} AND {one}.id <> {other}.id"
    single = f"{exists} AND NOT EXISTS {{ {here} {found} {beside} WHERE {several} }}"
    count = f"COUNT {{ {here} {found} WHERE {wanted} RETURN DISTINCT {one}.id }} = 1"
    return names.either(single, count)


def _behind(names: Names, node: str, given: Related) -> tuple[str, str, str]:
    """Return the variable of what stands behind an end, the pattern to it, and its predicate."""
    end, relation = given.end, names.variable("r")
    other, behind = names.variable("m"), names.variable("s")
    found = f"MATCH {hop(end, node, relation, other)}-[:{RelType.HAS_STATE}]->({behind})"
    asked = (
        condition(names, behind, given.node, end.target),
        condition(names, relation, given.edge, end.relation),
    )
    inner = " AND ".join(filter(None, asked))
    if given.negated:
        inner = f"NOT ({inner or 'true'})"
    seen = f"{lasts(end.relation.type, relation)} AND {holds(behind)}{marked(end.target, behind)}"
    wanted = f"{seen} AND {inner}" if inner else seen
    if inner and given.node.is_plain:  # Neo4j would look at the clocks of the relationship first
        wanted = names.either(wanted, f"CASE WHEN {inner} THEN {seen} ELSE false END")
    return other, found, wanted
