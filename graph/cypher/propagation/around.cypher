// purpose: the escalation network of a unit: what is round it, and what heat reaches from there within eight steps, with contents, vectors and barriers
// params: id, reach, steepest, limit, as_of, known_at
// returns: unit, near, name, equipment, volume, threshold, bund_area, obstructed_volume, roof, tank_area, diameter, inerting_failure, siting, release_frequency, longitude, latitude, contents, vectors, barriers, evidence
MATCH (o:Unit {id: $id})-[:HAS_STATE]->(os) WHERE at(os) AND seen(o)
WITH o, os.latitude AS lat, os.longitude AS lon, cos(radians(abs(os.latitude) + $reach)) AS narrow
WITH o, lat - $reach AS south, lat + $reach AS north, CASE WHEN narrow > $steepest THEN $reach / narrow ELSE $reach / $steepest END AS wide, lon
WITH o, south, north, lon - wide AS west, lon + wide AS east
CALL (o, south, north, west, east) {
  RETURN o AS u
  UNION
  MATCH (s:UnitState)<-[:HAS_STATE]-(u:Unit) WHERE s.latitude >= south AND s.latitude <= north
    AND s.longitude >= west AND s.longitude <= east AND at(s) AND seen(u)
  RETURN u
  UNION
  MATCH (es:EnterpriseState)<-[:HAS_STATE]-(e:Organisation) WHERE es.latitude >= south AND es.latitude <= north
    AND es.longitude >= west AND es.longitude <= east AND at(es) AND seen(e)
  MATCH (e)-[p:OPERATES]->(u:Unit)-[:HAS_STATE]->(s) WHERE at(p) AND at(s) AND seen(u) AND (s.latitude IS NULL OR s.longitude IS NULL)
  RETURN u
}
WITH u ORDER BY u.id LIMIT $limit
WITH collect(u) AS s0
#include propagation/steps
WITH [n IN s0 | n.id] AS near, s8
UNWIND s8 AS u
MATCH (u)-[:HAS_STATE]->(s) WHERE at(s)
CALL (u) {
  OPTIONAL MATCH (u)-[h:HOLDS]->(m:Substance)-[:HAS_STATE]->(ms) WHERE at(h) AND at(ms) AND seen(m)
  WITH h, m, ms ORDER BY ms.name, m.id
  RETURN collect(CASE WHEN m IS NULL THEN NULL ELSE {substance: m.id, name: ms.name, cas: ms.cas,
    quantity: h.quantity, state: h.state, temperature: h.temperature, pressure: h.pressure,
    categories: coalesce(h.gb18218_categories, ms.gb18218_categories, []), evidence: h.evidence} END) AS contents
}
CALL (u) {
  MATCH (u)-[r:IRRADIATES]->(v:Unit)-[:HAS_STATE]->(vs) WHERE at(r) AND at(vs) AND seen(v)
  WITH r, v ORDER BY v.id
  RETURN collect({target: v.id, heat_flux: r.heat_flux, escalation: r.escalation, evidence: r.evidence}) AS vectors
}
CALL (u) {
  MATCH (u)-[x:HAS_HAZARD]->(h:Hazard)<-[c:CONTROLS]-(m:Measure)-[:HAS_STATE]->(b)
    WHERE at(x) AND at(c) AND at(b) AND seen(h) AND seen(m) AND b.barrier IS NOT NULL
  WITH m, c, b ORDER BY m.id
  RETURN collect({measure: m.id, name: b.name, barrier: b.barrier, remaining_share: b.remaining_share, effect_time: b.effect_time,
    failure_on_demand: c.failure_on_demand, evidence: c.evidence + b.evidence}) AS barriers
}
RETURN u.id AS unit, u.id IN near AS near, s.name AS name, s.equipment AS equipment, s.volume AS volume, s.escalation_threshold AS threshold,
  s.bund_area AS bund_area, s.obstructed_volume AS obstructed_volume, s.roof AS roof, s.tank_area AS tank_area, s.diameter AS diameter,
  s.inerting_failure AS inerting_failure, s.siting AS siting, s.release_frequency AS release_frequency,
  s.longitude AS longitude, s.latitude AS latitude, contents, vectors, barriers, s.evidence AS evidence ORDER BY name, unit
