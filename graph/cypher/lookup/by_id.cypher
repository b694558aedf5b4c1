// purpose: which of these ids the graph holds, among what is known by its name alone
// params: regions, parks, organisations, programmes, platforms, substances
// returns: id, type, name, aliases, code, park_id
CALL () {
  UNWIND $regions AS id MATCH (n:Region {id: id}) RETURN n
  UNION ALL
  UNWIND $parks AS id MATCH (n:Park {id: id}) RETURN n
  UNION ALL
  UNWIND $organisations AS id MATCH (n:Organisation {id: id}) RETURN n
  UNION ALL
  UNWIND $programmes AS id MATCH (n:Programme {id: id}) RETURN n
  UNION ALL
  UNWIND $platforms AS id MATCH (n:Platform {id: id}) RETURN n
  UNION ALL
  UNWIND $substances AS id MATCH (n:Substance {id: id}) RETURN n
}
MATCH (n)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL
RETURN DISTINCT n.id AS id, n.type AS type, s.name AS name, coalesce(s.aliases, []) AS aliases,
  coalesce(s.code, s.cas, s.credit_code, s.register_code) AS code, n.park_id AS park_id
