// purpose: who answers for several units with their hazards, protection targets or organisations, and for what they lie in
// params: ids, as_of, known_at
// returns: context, type, name, said, step, within, duties, custody, supervision, checks, facts
#include chain/subjects
#include chain/ways
#include chain/charges
