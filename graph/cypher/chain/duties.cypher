// purpose: who answers for a subject and for whatever it lies in, belongs to or is run by
// params: id, as_of, known_at
// returns: context, type, name, said, step, within, duties, custody, supervision, checks, facts
MATCH (t:Region|Park|Organisation|Unit|Hazard|Measure|Finding|Programme|Platform {id: $id}) WHERE seen(t)
#include chain/ways
#include chain/charges
