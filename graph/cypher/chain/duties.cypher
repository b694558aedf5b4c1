// purpose: who answers for a subject and for whatever it lies in, belongs to or is run by
// params: id, as_of, known_at
// returns: context, type, name, step, within, duties, custody, supervision, checks, facts
MATCH (t:Region|Park|Organisation|Unit|Hazard|Measure|Finding|Programme|Platform {id: $id})
MATCH (t) ((a)-[f:FOUND_AT|CONTROLS]->(b) WHERE at(f)){0,1} (i)
MATCH (i) ((c)<-[g:HAS_HAZARD]-(d) WHERE at(g)){0,1} (u)
MATCH (u) ((e)<-[m:OPERATES|MANAGES]-(r) WHERE at(m)){0,1} (o)
MATCH (o) ((x)-[l:LOCATED_IN|PART_OF]->(y) WHERE at(l)){0,8} (p)
WITH p, min(size(f) + size(g) + size(m) + size(l)) AS step
MATCH (p)-[:HAS_STATE]->(s) WHERE at(s)
CALL (p) {
  MATCH (p)<-[k:RESPONSIBLE_FOR]-(n:Post) WHERE known(k)
  CALL (n) {
    MATCH (n) ((x)-[l:REPORTS_TO]->(y) WHERE at(l)){0,6} (post)-[:HAS_STATE]->(z) WHERE at(z)
    CALL (post) {
      MATCH (post)<-[h:HOLDS_POST]-(q:Person) WHERE known(h)
      RETURN collect(h {.evidence, .acting, .valid_from, .valid_to, .recorded_at, person: q.id}) AS holders
    }
    CALL (post) {
      MATCH (post)-[h:BELONGS_TO]->(q:Organisation) WHERE at(h)
      RETURN collect(h {.evidence, organisation: q.id}) AS organisations
    }
    RETURN collect({post: post.id, name: z.name, above: size(l), reporting: [x IN l | x.evidence],
      holders: holders, organisations: organisations}) AS posts
  }
  RETURN collect(k {.line, .role, .basis, .evidence, .valid_from, .valid_to, .recorded_at,
    .published_on, .filed_on, .updated_on, holder: n.id, posts: posts}) AS duties
}
CALL (p) {
  MATCH (p)<-[k:HAS_CUSTODY_OF]-(q:CustodyProvider)-[:HAS_STATE]->(z) WHERE known(k) AND at(z)
  RETURN collect(k {.contract, .scope, .evidence, .valid_from, .valid_to, .recorded_at,
    organisation: q.id, name: z.name}) AS custody
}
CALL (p) {
  MATCH (p)<-[k:SUPERVISES]-(q:Authority)-[:HAS_STATE]->(z) WHERE known(k) AND at(z)
  RETURN collect(k {.sector, .basis, .evidence, .valid_from, .valid_to, .recorded_at,
    organisation: q.id, name: z.name}) AS supervision
}
CALL (p) {
  MATCH (p)<-[k:INSPECTS]-(:Inspection)-[:HAS_STATE]->(z) WHERE at(k) AND at(z)
    AND z.role IS NOT NULL AND z.held_on <= $as_of
  WITH z.role AS role, max(z.held_on) AS last
  RETURN collect({role: role, last: last}) AS checks
}
RETURN p.id AS context, p.type AS type, s.name AS name, step, duties, custody, supervision, checks,
  [(p)-[w:FOUND_AT|CONTROLS|LOCATED_IN|PART_OF]->(q) WHERE at(w) | q.id]
    + [(p)<-[w:HAS_HAZARD|OPERATES|MANAGES]-(q) WHERE at(w) | q.id] AS within,
  s {.kind, .level, .grade, .risk_grade, .industry, .licensed_by, .severity, .status, .assessed_on,
    .filed_on, .deadline, .closed_on, .treatment, .funding, .plan} AS facts
ORDER BY step, context
