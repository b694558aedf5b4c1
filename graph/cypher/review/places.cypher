// purpose: the exact places that these pieces of evidence name
// params: ids
// returns: id, place
UNWIND $ids AS id
MATCH (e:Evidence {id: id}) USING INDEX SEEK e:Evidence(id)
RETURN e.id AS id, properties(e) AS place
