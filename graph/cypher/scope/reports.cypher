// purpose: who reports to whom, among the posts of a scope, those above them and those that report to either
// params: id, as_of, known_at
// returns: post, above
#include scope/things
CALL (p) {
  MATCH (p)<-[k:RESPONSIBLE_FOR]-(n:Post) WHERE at(k) AND seen(n) RETURN n
  UNION MATCH (p)<-[k:BELONGS_TO]-(n:Post) WHERE at(k) AND seen(n) RETURN n
}
WITH DISTINCT n
MATCH (n) ((x)-[l:REPORTS_TO]->(y) WHERE at(l) AND seen(y)){0,6} (q)
WITH DISTINCT q
MATCH (q)<-[h:REPORTS_TO]-(r:Post) WHERE at(h) AND seen(r)
RETURN DISTINCT r.id AS post, q.id AS above
ORDER BY post, above
