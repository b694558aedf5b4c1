// purpose: places of these documents where they say something themselves, so many, and the things and relationships that each speaks for
// params: documents, limit
// returns: evidence, column, entities, relations
UNWIND $documents AS id
MATCH (d:Document {id: id})<-[:IN_DOCUMENT]-(e:Evidence)
USING INDEX SEEK d:Document(id) WHERE e.method <> 'COMPUTED'
RETURN e.id AS evidence, e.column AS column, coalesce(e.entities, []) AS entities,
  coalesce(e.relations, []) AS relations
LIMIT $limit
