// purpose: what needs units within eight steps, with everything that each of them needs in its turn
// params: ids, limit, as_of, known_at
// returns: id, name, needs, pipelines, guards
UNWIND $ids AS id
MATCH (o:Unit {id: id}) WHERE seen(o)
WITH collect(DISTINCT o) AS s0
CALL (s0) { UNWIND s0 AS a OPTIONAL MATCH (a)<-[r:DEPENDS_ON]-(b:Unit|Measure) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s1 }
CALL (s1) { UNWIND s1 AS a OPTIONAL MATCH (a)<-[r:DEPENDS_ON]-(b:Unit|Measure) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s2 }
CALL (s2) { UNWIND s2 AS a OPTIONAL MATCH (a)<-[r:DEPENDS_ON]-(b:Unit|Measure) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s3 }
CALL (s3) { UNWIND s3 AS a OPTIONAL MATCH (a)<-[r:DEPENDS_ON]-(b:Unit|Measure) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s4 }
CALL (s4) { UNWIND s4 AS a OPTIONAL MATCH (a)<-[r:DEPENDS_ON]-(b:Unit|Measure) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s5 }
CALL (s5) { UNWIND s5 AS a OPTIONAL MATCH (a)<-[r:DEPENDS_ON]-(b:Unit|Measure) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s6 }
CALL (s6) { UNWIND s6 AS a OPTIONAL MATCH (a)<-[r:DEPENDS_ON]-(b:Unit|Measure) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s7 }
CALL (s7) { UNWIND s7 AS a OPTIONAL MATCH (a)<-[r:DEPENDS_ON]-(b:Unit|Measure) WHERE at(r) AND seen(b) WITH collect(a) + collect(b) AS l UNWIND l AS x RETURN collect(DISTINCT x) AS s8 }
UNWIND s8 AS u
MATCH (u)-[:HAS_STATE]->(s) WHERE at(s)
CALL (u) {
  MATCH (u)-[r:DEPENDS_ON]->(v:Unit)-[:HAS_STATE]->(vs) WHERE at(r) AND at(vs) AND seen(v)
  WITH r, v, vs ORDER BY v.id, r.service
  RETURN collect({supplier: v.id, name: vs.name, service: r.service, redundancy: r.redundancy,
    backup_time: r.backup_time, evidence: r.evidence}) AS needs
}
CALL (u) {
  MATCH (u)-[p:CONNECTED_TO]->(w:Unit)-[:HAS_STATE]->(ws) WHERE at(p) AND at(ws) AND seen(w)
  WITH p, w ORDER BY w.id, p.medium
  RETURN collect({target: w.id, medium: p.medium, evidence: p.evidence}) AS pipelines
}
CALL (u) {
  MATCH (u)-[c:CONTROLS]->(h:Hazard)<-[x:HAS_HAZARD]-(g:Unit) WHERE at(c) AND at(x) AND seen(h) AND seen(g)
  WITH DISTINCT g ORDER BY g.id
  RETURN collect(g.id) AS guards
}
RETURN u.id AS id, s.name AS name, needs, pipelines, guards ORDER BY id LIMIT $limit
