// purpose: the duties, contracts and supervisions that a person, post or organisation bears itself
// params: id, as_of, known_at
// returns: thing, post, type, duty
CALL () {
  MATCH (v:Person {id: $id})-[j:HOLDS_POST]->(n:Post)-[k:RESPONSIBLE_FOR]->(t)
  WHERE at(j) AND at(k) AND seen(v) AND seen(n) AND seen(t)
  RETURN t, k, n.id AS post
  UNION
  MATCH (n:Post {id: $id})-[k:RESPONSIBLE_FOR]->(t) WHERE at(k) AND seen(n) AND seen(t)
  RETURN t, k, n.id AS post
  UNION
  MATCH (v:Organisation {id: $id})<-[j:BELONGS_TO]-(n:Post)-[k:RESPONSIBLE_FOR]->(t)
  WHERE at(j) AND at(k) AND seen(v) AND seen(n) AND seen(t)
  RETURN t, k, n.id AS post
  UNION
  MATCH (v:Organisation {id: $id})-[k:HAS_CUSTODY_OF|SUPERVISES]->(t)
  WHERE at(k) AND seen(v) AND seen(t)
  RETURN t, k, null AS post
}
RETURN t.id AS thing, post, type(k) AS type, k {.line, .role, .basis, .sector, .contract, .scope,
  .evidence, .valid_from, .valid_to, .recorded_at} AS duty
ORDER BY thing, post, type
