// purpose: the places of a document that say something, in their order, and what each says; a row of nulls if none
// params: id, after, limit, known_at
// returns: evidence, position, entities, relations, proposals
MATCH (d:Document {id: $id}) WHERE d.recorded_at <= $known_at AND told(d)
OPTIONAL MATCH (d)<-[:IN_DOCUMENT]-(e:Evidence)
WHERE e.recorded_at <= $known_at AND e.position > $after AND told(e)
RETURN e.id AS evidence, e.position AS position, coalesce(e.entities, []) AS entities,
  coalesce(e.relations, []) AS relations, coalesce(e.proposals, []) AS proposals ORDER BY position LIMIT $limit
