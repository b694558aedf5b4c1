// purpose: the exact places that these pieces of evidence name, with the files
// params: ids
// returns: id, file, lineage, place
UNWIND $ids AS id
MATCH (e:Evidence {id: id})-[:IN_DOCUMENT]->(d:Document)
USING INDEX SEEK e:Evidence(id)
RETURN id, d.name AS file, coalesce(d.source, d.name) AS lineage, properties(e) AS place
