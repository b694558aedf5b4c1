// purpose: which of these ids the graph holds, among what is known by its name alone
// params: ids
// returns: id, type, name, aliases, code, park_id
UNWIND $ids AS id
OPTIONAL MATCH (a:Region {id: id})
OPTIONAL MATCH (b:Park {id: id})
OPTIONAL MATCH (c:Organisation {id: id})
OPTIONAL MATCH (d:Programme {id: id})
OPTIONAL MATCH (e:Platform {id: id})
OPTIONAL MATCH (f:Substance {id: id})
WITH coalesce(a, b, c, d, e, f) AS n WHERE n IS NOT NULL
MATCH (n)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL
RETURN DISTINCT n.id AS id, n.type AS type, s.name AS name, coalesce(s.aliases, []) AS aliases,
  coalesce(s.code, s.cas, s.credit_code) AS code, n.park_id AS park_id
