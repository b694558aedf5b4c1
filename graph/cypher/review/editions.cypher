// purpose: documents of these sources, or of these names, that the graph holds
// params: lineages, names
// returns: id, lineage, sha256, text, recorded_at
MATCH (d:Document)
WHERE d.text IS NOT NULL AND (d.name IN $names OR coalesce(d.source, d.name) IN $lineages)
RETURN d.id AS id, coalesce(d.source, d.name) AS lineage, d.sha256 AS sha256, d.text AS text,
  d.recorded_at AS recorded_at ORDER BY recorded_at, id
