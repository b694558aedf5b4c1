// purpose: the places that said once that things lie in a park, where that was taken back
// params: ids
// returns: id, park, evidence
UNWIND $ids AS id
OPTIONAL MATCH (a:Organisation {id: id}) USING INDEX SEEK a:Organisation(id)
OPTIONAL MATCH (b:Unit {id: id}) USING INDEX SEEK b:Unit(id)
OPTIONAL MATCH (c:Receptor {id: id}) USING INDEX SEEK c:Receptor(id)
WITH id, coalesce(a, b, c) AS n WHERE n IS NOT NULL
MATCH (n)-[l:LOCATED_IN]->(p:Park)
WHERE l.retracted_at IS NOT NULL
RETURN id, p.id AS park, l.evidence AS evidence ORDER BY id, park, l.id
