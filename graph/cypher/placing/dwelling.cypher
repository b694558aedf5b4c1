// purpose: what is said to lie in these parks, and the units of these operators
// params: ids
// returns: id
UNWIND $ids AS id
MATCH (p:Park {id: id})<-[l:LOCATED_IN]-(n)
USING INDEX SEEK p:Park(id) WHERE l.retracted_at IS NULL
RETURN n.id AS id
UNION
UNWIND $ids AS id
MATCH (o:Organisation {id: id})-[r:OPERATES]->(u:Unit)
USING INDEX SEEK o:Organisation(id) WHERE r.retracted_at IS NULL
RETURN u.id AS id
