// purpose: where an enterprise or a protection target is
// params: id, as_of, known_at
// returns: name, protection_class, longitude, latitude
CALL () {
  MATCH (n:Organisation {id: $id}) RETURN n
  UNION MATCH (n:Receptor {id: $id}) RETURN n
}
MATCH (n)-[:HAS_STATE]->(s) WHERE at(s) AND seen(n)
RETURN s.name AS name, s.protection_class AS protection_class, s.longitude AS longitude, s.latitude AS latitude
