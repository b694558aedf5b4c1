// purpose: the counted facts about these nodes
// params: ids
// returns: within, type, id, name, value, unit, words, period, evidence
UNWIND $ids AS id
OPTIONAL MATCH (a:Region {id: id})
OPTIONAL MATCH (b:Park {id: id})
OPTIONAL MATCH (c:Organisation {id: id})
OPTIONAL MATCH (d:Programme {id: id})
OPTIONAL MATCH (e:Platform {id: id})
OPTIONAL MATCH (f:Hazard {id: id})
OPTIONAL MATCH (g:Measure {id: id})
OPTIONAL MATCH (h:Unit {id: id})
WITH id, coalesce(a, b, c, d, e, f, g, h) AS n WHERE n IS NOT NULL
MATCH (n)<-[r:MEASURES]-(i:Indicator) WHERE r.retracted_at IS NULL
MATCH (i)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL
RETURN DISTINCT id AS within, n.type AS type, i.id AS id, s.name AS name, s.value AS value, s.unit AS unit,
  s.value_text AS words,
  s.period AS period, s.evidence + r.evidence AS evidence
