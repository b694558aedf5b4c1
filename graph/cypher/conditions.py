"""Filters as predicates (筛选条件编译)."""

from collections.abc import Collection
from dataclasses import dataclass

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

__all__ = ["Behind", "behind", "condition", "hop"]

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
    keyed: Collection[str] = (),
) -> str | None:
    """Return the predicate of a filter on a state or a relationship; None if it asks nothing.

    Args:
        names: Variables and parameters of the statement.
        state: Variable that holds the properties.
        wanted: The filter.
        target: What it is on.
        keyed: Properties that are best asked by their stored keys, which indexes hold.
    """

    def inner(each: Filter) -> str | None:
        return condition(names, state, each, target)

    parts = [
        (name in keyed and by_key(names, state, target, (name, op, value)))
        or _compare(names, _stored(target, state, name), op, value)
        for name, op, value in wanted.conditions
    ]
    every = (condition(names, state, each, target, keyed=keyed) for each in wanted.every)
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
    one = behind(names, node, given)
    exists = f"EXISTS {{ {here} {one.clause} WHERE {one.wanted} }}"
    if given.how is not Quantifier.SINGLE:
        return exists if given.how is Quantifier.SOME else f"NOT {exists}"
    # One thing may be related by several relationships; two things are two. Neo4j, which would
    # look at every two, counts.
    other = behind(names, node, given)
    several = f"{one.wanted} AND {other.wanted} AND {one.thing}.id <> {other.thing}.id"
    beside = f"{here} {one.clause} {other.clause} WHERE {several}"
    single = f"{exists} AND NOT EXISTS {{ {beside} }}"
    found = f"{here} {one.clause} WHERE {one.wanted} RETURN DISTINCT {one.thing}.id"
    return names.either(single, f"COUNT {{ {found} }} = 1")


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind an end (关联一端).

    Attributes:
        thing: Variable of each thing.
        state: Variable of its state.
        clause: Clause that finds both, from a node.
        wanted: What they, and the relationship to them, must fulfil.
    """

    thing: str
    state: str
    clause: str
    wanted: str


def behind(names: Names, node: str, given: Related) -> Behind:
    """Return what a condition wants behind an end of a node."""
    end, relation = given.end, names.variable("r")
    thing, state = names.variable("m"), names.variable("s")
    clause = f"MATCH {hop(end, node, relation, thing)}-[:{RelType.HAS_STATE}]->({state})"
    asked = (
        condition(names, state, given.node, end.target),
        condition(names, relation, given.edge, end.relation),
    )
    inner = " AND ".join(filter(None, asked))
    if given.negated:
        inner = f"NOT ({inner or 'true'})"
    seen = f"{lasts(end.relation.type, relation)} AND {holds(state)}{marked(end.target, state)}"
    wanted = f"{seen} AND {inner}" if inner else seen
    if inner and given.node.is_plain:  # Neo4j would look at the clocks of the relationship first
        wanted = names.either(wanted, f"CASE WHEN {inner} THEN {seen} ELSE false END")
    return Behind(thing, state, clause, wanted)
