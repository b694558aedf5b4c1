// purpose: places of a document where it says something itself, so many of those whose ids begin so, and the things and relationships that each speaks for
// params: document, prefix, limit
// returns: evidence, column, entities, relations
MATCH (e:Evidence) WHERE e.id STARTS WITH $prefix AND e.method <> 'COMPUTED'
WITH e
MATCH (e)-[:IN_DOCUMENT]->(d:Document) WHERE d.id = $document
RETURN e.id AS evidence, e.column AS column, coalesce(e.entities, []) AS entities,
  coalesce(e.relations, []) AS relations
LIMIT $limit
