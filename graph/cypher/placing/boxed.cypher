// purpose: the things in a box that may lie in a park
// params: south, west, north, east
// returns: id
MATCH (s:EnterpriseState)
WHERE s.latitude >= $south AND s.latitude <= $north AND s.longitude >= $west AND s.longitude <= $east
  AND s.retracted_at IS NULL
RETURN s.of AS id
UNION
MATCH (s:UnitState)
WHERE s.latitude >= $south AND s.latitude <= $north AND s.longitude >= $west AND s.longitude <= $east
  AND s.retracted_at IS NULL
RETURN s.of AS id
UNION
MATCH (s:ReceptorState)
WHERE s.latitude >= $south AND s.latitude <= $north AND s.longitude >= $west AND s.longitude <= $east
  AND s.retracted_at IS NULL
RETURN s.of AS id
