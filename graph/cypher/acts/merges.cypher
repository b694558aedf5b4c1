// purpose: the merges on record and the splits that undid them, in their order
// params: acts
// returns: act, kept, other, recorded_at, record
MATCH (r:AuditRecord) WHERE r.act IN $acts AND r.recorded_at IS NOT NULL
RETURN r.act AS act, r.subject AS kept, r.object AS other, r.recorded_at AS recorded_at, r.id AS record
ORDER BY recorded_at, record
