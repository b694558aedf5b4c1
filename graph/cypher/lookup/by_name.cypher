// purpose: which nodes bear one of these names, aliases or official codes exactly, at whatever time it is true
// params: query
// returns: nodes
CALL db.index.fulltext.queryNodes('State[search]', $query) YIELD node AS s
WITH s WHERE s.retracted_at IS NULL
MATCH (n)-[:HAS_STATE]->(s)
WITH DISTINCT n.id AS id, n.type AS type, s.name AS name, coalesce(s.aliases, []) AS aliases,
  coalesce(s.code, s.cas, s.credit_code, s.register_code) AS code, n.park_id AS park_id
RETURN collect({id: id, type: type, name: name, aliases: aliases, code: code, park_id: park_id}) AS nodes
