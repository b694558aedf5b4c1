// purpose: registers of these names that the graph holds, in all their editions
// params: names
// returns: id, name, source, sha256, dated_on, recorded_at
MATCH (d:Document) WHERE d.text IS NULL AND d.name IN $names
RETURN d.id AS id, d.name AS name, d.source AS source, d.sha256 AS sha256,
  d.dated_on AS dated_on, d.recorded_at AS recorded_at ORDER BY recorded_at, id
