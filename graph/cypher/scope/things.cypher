// purpose: everything in a region, park or organisation, and whatever that lies in or is run by
// params: id, as_of, known_at
// returns: context, type, name, said, within, facts
#include scope/things
MATCH (p)-[:HAS_STATE]->(s) WHERE at(s)
RETURN p.id AS context, p.type AS type, s.name AS name, s.evidence AS said,
  [(p)-[w:FOUND_AT|CONTROLS|LOCATED_IN|PART_OF]->(q) WHERE at(w) AND seen(q) | q.id]
    + [(p)<-[w:HAS_HAZARD|OPERATES|MANAGES]-(q) WHERE at(w) AND seen(q) | q.id] AS within,
  s {.kind, .level, .grade, .risk_grade, .industry, .licensed_by, .severity, .status, .assessed_on,
    .registered_on, .found_on, .deadline, .rectified_on, .closed_on, .treatment, .funding, .plan, .check_due} AS facts
