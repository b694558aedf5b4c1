// purpose: the posts that answer for the things of a scope, with their holders
// params: id, as_of, known_at
// returns: post, name, holders, organisations
#include scope/things
MATCH (p)<-[k:RESPONSIBLE_FOR]-(n:Post) WHERE known(k) AND seen(n)
WITH DISTINCT n
MATCH (n)-[:HAS_STATE]->(z) WHERE at(z)
CALL (n) {
  MATCH (n)<-[h:HOLDS_POST]-(q:Person) WHERE known(h) AND seen(q)
  RETURN collect(h {.evidence, .acting, .valid_from, .valid_to, .recorded_at, person: q.id}) AS holders
}
CALL (n) {
  MATCH (n)-[h:BELONGS_TO]->(q:Organisation) WHERE at(h) AND seen(q)
  RETURN collect(h {.evidence, organisation: q.id}) AS organisations
}
RETURN n.id AS post, z.name AS name, holders, organisations
