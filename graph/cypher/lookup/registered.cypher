// purpose: which of these pieces of evidence were found by one method
// params: ids, method
// returns: ids
UNWIND $ids AS id
MATCH (e:Evidence {id: id})
USING INDEX SEEK e:Evidence(id) WHERE e.method = $method
RETURN collect(e.id) AS ids
