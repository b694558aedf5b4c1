// purpose: the fence of a park
// params: id, as_of, known_at
// returns: name, boundary, evidence
MATCH (p:Park {id: $id})-[:HAS_STATE]->(s) WHERE at(s) AND seen(p)
RETURN s.name AS name, s.boundary AS boundary, s.evidence AS evidence
