// purpose: the exact places that these pieces of evidence name
// params: ids
// returns: id, place
UNWIND $ids AS id
MATCH (e:Evidence {id: id})
RETURN e.id AS id, properties(e) AS place
