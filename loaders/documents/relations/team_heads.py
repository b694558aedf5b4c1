"""Heads of teams (组长): who heads which of the teams that a notice or a bulletin lists."""

from collections.abc import Iterator

from loaders.documents.grammar.reading import Reading
from loaders.documents.names.headed_teams import headed_teams
from loaders.documents.statements import ExtractedRelation, RelationType

__all__ = ["team_heads"]


def team_heads(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield who is said to head a team (组长)."""
    for found in headed_teams(reading):
        pair = (reading.quote(found.head), reading.quote(found.team))
        yield reading.relation(
            RelationType.RESPONSIBLE_FOR, *pair, found.evidence, "duty.heads-team"
        )
