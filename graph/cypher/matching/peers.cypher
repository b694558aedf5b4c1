// purpose: everything that may be on record twice, by the names and numbers it is known by on a day
// params: day
// returns: id, type, name, code, phone, lineages, evidence
MATCH (s:EnterpriseState)
WHERE s.retracted_at IS NULL AND s.register_code IS NULL AND (s.valid_to IS NULL OR s.valid_to > $day)
RETURN s.of AS id, 'Enterprise' AS type, s.name AS name, s.credit_code AS code, null AS phone,
  s.lineages AS lineages, s.evidence AS evidence
UNION ALL
MATCH (s:CustodyProviderState)
WHERE s.retracted_at IS NULL AND (s.valid_to IS NULL OR s.valid_to > $day)
RETURN s.of AS id, 'CustodyProvider' AS type, s.name AS name, s.credit_code AS code, null AS phone,
  s.lineages AS lineages, s.evidence AS evidence
UNION ALL
MATCH (s:AuthorityState)
WHERE s.retracted_at IS NULL AND (s.valid_to IS NULL OR s.valid_to > $day)
RETURN s.of AS id, 'Authority' AS type, s.name AS name, s.credit_code AS code, null AS phone,
  s.lineages AS lineages, s.evidence AS evidence
UNION ALL
MATCH (s:InstitutionState)
WHERE s.retracted_at IS NULL AND (s.valid_to IS NULL OR s.valid_to > $day)
RETURN s.of AS id, 'Institution' AS type, s.name AS name, s.credit_code AS code, null AS phone,
  s.lineages AS lineages, s.evidence AS evidence
UNION ALL
MATCH (n:Park)-[:HAS_STATE]->(s)
WHERE s.retracted_at IS NULL AND (s.valid_to IS NULL OR s.valid_to > $day)
RETURN n.id AS id, n.type AS type, s.name AS name, null AS code, null AS phone,
  s.lineages AS lineages, s.evidence AS evidence
UNION ALL
MATCH (n:Person)-[:HAS_STATE]->(s)
WHERE s.retracted_at IS NULL AND s.phone IS NOT NULL AND (s.valid_to IS NULL OR s.valid_to > $day)
RETURN n.id AS id, n.type AS type, s.name AS name, null AS code, s.phone AS phone,
  s.lineages AS lineages, s.evidence AS evidence
