"""Statements that write evidence (依据写入语句), and what is said at each place of a source.

Whatever is looked up by its id is sought in the index of ids, as in `graph.store.statements`.
"""

from typing import Final

__all__ = [
    "ADD_PROPOSALS",
    "ADD_SAID",
    "CREATE_EVIDENCE",
    "KNOWN_EVIDENCE",
    "MERGE_EVIDENCE",
    "MERGE_MORE_EVIDENCE",
    "NOTE_GRANTED",
    "OPEN_EVIDENCE",
    "TAKE_SAID",
]

OPEN_EVIDENCE: Final = """\
UNWIND $rows AS row
MATCH (d:Document {id: row.document}) USING INDEX SEEK d:Document(id)
MERGE (e:Evidence {id: row.id}) ON CREATE SET e += row.properties
MERGE (e)-[:IN_DOCUMENT]->(d)
"""

_SAID_MORE: Final = """\
SET e.entities = coalesce(e.entities, [])
  + [x IN row.entities WHERE NOT x IN coalesce(e.entities, [])],
  e.relations = coalesce(e.relations, [])
  + [x IN row.relations WHERE NOT x IN coalesce(e.relations, [])]"""

CREATE_EVIDENCE: Final = """\
UNWIND $documents AS document
MATCH (d:Document {id: document.id}) USING INDEX SEEK d:Document(id)
UNWIND document.rows AS row
CREATE (e:Evidence)-[:IN_DOCUMENT]->(d) SET e = row
"""
"""Each document is sought once: for each of its rows that cost a fifth of what evidence costs."""

KNOWN_EVIDENCE: Final = """\
UNWIND $ids AS id
MATCH (e:Evidence {id: id}) USING INDEX SEEK e:Evidence(id)
RETURN e.id AS id"""

MERGE_EVIDENCE: Final = OPEN_EVIDENCE + "SET e.entities = row.entities, e.relations = row.relations"

MERGE_MORE_EVIDENCE: Final = OPEN_EVIDENCE + _SAID_MORE

NOTE_GRANTED: Final = """\
UNWIND $rows AS row
MATCH (d:Document {id: row.id}) USING INDEX SEEK d:Document(id)
WHERE any(x IN row.notes WHERE NOT x IN coalesce(d.granted, []))
SET d.granted = coalesce(d.granted, []) + [x IN row.notes WHERE NOT x IN coalesce(d.granted, [])]"""
"""A document keeps each such note once, so that nobody need go through its evidence for them."""

ADD_SAID: Final = (
    """\
UNWIND $rows AS row
MATCH (e:Evidence {id: row.id}) USING INDEX SEEK e:Evidence(id)
"""
    + _SAID_MORE
)

TAKE_SAID: Final = """\
UNWIND $rows AS row
MATCH (e:Evidence {id: row.id}) USING INDEX SEEK e:Evidence(id)
SET e.entities = [x IN coalesce(e.entities, []) WHERE NOT x IN row.entities],
  e.relations = [x IN coalesce(e.relations, []) WHERE NOT x IN row.relations]"""

ADD_PROPOSALS: Final = """\
UNWIND $rows AS row
MATCH (e:Evidence {id: row.id}) USING INDEX SEEK e:Evidence(id)
SET e.proposals = coalesce(e.proposals, [])
  + [x IN row.proposals WHERE NOT x IN coalesce(e.proposals, [])]"""
