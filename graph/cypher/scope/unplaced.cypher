// purpose: how many enterprises on record lie in no park or region, by themselves, by what they belong to or by what they run
// params: as_of, known_at
// returns: unplaced
MATCH (n:Organisation)-[:HAS_STATE]->(s) WHERE n.type = 'Enterprise' AND at(s) AND seen(n)
CALL (n) {
  MATCH (n) ((x)-[l:PART_OF]->(y) WHERE at(l) AND seen(y)){0,8} (o)
  MATCH (o)-[k:LOCATED_IN]->(p) WHERE at(k) AND seen(p)
  RETURN count(p) AS places
}
CALL (n) {
  MATCH (n)-[m:OPERATES]->(u:Unit)-[k:LOCATED_IN]->(p) WHERE at(m) AND at(k) AND seen(u) AND seen(p)
  RETURN count(p) AS sites
}
WITH n WHERE places = 0 AND sites = 0
RETURN count(n) AS unplaced
