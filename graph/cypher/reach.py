"""Reach (首键范围), for Neo4j: how far a page of several keys goes by the first of them.

Items of several keys stand in no index in their order, so each would have to be looked at to find
the first few. The index of the first key tells behind which value of it none of the page stands.
"""

from collections.abc import Callable

from graph.cypher.keys import ABOVE, Keys
from graph.cypher.names import Names
from graph.cypher.selection import Page
from graph.cypher.sight import guard_of, sort_key
from graph.model.spec import NodeSpec

__all__ = ["has_reach", "reach"]


def has_reach(spec: NodeSpec, page: Page) -> bool:
    """Tell whether it is worth asking how far a page goes.

    Where a filter lets little through, the index would be walked for nothing; a key that is kept
    from somebody has none.
    """
    return bool(page.then) and page.filter.is_empty and not guard_of(spec, page.order.property)


def reach(
    names: Names, spec: NodeSpec, page: Page, state: str, counts: Callable[[str], str]
) -> str:
    """Return the clauses that find whatever a page may show, ending in a WHERE.

    Args:
        names: Variables and parameters of the statement.
        spec: Type of what is listed.
        page: What was asked.
        state: Variable of each state.
        counts: Gives the predicate that a state is to be shown, from its variable.
    """
    walked, last = names.variable("s"), names.variable("e")
    keys = Keys(names, page, [sort_key(spec, each.property, walked) for each in page.orders])
    key, down = f"sk_{page.order.property}", page.order.descending
    index = f"USING INDEX {{}}:{spec.state_label}({key})"
    beyond = (
        f"{state}.{key} >= {last}" if down else f"{state}.{key} < {last} + {names.parameter(ABOVE)}"
    )
    return (
        f"CALL () {{ MATCH ({walked}:{spec.state_label}) {index.format(walked)}"
        f" WHERE {keys.begins(f'{walked}.{key}')} AND {counts(walked)}{keys.seen}"
        f" WITH {walked} ORDER BY {walked}.{key}{' DESC' if down else ''} LIMIT {keys.limit}"
        f" RETURN {'min' if down else 'max'}({keys.parts[0]}) AS {last} }}"
        f" MATCH ({state}:{spec.state_label}) {index.format(state)}"
        f" WHERE {keys.begins(f'{state}.{key}')} AND {beyond} AND {counts(state)}"
    )
