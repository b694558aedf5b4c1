// purpose: registers of these names, or of the names that these bytes came under, in all their editions
// params: names, digests
// returns: id, name, source, sha256, dated_on, recorded_at
MATCH (o:Document) WHERE o.text IS NULL AND (o.name IN $names OR o.sha256 IN $digests)
WITH collect(DISTINCT o.name) AS named
MATCH (d:Document) WHERE d.text IS NULL AND d.name IN named
RETURN d.id AS id, d.name AS name, d.source AS source, d.sha256 AS sha256,
  d.dated_on AS dated_on, d.recorded_at AS recorded_at ORDER BY recorded_at, id
