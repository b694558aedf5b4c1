// purpose: what was taken for granted anywhere in these documents, as the notes of their evidence say it
// params: documents
// returns: document, notes
UNWIND $documents AS id
MATCH (d:Document {id: id})
USING INDEX SEEK d:Document(id) WHERE d.granted IS NOT NULL
RETURN d.sha256 AS document, d.granted AS notes
