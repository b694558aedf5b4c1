// purpose: every duty on record for the things of a scope, past and future too
// params: id, as_of, known_at
// returns: context, duty
#include scope/things
MATCH (p)<-[k:RESPONSIBLE_FOR]-(n:Post) WHERE known(k) AND seen(n)
RETURN p.id AS context, k {.line, .role, .basis, .evidence, .valid_from, .valid_to, .recorded_at,
  .published_on, .filed_on, .updated_on, holder: n.id} AS duty
