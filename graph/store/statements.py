"""Statements that write (写入语句), derived from the model.

Whatever is looked up by its id is sought in the index of ids, and says so: while there are none
of a type, or few, Neo4j may plan to go through all of them for each row, and keeps to that plan
when there are many.
"""

from typing import Final

from graph.model.labels import Label, RelType
from graph.model.spec import NodeSpec, RelationSpec

__all__ = [
    "ADD_PROPOSALS",
    "ADD_SAID",
    "CLAIM_RECORD",
    "CREATE_EVIDENCE",
    "FILL_RECORD",
    "HOLD_SCOPES",
    "KNOWN_EVIDENCE",
    "LOCK_PROPOSALS",
    "MARK_SCOPES",
    "MERGE_EVIDENCE",
    "MERGE_MORE_EVIDENCE",
    "NOTE_GRANTED",
    "OPEN_EVIDENCE",
    "TAKE_SAID",
    "create_relations",
    "create_states",
    "create_things",
    "extend_relations",
    "extend_states",
    "look_up",
    "merge_records",
    "read_around",
    "read_between",
    "read_held",
    "read_past_names",
    "read_past_states",
    "read_relations",
    "read_states",
    "retract_relations",
    "retract_states",
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

# Two requests may bear one key: whoever writes first holds the record until the end, the other
# then finds it filled in.
HOLD_SCOPES: Final = "MERGE (m:Scoping {id: 'scoping'}) SET m.held = true"
"""Let nobody else write until this transaction ends, and let the keys be as they are."""
CLAIM_RECORD: Final = """\
MERGE (n:AuditRecord {id: $id}) ON CREATE SET n.type = 'AuditRecord', n.claim = $claim
RETURN coalesce(n.claim, '') = $claim AS mine, properties(n) AS said"""

FILL_RECORD: Final = """\
MATCH (n:AuditRecord {id: $id}) SET n += $properties REMOVE n.claim"""


def look_up(spec: NodeSpec, *, hold: bool) -> str:
    """Return the statement that finds nodes; who holds them lets nobody else write to them."""
    held = " SET n.type = n.type" if hold else ""
    return f"""\
UNWIND $ids AS id
MATCH (n:{spec.identity_label} {{id: id}}) USING INDEX SEEK n:{spec.identity_label}(id){held}
RETURN n.id AS id, n.type AS type, n.park_id AS park_id"""


def merge_records(spec: NodeSpec) -> str:
    """Return the statement that keeps immutable records; a known one stays as it is."""
    return f"""\
UNWIND $rows AS row
MERGE (n:{spec.label} {{id: row.id}})
ON CREATE SET n += row.properties, n.type = '{spec.label}'"""


def read_states(spec: NodeSpec) -> str:
    """Return the statement that reads what is recorded of nodes and not retracted."""
    return f"""\
UNWIND $ids AS id
MATCH (n:{spec.identity_label} {{id: id}}) USING INDEX SEEK n:{spec.identity_label}(id)
OPTIONAL MATCH (n)-[:{RelType.HAS_STATE}]->(s) WHERE s.retracted_at IS NULL
RETURN id, n.type AS type, properties(s) AS version"""


def read_named(spec: NodeSpec) -> str:
    """Return the statement that reads a page of what things of a type are known by on a day.

    It goes by the index of names; of a thing with a number of a register it gives the key alone.
    """
    return f"""\
MATCH (s:{spec.state_label})
WHERE s.sk_name >= $start AND s.retracted_at IS NULL AND (s.valid_to IS NULL OR s.valid_to > $day)
RETURN s.sk_name AS key, CASE WHEN s.register_code IS NULL THEN {{id: s.of, name: s.name,
  code: s.credit_code, phone: s.phone, lineages: s.lineages, evidence: s.evidence}} END AS peer
ORDER BY s.sk_name LIMIT $limit"""


def read_past_states(spec: NodeSpec, clock: str) -> str:
    """Return the statement that reads versions of a node by when they were recorded or retracted.

    Args:
        spec: Its type.
        clock: ``recorded_at`` or ``retracted_at``.
    """
    return f"""\
MATCH (n:{spec.identity_label} {{id: $id}})-[:{RelType.HAS_STATE}]->(s) WHERE s.{clock} = $at
RETURN properties(s) AS version ORDER BY s.valid_from"""


def read_past_names(label: str) -> str:
    """Return the statement that reads what nodes were called until they were retracted."""
    return f"""\
UNWIND $rows AS row
MATCH (n:{label} {{id: row.id}})-[:{RelType.HAS_STATE}]->(s)
USING INDEX SEEK n:{label}(id) WHERE s.retracted_at = row.at
RETURN row.id AS id, s.name AS name, coalesce(s.aliases, []) AS aliases"""


def read_around(spec: NodeSpec, *, past: bool) -> str:
    """Return the statement that reads the relationships of a node.

    Args:
        spec: Its type.
        past: Whether those that were retracted at an instant; else those that are not retracted.
    """
    when = "r.retracted_at = $at" if past else "r.retracted_at IS NULL"
    return f"""\
MATCH (n:{spec.identity_label} {{id: $id}})-[r]-() WHERE r.id IS NOT NULL AND {when}
RETURN r.id AS id, type(r) AS kind, startNode(r).id AS source, endNode(r).id AS target,
  properties(r) AS version ORDER BY id"""


def create_things(spec: NodeSpec) -> str:
    """Return the statement that records nodes that are not there, each with its first version.

    Where another transaction made one meanwhile, the constraint on its id refuses this one.
    """
    labels = spec.label if spec.parent is None else f"{spec.parent}:{spec.label}"
    return f"""\
UNWIND $rows AS row
CREATE (n:{labels})-[:{RelType.HAS_STATE}]->(s:{spec.state_label}:{Label.STATE})
SET n = row.thing, s = row.version"""


def create_states(spec: NodeSpec) -> str:
    """Return the statement that records versions of nodes that are there."""
    return f"""\
UNWIND $rows AS row
MATCH (n:{spec.identity_label} {{id: row.id}}) USING INDEX SEEK n:{spec.identity_label}(id)
CREATE (n)-[:{RelType.HAS_STATE}]->(s:{spec.state_label}:{Label.STATE})
SET s = row.version, s.scopes = n.scopes"""


def retract_states(spec: NodeSpec) -> str:
    """Return the statement that retracts versions of nodes."""
    return _states(spec, "SET s.retracted_at = row.retracted_at")


def extend_states(spec: NodeSpec) -> str:
    """Return the statement that adds evidence to versions of nodes."""
    return _states(spec, f"SET {_extended('s')}")


def _extended(version: str) -> str:
    gained = ("evidence", "lineages", "sayings")
    return ", ".join(f"{version}.{name} = row.{name}" for name in gained)


def _states(spec: NodeSpec, change: str) -> str:
    return f"""\
UNWIND $rows AS row
MATCH (n:{spec.identity_label} {{id: row.id}})-[:{RelType.HAS_STATE}]->(s)
USING INDEX SEEK n:{spec.identity_label}(id)
WHERE s.valid_from = row.valid_from AND s.recorded_at = row.recorded_at
{change}"""


def _anchored(spec: RelationSpec, labels: tuple[str, str]) -> str:
    """Return the pattern of one relationship, sought at the end where few of them meet."""
    source, target = labels
    end, arrow = f"(a:{source} {{id: row.source}})", f"-[r:{spec.type} {{id: row.id}}]->"
    sought = f"USING INDEX SEEK a:{source}(id)"
    if spec.sparse != "source":
        end, arrow = f"(b:{target} {{id: row.target}})", f"<-[r:{spec.type} {{id: row.id}}]-"
        sought = f"USING INDEX SEEK b:{target}(id)"
    return f"MATCH {end}{arrow}()\n{sought}"


def read_relations(spec: RelationSpec, labels: tuple[str, str]) -> str:
    """Return the statement that reads recorded versions of relationships."""
    return f"""\
UNWIND $rows AS row
{_anchored(spec, labels)}
WHERE r.retracted_at IS NULL
RETURN row.id AS id, properties(r) AS version"""


def read_between(spec: RelationSpec, labels: tuple[str, str]) -> str:
    """Return the statement that reads what is recorded between two nodes and not retracted."""
    source, target = labels
    ends = (f"(a:{source} {{id: row.source}})", f"(b:{target} {{id: row.target}})")
    pattern, sought = f"{ends[0]}-[r:{spec.type}]->{ends[1]}", f"a:{source}"
    if spec.sparse != "source":
        pattern, sought = f"{ends[1]}<-[r:{spec.type}]-{ends[0]}", f"b:{target}"
    return f"""\
UNWIND $rows AS row
MATCH {pattern}
USING INDEX SEEK {sought}(id)
WHERE r.retracted_at IS NULL
RETURN r.id AS id, row.source AS source, row.target AS target, properties(r) AS version"""


def read_held(label: str) -> str:
    """Return the statement that tells which nodes stand at a relationship that is not loose."""
    return f"""\
UNWIND $ids AS id
MATCH (n:{label} {{id: id}})-[r]-()
USING INDEX SEEK n:{label}(id)
WHERE r.id IS NOT NULL AND r.retracted_at IS NULL AND NOT r.id IN $loose
RETURN DISTINCT id AS id"""


def create_relations(spec: RelationSpec, labels: tuple[str, str]) -> str:
    """Return the statement that records versions of relationships."""
    source, target = labels
    return f"""\
UNWIND $rows AS row
MATCH (a:{source} {{id: row.source}}) USING INDEX SEEK a:{source}(id)
MATCH (b:{target} {{id: row.target}}) USING INDEX SEEK b:{target}(id)
CREATE (a)-[r:{spec.type}]->(b)
SET r = row.version
RETURN collect(row.id) AS made"""


def retract_relations(spec: RelationSpec, labels: tuple[str, str]) -> str:
    """Return the statement that retracts versions of relationships."""
    return _relations(spec, labels, "SET r.retracted_at = row.retracted_at")


def extend_relations(spec: RelationSpec, labels: tuple[str, str]) -> str:
    """Return the statement that adds evidence to versions of relationships."""
    return _relations(spec, labels, f"SET {_extended('r')}")


def _relations(spec: RelationSpec, labels: tuple[str, str], change: str) -> str:
    return f"""\
UNWIND $rows AS row
{_anchored(spec, labels)}
WHERE r.recorded_at = row.recorded_at AND r.retracted_at IS NULL
{change}"""
