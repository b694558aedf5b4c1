// purpose: which of these ids the graph holds, among what is known by its name alone
// params: ids
// returns: id, type, name, aliases, code, park_id
UNWIND $ids AS id
MATCH (t:Region|Park|Organisation|Programme|Platform|Substance {id: id})
MATCH (t)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL
RETURN DISTINCT t.id AS id, t.type AS type, s.name AS name, coalesce(s.aliases, []) AS aliases,
  coalesce(s.code, s.cas, s.credit_code, s.register_code) AS code, t.park_id AS park_id
