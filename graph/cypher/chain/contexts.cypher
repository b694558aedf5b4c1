// purpose: what each of several places, and each hazard of those that are units, lies in, belongs to or is run by
// params: ids, as_of, known_at
// returns: place, subject, context, step
#include chain/subjects
#include chain/ways
RETURN id AS place, t.id AS subject, p.id AS context, min(size(f) + size(g) + size(m) + size(l)) AS step
ORDER BY place, subject, step, context
