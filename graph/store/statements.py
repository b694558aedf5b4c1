"""Statements that read and write things and relationships (写入语句), derived from the model.

Whatever is looked up by its id is sought in the index of ids, and says so: while there are none
of a type, or few, Neo4j may plan to go through all of them for each row, and keeps to that plan
when there are many.
"""

from graph.model.labels import Label, RelType
from graph.model.spec import NodeSpec, RelationSpec

__all__ = [
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
