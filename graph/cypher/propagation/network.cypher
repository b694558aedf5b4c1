// purpose: the units of a region, park or organisation, with all vectors between them
// params: id, limit, as_of, known_at
// returns: unit, name, equipment, volume, threshold, siting, longitude, latitude, vectors
MATCH (t:Region|Park|Organisation {id: $id}) WHERE seen(t)
MATCH (t) ((x)<-[l:LOCATED_IN|PART_OF]-(y) WHERE at(l) AND seen(y)){0,8} (o)
WITH DISTINCT o
MATCH (o) ((r)-[m:OPERATES|MANAGES]->(w) WHERE at(m) AND seen(w)){0,1} (u:Unit)
WITH DISTINCT u
MATCH (u)-[:HAS_STATE]->(s) WHERE at(s)
WITH u, s ORDER BY u.id LIMIT $limit
CALL (u) {
  MATCH (u)-[r:IRRADIATES]->(v:Unit)-[:HAS_STATE]->(vs) WHERE at(r) AND at(vs) AND seen(v)
  WITH r, v ORDER BY v.id
  RETURN collect({target: v.id, heat_flux: r.heat_flux, escalation: r.escalation, evidence: r.evidence}) AS vectors
}
RETURN u.id AS unit, s.name AS name, s.equipment AS equipment, s.volume AS volume,
  s.escalation_threshold AS threshold, s.siting AS siting, s.longitude AS longitude, s.latitude AS latitude, vectors ORDER BY name, unit
