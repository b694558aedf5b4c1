// purpose: proposals of some status as a person reviews them, in the order of the documents
// params: statuses
// returns: id, said, document, quote
MATCH (s:ProposalState) WHERE s.retracted_at IS NULL AND s.status IN $statuses
WITH s, s.evidence[0] AS first
OPTIONAL MATCH (d:Document {id: s.document})
OPTIONAL MATCH (e:Evidence {id: first})
RETURN s.of AS id, properties(s) AS said, d.name AS document, e.quote AS quote
ORDER BY s.position, s.of
