// purpose: whether a node is there at a point
// params: id, as_of, known_at
// returns: type
MATCH (t:Person|Post|Organisation {id: $id})
MATCH (t)-[:HAS_STATE]->(s) WHERE at(s) AND seen(t)
RETURN DISTINCT t.type AS type
