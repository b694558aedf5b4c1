// purpose: the measures against the spread of fire that are on record for the hazards of units
// params: ids, as_of, known_at
// returns: unit, measure, name, barrier, remaining_share, effect_time, failure_on_demand, evidence
UNWIND $ids AS id
MATCH (u:Unit {id: id})-[x:HAS_HAZARD]->(h:Hazard) WHERE at(x) AND seen(u) AND seen(h)
MATCH (h)<-[c:CONTROLS]-(m:Measure)-[:HAS_STATE]->(s) WHERE at(c) AND at(s) AND seen(m) AND s.barrier IS NOT NULL
RETURN u.id AS unit, m.id AS measure, s.name AS name, s.barrier AS barrier, s.remaining_share AS remaining_share,
  s.effect_time AS effect_time, c.failure_on_demand AS failure_on_demand, c.evidence + s.evidence AS evidence
ORDER BY unit, measure
