// purpose: the places that these pieces of evidence name, each with its document
// params: ids
// returns: id, place, document
UNWIND $ids AS id
MATCH (e:Evidence {id: id})-[:IN_DOCUMENT]->(d:Document)
USING INDEX SEEK e:Evidence(id)
RETURN e.id AS id, properties(e) AS place, properties(d) AS document
