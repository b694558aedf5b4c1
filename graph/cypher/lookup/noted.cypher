// purpose: the places of these documents of which a note says more, with the note
// params: documents
// returns: id, document, sheet, row, column, note
UNWIND $documents AS id
MATCH (d:Document {id: id})<-[:IN_DOCUMENT]-(e:Evidence)
USING INDEX SEEK d:Document(id) WHERE e.note IS NOT NULL
RETURN e.id AS id, d.sha256 AS document, e.sheet AS sheet, e.row AS row, e.column AS column, e.note AS note
