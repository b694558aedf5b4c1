// purpose: a page of what a person, post or organisation answers for, by id
// params: id, after, limit, types, as_of, known_at
// returns: thing
#include portfolio/charged
WITH p WHERE p.id > $after AND ($types IS NULL OR p.type IN $types)
RETURN p.id AS thing ORDER BY thing LIMIT $limit
