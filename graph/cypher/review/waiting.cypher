// purpose: proposals that wait for nothing but the things that one of these proposals asserts
// params: ids
// returns: id, needs
MATCH (s:ProposalState)
WHERE s.retracted_at IS NULL AND s.status = 'OPEN' AND s.cause IN ['END', 'SCOPE']
  AND any(x IN s.needs WHERE x IN $ids)
RETURN s.of AS id, s.needs AS needs
