"""Laws of evidence: what a user is shown of a statement stands, word for word, in the file."""

import json
from html import unescape

from hypothesis import given, strategies as st

from loaders.documents import CleanText, Extraction
from loaders.documents.extract import extract
from loaders.documents.gold import as_gold_json
from loaders.documents.text.clean import clean
from loaders.layer import Span
from tests.property.loaders.test_every_document import (
    KINDS,
    SETTINGS,
    Kind,
    mutated,
    pytestmark,
    read,
)

__all__ = ["pytestmark"]


def extracted(text: str, kind: Kind) -> tuple[CleanText, Extraction, str | None]:
    """Return what is read of a file, and the file as characters where it is some."""
    source, raw = read(text, kind)
    cleaned = clean(source.layer)
    file = raw.decode(source.encoding).removeprefix("\ufeff") if source.encoding else None
    return cleaned, extract(cleaned, document="甲"), file


def in_file(cleaned: CleanText, file: str, span: Span) -> str:
    """Return the characters of the file for each character of a span, put together."""
    places = (cleaned.to_original(at, at + 1) for at in range(span.start, span.end))
    return "".join(unescape(file[place.start : place.end]) for place in places)


@SETTINGS
@given(mutated(), st.sampled_from([kind for kind in KINDS if kind.suffix == ".txt"]))
def test_the_parts_of_every_quote_stand_in_the_file(text: str, kind: Kind) -> None:
    cleaned, found, file = extracted(text, kind)

    assert file is not None
    for said in found.statements:
        parts = cleaned.original_parts(said.span.start, said.span.end)
        assert "".join(file[part.start : part.end] for part in parts) == said.evidence
        assert (said.original.start, said.original.end) == (parts[0].start, parts[-1].end)
        assert len(parts) > 1 or file[said.original.start : said.original.end] == said.evidence


@SETTINGS
@given(mutated(), st.sampled_from([kind for kind in KINDS if kind.suffix == ".html"]))
def test_every_quote_is_read_from_its_place_in_a_web_page(text: str, kind: Kind) -> None:
    cleaned, found, file = extracted(text, kind)

    assert file is not None
    for said in found.statements:
        printed = in_file(cleaned, file, said.span)
        assert "".join(printed.split()) == "".join(said.evidence.split()) or "<" in printed


@SETTINGS
@given(mutated(), st.sampled_from(KINDS))
def test_every_row_that_a_user_is_shown_leads_to_its_words(text: str, kind: Kind) -> None:
    cleaned, found, file = extracted(text, kind)
    shown = json.loads(json.dumps(as_gold_json(found, source=cleaned)))

    for row in (*shown["entities"], *shown["relations"], *shown["facts"], *shown["suggestions"]):
        quote = row.get("evidence", row.get("printed"))
        assert cleaned.text[row["start"] : row["end"]] == quote
        assert row["original_start"] < row["original_end"]
        assert ("locator" in row) == (kind.suffix in {".docx", ".pdf"})
        assert file is None or row["original_end"] <= len(file)


@SETTINGS
@given(mutated(), st.sampled_from(KINDS))
def test_a_name_stands_in_its_quote_and_a_figure_where_it_is_said_to(text: str, kind: Kind) -> None:
    cleaned, found, _ = extracted(text, kind)

    for entity in found.entities:
        assert entity.name in cleaned.text
    for fact in found.facts:
        assert said_within(fact.span, fact.figure)
        assert any(c.isnumeric() for c in cleaned.text[fact.figure.start : fact.figure.end])


def said_within(quote: Span, figure: Span) -> bool:
    """Tell whether a figure stands in its quote."""
    return quote.start <= figure.start < figure.end <= quote.end
