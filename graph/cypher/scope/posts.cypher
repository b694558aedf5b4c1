// purpose: the posts that answer for the things of a scope and those that they report to, with their holders
// params: id, as_of, known_at
// returns: bearer, post, name, above, reporting, holders, organisations
#include scope/things
MATCH (p)<-[k:RESPONSIBLE_FOR]-(n:Post) WHERE known(k) AND seen(n)
WITH DISTINCT n
MATCH (n) ((x)-[l:REPORTS_TO]->(y) WHERE at(l) AND seen(y)){0,6} (post)-[:HAS_STATE]->(z) WHERE at(z)
CALL (post) {
  MATCH (post)<-[h:HOLDS_POST]-(q:Person) WHERE known(h) AND seen(q)
  RETURN collect(h {.evidence, .acting, .valid_from, .valid_to, .recorded_at, person: q.id}) AS holders
}
CALL (post) {
  MATCH (post)-[h:BELONGS_TO]->(q:Organisation) WHERE at(h) AND seen(q)
  RETURN collect(h {.evidence, organisation: q.id}) AS organisations
}
RETURN n.id AS bearer, post.id AS post, z.name AS name, size(l) AS above, [x IN l | x.evidence] AS reporting,
  holders, organisations
