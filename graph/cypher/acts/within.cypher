// purpose: organisations to which a post belongs on a day
// params: id, as_of
// returns: organisation
MATCH (:Post {id: $id})-[b:BELONGS_TO]->(o:Organisation)
WHERE b.retracted_at IS NULL AND b.valid_from <= $as_of
  AND (b.valid_to IS NULL OR b.valid_to > $as_of)
RETURN DISTINCT o.id AS organisation ORDER BY organisation
