// purpose: who answers for a subject and for whatever it lies in, belongs to or is run by
// params: id, as_of, known_at
// returns: context, type, name, step, duties, custody, supervision
MATCH (t:Answerable {id: $id})
CALL (t) {
  RETURN t AS c, 0 AS step
  UNION MATCH (t)<-[a:HAS_HAZARD|OPERATES|MANAGES]-(c) WHERE at(a) RETURN c, 1 AS step
  UNION MATCH (t)-[a:FOUND_AT|CONTROLS]->(c) WHERE at(a) RETURN c, 1 AS step
  UNION MATCH (t)<-[a:HAS_HAZARD]-(u:Unit)<-[b:OPERATES]-(c) WHERE at(a) AND at(b) RETURN c, 2 AS step
  UNION MATCH (t)-[a:FOUND_AT|CONTROLS]->(u)<-[b:OPERATES|HAS_HAZARD]-(c) WHERE at(a) AND at(b) RETURN c, 2 AS step
}
CALL (c) {
  MATCH (c) ((x)-[l:LOCATED_IN|PART_OF]->(y) WHERE at(l)){0,8} (p) RETURN p, size(l) AS up
}
WITH p, min(step + up) AS step
MATCH (p)-[:HAS_STATE]->(s) WHERE at(s)
CALL (p) {
  MATCH (p)<-[d:RESPONSIBLE_FOR]-(o:Post)-[:HAS_STATE]->(os) WHERE known(d) AND at(os)
  CALL (o) {
    MATCH (o) ((x)-[l:REPORTS_TO]->(y) WHERE at(l)){0,6} (post)-[:HAS_STATE]->(ps) WHERE at(ps)
    OPTIONAL MATCH (post)<-[h:HOLDS_POST]-(person:Person) WHERE at(h)
    OPTIONAL MATCH (post)-[b:BELONGS_TO]->(org:Organisation) WHERE at(b)
    RETURN collect({above: size(l), post: post.id, name: ps.name, person: person.id, organisation: org.id,
      reporting: [x IN l | x.evidence], holding: h.evidence, since: h.valid_from, recorded: h.recorded_at}) AS posts
  }
  RETURN collect({line: d.line, role: d.role, basis: d.basis, evidence: d.evidence, valid_from: d.valid_from,
    valid_to: d.valid_to, recorded_at: d.recorded_at, posts: posts}) AS duties
}
CALL (p) {
  MATCH (p)<-[k:HAS_CUSTODY_OF]-(o:CustodyProvider)-[:HAS_STATE]->(os) WHERE known(k) AND at(os)
  RETURN collect({organisation: o.id, name: os.name, contract: k.contract, scope: k.scope, evidence: k.evidence,
    valid_from: k.valid_from, valid_to: k.valid_to, recorded_at: k.recorded_at}) AS custody
}
CALL (p) {
  MATCH (p)<-[k:SUPERVISES]-(o:Authority)-[:HAS_STATE]->(os) WHERE known(k) AND at(os)
  RETURN collect({organisation: o.id, name: os.name, sector: k.sector, basis: k.basis, evidence: k.evidence,
    valid_from: k.valid_from, valid_to: k.valid_to, recorded_at: k.recorded_at}) AS supervision
}
RETURN p.id AS context, p.type AS type, s.name AS name, step, duties, custody, supervision ORDER BY step, context
