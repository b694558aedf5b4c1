// purpose: the units of a park, its own and those of who lies in it, with what they hold and where they are
// params: id, limit, as_of, known_at
// returns: unit, name, equipment, volume, bund_area, obstructed_volume, roof, tank_area, diameter, inerting_failure, siting, release_frequency, longitude, latitude, contents
CALL () {
  MATCH (p:Park {id: $id})<-[m:LOCATED_IN]-(u:Unit) WHERE at(m) AND seen(p) AND seen(u)
  RETURN u
  UNION
  MATCH (p:Park {id: $id})<-[m:LOCATED_IN]-(e:Organisation)-[o:OPERATES]->(u:Unit)
    WHERE at(m) AND at(o) AND seen(p) AND seen(e) AND seen(u)
  RETURN u
}
MATCH (u)-[:HAS_STATE]->(s) WHERE at(s)
CALL (u) {
  OPTIONAL MATCH (u)-[h:HOLDS]->(m:Substance)-[:HAS_STATE]->(ms) WHERE at(h) AND at(ms) AND seen(m)
  WITH h, m, ms ORDER BY ms.name, m.id
  RETURN collect(CASE WHEN m IS NULL THEN NULL ELSE {substance: m.id, name: ms.name, cas: ms.cas,
    quantity: h.quantity, state: h.state, temperature: h.temperature, pressure: h.pressure,
    categories: coalesce(h.gb18218_categories, ms.gb18218_categories, []), evidence: h.evidence} END) AS contents
}
RETURN u.id AS unit, s.name AS name, s.equipment AS equipment, s.volume AS volume, s.bund_area AS bund_area, s.obstructed_volume AS obstructed_volume, s.roof AS roof,
  s.tank_area AS tank_area, s.diameter AS diameter, s.inerting_failure AS inerting_failure, s.siting AS siting,
  s.release_frequency AS release_frequency, s.longitude AS longitude, s.latitude AS latitude, contents ORDER BY unit LIMIT $limit
