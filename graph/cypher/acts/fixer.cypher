// purpose: account under which a finding was last entered as rectified
// params: id
// returns: account
MATCH (r:AuditRecord {subject: $id})
WHERE r.act = 'RECTIFY_FINDING'
RETURN r.account AS account
ORDER BY r.recorded_at DESC LIMIT 1
