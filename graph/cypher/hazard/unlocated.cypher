// purpose: protection targets without a position in the regions of units, or of whoever operates them
// params: ids, limit, as_of, known_at
// returns: id, name
UNWIND $ids AS id
MATCH (u:Unit {id: id}) WHERE seen(u)
MATCH (u) ((e)<-[m:OPERATES]-(r) WHERE at(m) AND seen(r)){0,1} (o)
MATCH (o) ((x)-[l:LOCATED_IN]->(y) WHERE at(l) AND seen(y)){1,2} (g:Region)
WITH DISTINCT g
MATCH (g) ((a)<-[q:PART_OF]-(b) WHERE at(q) AND seen(b)){0,8} (h)
WITH DISTINCT h
MATCH (h)<-[k:LOCATED_IN]-(n:Receptor)-[:HAS_STATE]->(s) WHERE at(k) AND at(s) AND seen(n)
  AND (s.longitude IS NULL OR s.latitude IS NULL)
RETURN DISTINCT n.id AS id, s.name AS name ORDER BY id LIMIT $limit
