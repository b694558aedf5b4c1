// purpose: the units that heat can reach from some units within eight steps, with all vectors between them
// params: ids, as_of, known_at
// returns: unit, name, equipment, volume, threshold, siting, longitude, latitude, vectors
UNWIND $ids AS id
MATCH (o:Unit {id: id}) WHERE seen(o)
WITH collect(DISTINCT o) AS s0
CALL (s0) { UNWIND s0 AS a OPTIONAL MATCH (a)-[r:IRRADIATES]->(b:Unit) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s1 }
CALL (s1) { UNWIND s1 AS a OPTIONAL MATCH (a)-[r:IRRADIATES]->(b:Unit) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s2 }
CALL (s2) { UNWIND s2 AS a OPTIONAL MATCH (a)-[r:IRRADIATES]->(b:Unit) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s3 }
CALL (s3) { UNWIND s3 AS a OPTIONAL MATCH (a)-[r:IRRADIATES]->(b:Unit) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s4 }
CALL (s4) { UNWIND s4 AS a OPTIONAL MATCH (a)-[r:IRRADIATES]->(b:Unit) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s5 }
CALL (s5) { UNWIND s5 AS a OPTIONAL MATCH (a)-[r:IRRADIATES]->(b:Unit) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s6 }
CALL (s6) { UNWIND s6 AS a OPTIONAL MATCH (a)-[r:IRRADIATES]->(b:Unit) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s7 }
CALL (s7) { UNWIND s7 AS a OPTIONAL MATCH (a)-[r:IRRADIATES]->(b:Unit) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s8 }
UNWIND s8 AS u
MATCH (u)-[:HAS_STATE]->(s) WHERE at(s)
CALL (u) {
  MATCH (u)-[r:IRRADIATES]->(v:Unit)-[:HAS_STATE]->(vs) WHERE at(r) AND at(vs) AND seen(v)
  WITH r, v ORDER BY v.id
  RETURN collect({target: v.id, heat_flux: r.heat_flux, escalation: r.escalation, evidence: r.evidence}) AS vectors
}
RETURN u.id AS unit, s.name AS name, s.equipment AS equipment, s.volume AS volume,
  s.escalation_threshold AS threshold, s.siting AS siting, s.longitude AS longitude, s.latitude AS latitude, vectors ORDER BY name, unit
