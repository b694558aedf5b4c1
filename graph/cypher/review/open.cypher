// purpose: proposals of these documents that wait for a person
// params: documents
// returns: id, kind, summary, document, cause, rule
MATCH (s:ProposalState)
WHERE s.retracted_at IS NULL AND s.status = 'OPEN' AND s.document IN $documents
RETURN s.of AS id, s.kind AS kind, s.summary AS summary, s.document AS document,
  s.cause AS cause, s.rule AS rule
