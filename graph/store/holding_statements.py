"""Statements that hold (占用语句): whoever writes first holds a node until the transaction ends."""

from typing import Final

__all__ = [
    "CLAIM_RECORD",
    "FILL_RECORD",
    "HOLD_SCOPES",
    "LOCK_PROPOSALS",
    "MARK_SCOPES",
]

# Two people may decide at once: whoever writes first holds the node until the end.
LOCK_PROPOSALS: Final = """\
UNWIND $ids AS id
MATCH (n:Proposal {id: id}) USING INDEX SEEK n:Proposal(id) SET n.type = 'Proposal'"""


MARK_SCOPES: Final = """\
MERGE (m:Scoping {id: 'scoping'}) SET m.day = null, m.marks = coalesce(m.marks, 0) + 1
RETURN m.marks AS marks"""
"""Says that the keys of what may be seen are out of date, with whatever made them so.

The count makes each mark a change, which holds the node until the end of the transaction, and
tells whether another made one meanwhile.
"""

HOLD_SCOPES: Final = "MERGE (m:Scoping {id: 'scoping'}) SET m.held = true"
"""Let nobody else write until this transaction ends, and let the keys be as they are."""

# Two requests may bear one key: whoever writes first holds the record until the end, the other
# then finds it filled in.
CLAIM_RECORD: Final = """\
MERGE (n:AuditRecord {id: $id}) ON CREATE SET n.type = 'AuditRecord', n.claim = $claim
RETURN coalesce(n.claim, '') = $claim AS mine, properties(n) AS said"""

FILL_RECORD: Final = """\
MATCH (n:AuditRecord {id: $id}) SET n += $properties REMOVE n.claim"""
