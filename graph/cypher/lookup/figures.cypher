// purpose: the counted facts about these nodes
// params: ids
// returns: within, type, id, name, value, unit, words, period, evidence
UNWIND $ids AS id
MATCH (t:Region|Park|Organisation|Programme|Platform|Hazard|Measure|Unit {id: id})
#seek t(id)
MATCH (t)<-[r:MEASURES]-(i:Indicator) WHERE r.retracted_at IS NULL
MATCH (i)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL
RETURN DISTINCT id AS within, t.type AS type, i.id AS id, s.name AS name, s.value AS value, s.unit AS unit,
  s.value_text AS words,
  s.period AS period, s.evidence + r.evidence AS evidence
