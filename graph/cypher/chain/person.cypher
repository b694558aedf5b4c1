// purpose: who answers for the things that a person answers for, and for whatever those lie in
// params: id, as_of, known_at
// returns: context, type, name, said, step, within, duties, custody, supervision, checks, facts
MATCH (v:Person {id: $id})-[j:HOLDS_POST]->(n:Post)-[k:RESPONSIBLE_FOR]->(t) WHERE at(j) AND at(k) AND seen(v) AND seen(n) AND seen(t)
WITH DISTINCT t
#include chain/ways
#include chain/charges
