// purpose: posts set to rectify or to verify a finding, with every term of office on record
// params: id
// returns: link, post, role, duty, holders
MATCH (:Finding {id: $id})<-[k:RESPONSIBLE_FOR]-(n:Post)
WHERE k.retracted_at IS NULL AND k.role IN ['RECTIFIER', 'VERIFIER']
CALL (n) {
  MATCH (n)<-[h:HOLDS_POST]-(q:Person)-[:HAS_STATE]->(z)
  WHERE h.retracted_at IS NULL AND z.retracted_at IS NULL
  RETURN collect({person: q.id, name: z.name, aliases: coalesce(z.aliases, []),
    valid_from: h.valid_from, valid_to: h.valid_to}) AS holders
}
RETURN k.id AS link, n.id AS post, k.role AS role, properties(k) AS duty, holders
ORDER BY role, post
