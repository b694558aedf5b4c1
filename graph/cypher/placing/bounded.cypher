// purpose: the parks whose boundary is on record on a day
// params: day
// returns: id, version
MATCH (p:Park)-[:HAS_STATE]->(s:ParkState)
WHERE s.retracted_at IS NULL AND s.boundary IS NOT NULL AND (s.valid_to IS NULL OR s.valid_to > $day)
RETURN p.id AS id, properties(s) AS version ORDER BY s.valid_from, p.id
