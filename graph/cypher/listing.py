"""Lists as statements (列表语句): a page of all nodes of one type, and how many there are."""

from dataclasses import replace
from functools import partial

from graph.cypher.backward import backward
from graph.cypher.compiler import PageCompiler
from graph.cypher.conditions import condition
from graph.cypher.counted import counted
from graph.cypher.keys import Keys
from graph.cypher.names import Names
from graph.cypher.near import in_box
from graph.cypher.reach import has_reach, reach
from graph.cypher.roots import Compiled, identity, is_true
from graph.cypher.selection import Connection, Op, Page
from graph.cypher.sight import marked, sighted, sort_key
from graph.cypher.sought import by_key, scanned, sortable
from graph.model.spec import NodeSpec

__all__ = ["listed"]


def listed(asked: Connection) -> Compiled:
    """Compile a list of all nodes of one type; the answer is in column ``data``."""
    spec = asked.target
    if not isinstance(spec, NodeSpec):
        raise TypeError(spec)
    names = Names()
    node, state = names.variable("n"), names.variable("s")
    wanted = _wanted(names, asked.page, spec, state)
    near, anchor, pool = asked.page.filter.near, [], ""
    found = f"MATCH ({state}:{spec.state_label})"
    if near:  # ArcadeDB looks into an index of values outside subqueries alone
        pool, each = names.variable("b"), names.variable("s")
        box = in_box(names, each, near)
        anchor = [f"MATCH ({each}:{spec.state_label}) WHERE {box} WITH collect({each}) AS {pool}"]
        found = f"UNWIND {pool} AS {state} WITH {state}"
    true = _counts(spec, state)
    # ArcadeDB looks at one after the other as they stand; Neo4j in an order of its own.
    both = (wanted, true) if asked.page.filter.is_plain else (true, wanted)
    found += f" WHERE {' AND '.join(filter(None, both))}"
    stored = [sort_key(spec, order.property, state) for order in asked.page.orders]
    keys = Keys(names, asked.page, stored, further=asked.looks_further)
    page = PageCompiler(names, asked, keys, ("", node, state))
    bodies = []
    if not asked.counted_alone:
        own_id = f"{state}.{'id' if spec.record else 'of'}"
        reached = _reached(names, asked.page, spec, state, found)
        shown = f"{reached}{keys.seen} WITH {state}"
        bodies = [page.subquery(shown, identity(spec, node, state), own_id)]
    totals = {alias: names.variable("t") for alias in asked.total}
    bodies += [_total(names, asked, found, state, total) for total in totals.values()]
    calls = [f"CALL ({pool}) {{ {body} }}" for body in bodies]
    text = "\n".join([*anchor, *calls, f"RETURN {page.shape(totals)} AS data"])
    return Compiled(sighted(*names.forms(text)), names.parameters)


def _wanted(names: Names, page: Page, spec: NodeSpec, state: str) -> str | None:
    """Return the predicate of the filter; Neo4j has the first key at hand, and so asks it first."""
    wanted = condition(names, state, page.filter, spec)
    asked = [one for one in page.filter.conditions if one[:2] == (page.order.property, Op.CONTAINS)]
    if not asked or not (first := by_key(names, state, spec, asked[0])):
        return wanted
    rest = [one for one in page.filter.conditions if one is not asked[0]]
    others = condition(names, state, replace(page.filter, conditions=rest), spec)
    if others and page.filter.is_plain:
        first = f"CASE WHEN {first} THEN {others} ELSE false END"
    elif others:
        first = f"{first} AND {others}"
    return names.either(wanted or "true", first)


def _reached(names: Names, page: Page, spec: NodeSpec, state: str, found: str) -> str:
    """Return the clauses that find the items of a page; Neo4j looks no further than it reaches."""
    if not has_reach(spec, page):
        return found
    return names.either(found, reach(names, spec, page, state, partial(_counts, spec)))


def _total(names: Names, asked: Connection, found: str, state: str, total: str) -> str:
    """Return the body that counts what is found; Neo4j counts by its indexes of the clocks."""
    spec, plain = asked.target, f"{found} RETURN count({state}) AS {total}"
    if not isinstance(spec, NodeSpec) or spec.record or asked.page.filter.near:
        return plain
    every = backward(names, spec, state, asked.page.filter) or _every(names, asked, spec, state)
    return names.either(plain, counted(spec, state, every, total))


def _every(names: Names, asked: Connection, spec: NodeSpec, state: str) -> str:
    """Return the clauses that find what fulfils a filter, whatever holds, ending in a WHERE."""
    found = f"MATCH ({state}:{spec.state_label})"
    wanted = condition(names, state, asked.page.filter, spec, keyed=sortable(spec)) or "true"
    if key := scanned(spec, asked.page.filter):
        index = f"USING INDEX {state}:{spec.state_label}({key})"
        return f"{found} {index} WHERE {state}.{key} IS NOT NULL AND {wanted}"
    return f"{found} WHERE {wanted}"


def _counts(spec: NodeSpec, state: str) -> str:
    """Return the predicate that a state counts at the asked point, and may be seen."""
    return f"{is_true(spec, state)}{marked(spec, state)}"
