// purpose: the protection targets and enterprises in a box, with the people on record there
// params: south, west, north, east, limit, as_of, known_at
// returns: id, name, population, longitude, latitude, evidence
CALL () {
  MATCH (s:ReceptorState)<-[:HAS_STATE]-(r:Receptor) WHERE at(s) AND seen(r)
    AND s.latitude >= $south AND s.latitude <= $north AND s.longitude >= $west AND s.longitude <= $east
  RETURN r AS n, s
  UNION
  MATCH (s:EnterpriseState)<-[:HAS_STATE]-(e:Organisation) WHERE at(s) AND seen(e)
    AND s.latitude >= $south AND s.latitude <= $north AND s.longitude >= $west AND s.longitude <= $east
  RETURN e AS n, s
}
RETURN n.id AS id, s.name AS name, s.population AS population, s.longitude AS longitude,
  s.latitude AS latitude, s.evidence AS evidence ORDER BY id LIMIT $limit
