// purpose: the last inspection on record of each thing of a scope, by the role in which it was done
// params: id, as_of, known_at
// returns: context, role, last
#include scope/things
MATCH (p)<-[k:INSPECTS]-(:Inspection)-[:HAS_STATE]->(z) WHERE at(k) AND at(z) AND seen(z)
  AND z.role IS NOT NULL AND z.held_on <= $as_of
RETURN p.id AS context, z.role AS role, max(z.held_on) AS last
