// purpose: whether nothing was ever said of anything
// params: limit
// returns: empty
OPTIONAL MATCH (s:State)
WITH s LIMIT $limit
RETURN count(s) = 0 AS empty
