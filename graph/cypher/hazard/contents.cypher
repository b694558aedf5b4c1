// purpose: what a unit, or the unit of a hazard, holds by design, and how many people live around it
// params: id, as_of, known_at
// returns: unit, name, people, contents, filed
CALL () {
  MATCH (u:Unit {id: $id}) RETURN u
  UNION MATCH (h:Hazard {id: $id})<-[x:HAS_HAZARD]-(u:Unit) WHERE at(x) AND seen(h) RETURN u
}
MATCH (u)-[:HAS_STATE]->(s) WHERE at(s) AND seen(u)
CALL (u) {
  OPTIONAL MATCH (u)<-[o:OPERATES]-(e:Organisation)-[:HAS_STATE]->(es) WHERE at(o) AND at(es) AND seen(e)
  RETURN max(es.people_within_500_m) AS around
}
CALL (u) {
  MATCH (u)-[h:HOLDS]->(m:Substance)-[:HAS_STATE]->(ms) WHERE at(h) AND at(ms) AND seen(m)
  WITH h, m, ms ORDER BY ms.name, m.id
  RETURN collect({substance: m.id, name: ms.name, cas: ms.cas, quantity: h.quantity, entry: h.gb18218_entry,
    categories: coalesce(h.gb18218_categories, ms.gb18218_categories, []), evidence: h.evidence}) AS contents
}
CALL (u) {
  MATCH (u)-[x:HAS_HAZARD]->(h:Hazard)-[:HAS_STATE]->(hs) WHERE at(x) AND at(hs) AND seen(h) AND hs.grade IS NOT NULL
  MATCH (h)<-[y:HAS_HAZARD]-(v:Unit) WHERE at(y) AND seen(v)
  WITH h, hs, count(v) AS units ORDER BY hs.name, h.id
  RETURN collect({name: hs.name, grade: hs.grade, units: units}) AS filed
}
RETURN u.id AS unit, s.name AS name, coalesce(s.people_within_500_m, around) AS people, contents, filed ORDER BY unit
