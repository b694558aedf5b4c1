// purpose: when it was last recorded or retracted that somebody holds a post
// params: id
// returns: recorded, retracted
MATCH (:Post {id: $id})<-[h:HOLDS_POST]-(:Person)
RETURN max(h.recorded_at) AS recorded, max(h.retracted_at) AS retracted
