// purpose: which of these ids the graph holds, among what is known by its name alone
// params: ids
// returns: nodes
UNWIND $ids AS id
MATCH (t:Region|Park|Organisation|Programme|Platform|Substance {id: id})
#seek t(id)
MATCH (t)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL
WITH DISTINCT t.id AS id, t.type AS type, s.name AS name, coalesce(s.aliases, []) AS aliases,
  coalesce(s.code, s.cas, s.credit_code, s.register_code) AS code, t.park_id AS park_id
RETURN collect({id: id, type: type, name: name, aliases: aliases, code: code, park_id: park_id}) AS nodes
