// purpose: how much a person, post or organisation answers for, by type, down to the last finding
// params: id, as_of, known_at
// returns: type, total, open, overdue
#include portfolio/charged
WITH p.id AS thing, p.type AS type, s.deadline AS deadline,
  CASE WHEN p.type = 'Measure' THEN s.check_due END AS due,
  p.type = 'Finding' AND (s.closed_on > $as_of OR
    (s.closed_on IS NULL AND coalesce(s.status, '') <> 'CLOSED')) AS opened,
  s.rectified_on <= $as_of OR (s.rectified_on IS NULL AND s.status IN ['RECTIFIED', 'VERIFIED']) AS rectified
WITH thing, type, deadline, due, CASE WHEN opened THEN 1 ELSE 0 END AS open,
  CASE WHEN opened AND NOT coalesce(rectified, false) THEN 1 ELSE 0 END AS waiting
RETURN type, count(thing) AS total, sum(open) AS open,
  sum(CASE WHEN (waiting = 1 AND deadline < $as_of) OR due < $as_of THEN 1 ELSE 0 END) AS overdue
ORDER BY type
