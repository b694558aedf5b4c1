"""What is new in the record (新增记录): by the instants under which it was recorded.

All that one write records bears one instant. A load commits by portions; what it leaves at
its end (a load record, an audit record, a closed proposal) says that its instant is whole. What
is read for a subscriber has a guarded form; what only tells that there is news has none.
"""

from typing import Final

from graph.cypher.sight import Guardable, marked, sighted
from graph.model.labels import Label
from graph.model.proposal import PROPOSAL
from graph.model.registry import NODES
from graph.model.spec import NodeSpec

__all__ = ["MARKS", "MARKS_SINCE", "instants", "members"]

_MARKERS: Final = (
    *(spec for spec in NODES if spec.record and spec.label not in (Label.DOCUMENT, Label.EVIDENCE)),
    PROPOSAL,
)


def _marks(condition: str) -> str:
    found = (
        f"MATCH (m:{spec.state_label}) WHERE m.recorded_at {condition} RETURN m.recorded_at AS at"
        for spec in _MARKERS
    )
    return f"CALL () {{ {' UNION '.join(found)} }} RETURN DISTINCT at"


MARKS: Final = _marks("IN $instants")
"""Which of some instants are whole; column ``at``."""
MARKS_SINCE: Final = _marks("> $since")
"""All instants since one that are whole; column ``at``."""


def instants(spec: NodeSpec) -> Guardable:
    """Return the statement that tells under which instants nodes of a type were changed.

    Columns ``at`` and ``size``, the number of nodes; parameter ``since``, not itself in it.
    """
    state, seen = spec.state_label, marked(spec, "s")
    clocks = ("recorded_at",) if spec.record else ("recorded_at", "retracted_at")
    parts = (
        f"MATCH (s:{state}) WHERE s.{clock} > $since{seen} RETURN s.{clock} AS at, s"
        for clock in clocks
    )
    return sighted(f"CALL () {{ {' UNION ALL '.join(parts)} }} RETURN at, count(s) AS size")


def members(spec: NodeSpec) -> Guardable:
    """Return the statement that tells which nodes of a type were changed under ``instant``.

    Columns ``id``, ``evidence`` and ``recorded``: whether it was recorded then, or retracted.
    """
    state, seen = spec.state_label, marked(spec, "s")
    if spec.record:
        return sighted(
            f"MATCH (s:{state}) WHERE s.recorded_at = $instant{seen}"
            " RETURN s.id AS id, [] AS evidence, true AS recorded"
        )
    parts = (
        f"MATCH (s:{state}) WHERE s.{clock} = $instant{seen}"
        f" RETURN s.of AS id, s.evidence AS evidence, {recorded} AS recorded"
        for clock, recorded in (("recorded_at", "true"), ("retracted_at", "false"))
    )
    return sighted(f"CALL () {{ {' UNION ALL '.join(parts)} }} RETURN id, evidence, recorded")
