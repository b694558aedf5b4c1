"""Totals for Neo4j (总数): of what is found, what no index of the clocks tells to be outside.

Neo4j takes longer over the clocks of a state than over all else that a total asks of it. Indexes
find what does not hold at a point, which is little; all that is found besides does.

They are looked into after everything was found, so that what others record meanwhile is told
from what was there, as it is where each state is looked at: a state that was found stands in the
indexes, its beginnings never change, and one that is retracted no longer counts.
"""

from typing import Final

__all__ = ["CLOCKS", "counted"]

CLOCKS: Final = (("valid_from", "recorded_at"), ("valid_to",), ("retracted_at",))
"""What is indexed together. Few have an end, and an index holds no others."""

_OUTSIDE: Final = (
    (CLOCKS[0], "x.valid_from > $as_of AND x.recorded_at >= ''"),
    (CLOCKS[0], "x.valid_from >= '' AND x.recorded_at > $known_at"),
    (CLOCKS[1], "x.valid_to <= $as_of"),
    (CLOCKS[2], "x.retracted_at <= $known_at"),
)


def counted(label: str, state: str, found: str, total: str) -> str:
    """Return the body that counts what holds at the asked point.

    Args:
        label: Label of the states.
        state: Variable of each.
        found: Clauses that find them, ending in a WHERE.
        total: Variable of the count.
    """
    steps = " ".join(
        f"CALL (f) {{ MATCH (x:{label}) USING INDEX x:{label}({', '.join(index)})"
        f" WHERE {outside} RETURN collect(x) AS o{k} }}"
        for k, (index, outside) in enumerate(_OUTSIDE)
    )
    every = " + ".join(f"o{k}" for k in range(len(_OUTSIDE)))
    return (
        f"{found} WITH collect({state}) AS f {steps} WITH f, {every} AS o RETURN CASE WHEN o = []"
        f" THEN size(f) ELSE size([x IN f WHERE NOT x IN o]) END AS {total}"
    )
