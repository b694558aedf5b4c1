"""Totals for Neo4j (总数): of what is found, what no index of the clocks tells not to count.

Neo4j takes longer over the clocks of a state than over all else that a total asks of it. Indexes
tell what has not begun at the asked point, and what is over, which is little: an index of ends
holds nothing that has none. Of what began nobody knows when, as most did, the index of beginnings
tells at once what was recorded later; the rest of it is gone through.

They are asked once everything was found, so that what others record meanwhile is told from what was
there, as it is where each state is looked at: a state that was found stands in every index, its
first and last day never change, and one that is retracted meanwhile no longer counts.
"""

from typing import Final

from graph.cypher.sight import marked
from graph.evidence import UNKNOWN_START
from graph.model.spec import NodeSpec

__all__ = ["CLOCKS", "counted"]

_BEGINNINGS: Final = ("valid_from", "recorded_at")
CLOCKS: Final = (_BEGINNINGS, ("valid_to",), ("retracted_at",))
"""What is indexed together of each state."""

_OUTSIDE: Final = (
    (_BEGINNINGS, f"x.valid_from = '{UNKNOWN_START}' AND x.recorded_at > $known_at"),
    (
        _BEGINNINGS,
        (
            f"x.valid_from > '{UNKNOWN_START}' AND x.recorded_at >= ''"
            " AND (x.valid_from > $as_of OR x.recorded_at > $known_at)"
        ),
    ),
    (("valid_to",), "x.valid_to <= $as_of"),
    (("retracted_at",), "x.retracted_at <= $known_at"),
)


def counted(spec: NodeSpec, state: str, found: str, total: str) -> str:
    """Return the body that counts what holds at the asked point.

    Args:
        spec: Type of what is counted.
        state: Variable of each state.
        found: Clauses that find them, whatever holds, ending in a WHERE that something follows.
        total: Variable of the count.
    """
    label = spec.state_label
    outside = " UNION ALL ".join(
        f"MATCH (x:{label}) USING INDEX x:{label}({', '.join(index)}) WHERE {told} RETURN x"
        for index, told in _OUTSIDE
    )
    return (
        f"{found}{marked(spec, state)} WITH collect({state}) AS f"
        f" WITH f, COLLECT {{ {outside} }} AS o RETURN CASE WHEN o = []"
        f" THEN size(f) ELSE size([x IN f WHERE NOT x IN o]) END AS {total}"
    )
