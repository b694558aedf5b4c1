// purpose: which nodes bear one of these names, aliases or official codes exactly, at whatever time it is true
// params: rows
// returns: id, type, name, aliases, code, park_id
UNWIND $rows AS row
CALL db.index.fulltext.queryNodes('State[search]', row.query) YIELD node AS s
WITH row, s WHERE s.retracted_at IS NULL
  AND (s.name = row.name OR s.name = row.plain
    OR row.name IN coalesce(s.aliases, []) OR row.plain IN coalesce(s.aliases, [])
    OR s.code = row.plain OR s.cas = row.plain OR s.credit_code = row.plain)
MATCH (n)-[:HAS_STATE]->(s)
RETURN DISTINCT n.id AS id, n.type AS type, s.name AS name, coalesce(s.aliases, []) AS aliases,
  coalesce(s.code, s.cas, s.credit_code) AS code, n.park_id AS park_id
