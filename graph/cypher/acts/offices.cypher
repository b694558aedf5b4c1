// purpose: every term of office of posts on record, with the names of who holds them
// params: ids
// returns: link, post, person, name, aliases, term
UNWIND $ids AS id
MATCH (n:Post {id: id})<-[h:HOLDS_POST]-(q:Person)-[:HAS_STATE]->(z)
WHERE h.retracted_at IS NULL AND z.retracted_at IS NULL
RETURN h.id AS link, n.id AS post, q.id AS person, z.name AS name,
  coalesce(z.aliases, []) AS aliases, properties(h) AS term
ORDER BY post, person, link
