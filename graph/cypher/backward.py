"""Backward (反向查找), for totals of Neo4j: from what is related to what is counted.

Neo4j goes from each thing to all that is related to it, until something fulfils the condition.
Where an index tells what does, and that is no more than there are things, it is the shorter way:
from each thing at least one step would be taken.
"""

from dataclasses import replace
from typing import Final

from graph.cypher.conditions import behind, condition
from graph.cypher.names import Names
from graph.cypher.selection import Filter, Quantifier
from graph.cypher.sought import placed, sortable
from graph.model.labels import RelType
from graph.model.spec import NodeSpec

__all__ = ["backward"]

_MOST: Final = 5_000
"""So many related things are looked up at most."""


def backward(names: Names, spec: NodeSpec, state: str, wanted: Filter) -> str | None:
    """Return the clauses that find what fulfils a filter, whatever holds, ending in a WHERE.

    Args:
        names: Variables and parameters of the statement.
        spec: Type of what is found.
        state: Variable of each state.
        wanted: The filter.

    Returns:
        None if no index tells what is related.
    """
    for given in wanted.related:
        target = given.end.target
        if given.how is not Quantifier.SOME or given.negated or not isinstance(target, NodeSpec):
            continue
        node, many, every = names.variable("n"), names.variable("b"), names.variable("b")
        there = behind(names, node, given)
        if key := placed(names, there.state, target, given.node):
            break
    else:
        return None
    most, label = names.parameter(_MOST), spec.state_label
    is_few = f"size({many}) < {most} AND size({many}) <= {every}"
    others = replace(wanted, related=[one for one in wanted.related if one is not given])
    rest = condition(names, state, others, spec, keyed=sortable(spec)) or "true"
    whole = condition(names, state, wanted, spec, keyed=sortable(spec))
    return (
        f"CALL () {{ MATCH ({there.state}:{target.state_label}) WHERE {key}"
        f" WITH {there.state} LIMIT {most} RETURN collect({there.state}) AS {many} }}"
        f" CALL () {{ MATCH ({state}:{label}) RETURN count({state}) AS {every} }}"
        f" CALL ({many}, {every}) {{ UNWIND CASE WHEN {is_few} THEN {many} ELSE [] END"
        f" AS {there.state} {there.clause} WHERE {there.wanted}"
        f" MATCH ({node})-[:{RelType.HAS_STATE}]->({state}:{label}) WHERE {rest}"
        f" RETURN DISTINCT {state} UNION ALL"
        f" MATCH ({state}:{label}) WHERE NOT ({is_few}) AND {whole} RETURN {state} }}"
        f" WITH {state} WHERE true"
    )
