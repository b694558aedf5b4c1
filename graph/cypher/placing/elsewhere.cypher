// purpose: of things that are said to lie in a park, those that are said to lie in another
// params: rows
// returns: id
UNWIND $rows AS row
OPTIONAL MATCH (a:Organisation {id: row.id}) USING INDEX SEEK a:Organisation(id)
OPTIONAL MATCH (b:Unit {id: row.id}) USING INDEX SEEK b:Unit(id)
OPTIONAL MATCH (c:Receptor {id: row.id}) USING INDEX SEEK c:Receptor(id)
WITH row, coalesce(a, b, c) AS n WHERE n IS NOT NULL
MATCH (n)-[l:LOCATED_IN]->(p:Park)
WHERE l.retracted_at IS NULL AND p.id <> row.park
RETURN DISTINCT row.id AS id
