// purpose: every relationship of these things that is not retracted, with the types of both ends
// params: ids
// returns: kind, source, source_type, target, target_type, evidence
UNWIND $ids AS id
OPTIONAL MATCH (a:Park {id: id}) USING INDEX SEEK a:Park(id)
OPTIONAL MATCH (b:Organisation {id: id}) USING INDEX SEEK b:Organisation(id)
OPTIONAL MATCH (c:Programme {id: id}) USING INDEX SEEK c:Programme(id)
OPTIONAL MATCH (d:Platform {id: id}) USING INDEX SEEK d:Platform(id)
WITH coalesce(a, b, c, d) AS n WHERE n IS NOT NULL
MATCH (n)-[r]-(m) WHERE r.id IS NOT NULL AND r.retracted_at IS NULL
WITH DISTINCT r
RETURN type(r) AS kind, startNode(r).id AS source, startNode(r).type AS source_type,
  endNode(r).id AS target, endNode(r).type AS target_type, r.evidence AS evidence
ORDER BY kind, source, target
