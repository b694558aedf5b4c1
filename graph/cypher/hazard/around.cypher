// purpose: the units in a box with what they hold, and those without a position that belong there
// params: id, south, west, north, east, limit, as_of, known_at
// returns: unit, name, equipment, volume, threshold, bund_area, obstructed_volume, roof, tank_area, diameter, inerting_failure, siting, release_frequency, longitude, latitude, contents, evidence
CALL () {
  MATCH (s:UnitState)<-[:HAS_STATE]-(u:Unit) WHERE at(s) AND seen(u)
    AND s.latitude >= $south AND s.latitude <= $north AND s.longitude >= $west AND s.longitude <= $east
  RETURN u, s
  UNION
  MATCH (es:EnterpriseState)<-[:HAS_STATE]-(e:Organisation) WHERE at(es) AND seen(e)
    AND es.latitude >= $south AND es.latitude <= $north AND es.longitude >= $west AND es.longitude <= $east
  MATCH (e)-[o:OPERATES]->(u:Unit)-[:HAS_STATE]->(s) WHERE at(o) AND at(s) AND seen(u)
    AND (s.latitude IS NULL OR s.longitude IS NULL)
  RETURN u, s
  UNION
  MATCH (c:Organisation {id: $id})-[l:LOCATED_IN]->(p:Park) WHERE at(l) AND seen(c) AND seen(p)
  MATCH (p)<-[m:LOCATED_IN]-(u:Unit)-[:HAS_STATE]->(s) WHERE at(m) AND at(s) AND seen(u)
    AND (s.latitude IS NULL OR s.longitude IS NULL)
  RETURN u, s
  UNION
  MATCH (c:Organisation {id: $id})-[l:LOCATED_IN]->(p:Park) WHERE at(l) AND seen(c) AND seen(p)
  MATCH (p)<-[m:LOCATED_IN]-(e:Organisation)-[o:OPERATES]->(u:Unit)-[:HAS_STATE]->(s)
    WHERE at(m) AND at(o) AND at(s) AND seen(e) AND seen(u) AND (s.latitude IS NULL OR s.longitude IS NULL)
  RETURN u, s
}
CALL (u) {
  OPTIONAL MATCH (u)-[h:HOLDS]->(m:Substance)-[:HAS_STATE]->(ms) WHERE at(h) AND at(ms) AND seen(m)
  WITH h, m, ms ORDER BY ms.name, m.id
  RETURN collect(CASE WHEN m IS NULL THEN NULL ELSE {substance: m.id, name: ms.name, cas: ms.cas,
    quantity: h.quantity, state: h.state, temperature: h.temperature, pressure: h.pressure,
    categories: coalesce(h.gb18218_categories, ms.gb18218_categories, []), evidence: h.evidence} END) AS contents
}
RETURN u.id AS unit, s.name AS name, s.equipment AS equipment, s.volume AS volume, s.escalation_threshold AS threshold,
  s.bund_area AS bund_area, s.obstructed_volume AS obstructed_volume, s.roof AS roof,
  s.tank_area AS tank_area, s.diameter AS diameter, s.inerting_failure AS inerting_failure, s.siting AS siting, s.release_frequency AS release_frequency, s.longitude AS longitude,
  s.latitude AS latitude, contents, s.evidence AS evidence ORDER BY unit LIMIT $limit
