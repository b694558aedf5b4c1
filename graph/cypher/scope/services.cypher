// purpose: custody contracts and supervisions on record for the things of a scope, past and future too
// params: id, as_of, known_at
// returns: context, custody, service
#include scope/things
MATCH (p)<-[k:HAS_CUSTODY_OF|SUPERVISES]-(q:Organisation) WHERE known(k) AND seen(q)
MATCH (q)-[:HAS_STATE]->(z) WHERE at(z)
RETURN p.id AS context, type(k) = 'HAS_CUSTODY_OF' AS custody,
  k {.contract, .scope, .sector, .basis, .evidence, .valid_from, .valid_to, .recorded_at,
    organisation: q.id, name: z.name} AS service
