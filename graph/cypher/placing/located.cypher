// purpose: the parks in which things are said to lie, or were, and those in which who operates them does
// params: ids, day
// returns: id, own, park, link, version, grounds
UNWIND $ids AS id
OPTIONAL MATCH (a:Organisation {id: id}) USING INDEX SEEK a:Organisation(id)
OPTIONAL MATCH (b:Unit {id: id}) USING INDEX SEEK b:Unit(id)
OPTIONAL MATCH (c:Receptor {id: id}) USING INDEX SEEK c:Receptor(id)
WITH id, coalesce(a, b, c) AS n WHERE n IS NOT NULL
CALL (n) {
  MATCH (n)-[l:LOCATED_IN]->(p:Park)
  WHERE l.retracted_at IS NULL
  RETURN true AS own, p, l
  UNION
  MATCH (n)<-[r:OPERATES]-(o:Organisation)-[l:LOCATED_IN]->(p:Park)
  WHERE r.retracted_at IS NULL AND (r.valid_to IS NULL OR r.valid_to > $day)
    AND l.retracted_at IS NULL AND (l.valid_to IS NULL OR l.valid_to > $day)
  RETURN false AS own, p, l
}
CALL (l) {
  UNWIND l.evidence AS key
  MATCH (e:Evidence {id: key})-[:IN_DOCUMENT]->(d:Document)
  USING INDEX SEEK e:Evidence(id)
  RETURN collect({id: e.id, method: e.method, lineage: coalesce(d.source, d.name)}) AS grounds
}
RETURN id, own, p.id AS park, l.id AS link, properties(l) AS version, grounds
