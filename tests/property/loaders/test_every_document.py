"""Laws of reading, for real documents and what may become of them on their way to us."""

import codecs
import os
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from loaders.documents import CleanText
from loaders.documents.extract import extract
from loaders.documents.text.clean import clean
from loaders.documents.text.outline import outline
from loaders.layer import Span
from loaders.readers.document import read_document
from loaders.readers.text import SourceText
from tests.files.office import as_docx, as_html, as_pdf

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("CUSTODY_SHARED", ROOT.parent / "shared" / "data"))
TEXTS: Final = [
    path.read_text(encoding="utf-8") for path in sorted((SHARED / "documents").glob("*.txt"))
]
SETTINGS = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])

pytestmark = [
    pytest.mark.property,
    pytest.mark.skipif(not TEXTS, reason=f"the shared documents are not at {SHARED / 'documents'}"),
]


@dataclass(frozen=True)
class Kind:
    """A way to keep a text in a file."""

    suffix: str
    make: Callable[[str], bytes]

    def __repr__(self) -> str:
        return self.suffix


def pages(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    return [[*lines[at : at + 5], f"— {at // 5 + 1} —"] for at in range(0, len(lines), 5)]


KINDS = [
    Kind(".txt", str.encode),
    Kind(".txt", lambda text: codecs.BOM_UTF8 + text.encode()),
    Kind(".txt", lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le")),
    Kind(".txt", lambda text: text.encode("gb18030")),
    Kind(".html", lambda text: as_html(text.splitlines()).encode()),
    Kind(".html", lambda text: as_html(text.splitlines(), charset="gb2312").encode("gb18030")),
    Kind(".docx", lambda text: as_docx(text.splitlines())),
    Kind(".pdf", lambda text: as_pdf(pages(text))),
]


def rewrapped(text: str, width: int) -> str:
    cut = (line[at : at + width] for line in text.splitlines() for at in range(0, len(line), width))
    return "\n".join(cut)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a real text after a few accidents."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 200)))
        other = draw(
            st.sampled_from(["\n", "“", "（", "、", "1、", "一是", "— 3 —\n", "甲 | 乙\n"])
        )
        text = draw(
            st.sampled_from(
                [
                    text[:start] + text[end:],
                    text[:end] + text[start:],
                    text[:start] + other + text[start:],
                    text[start:] + "\n" + text[:start],
                    rewrapped(text, 20 + end % 40),
                    text.replace("\n", "\r\n") if "\r" not in text else text,
                ]
            )
        )
    return text if text.strip() else "甲"


def read(text: str, kind: Kind) -> tuple[SourceText, bytes]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"甲{kind.suffix}"
        path.write_bytes(raw := kind.make(text))
        return read_document(path), raw


def quoted(cleaned: CleanText, span: Span) -> str:
    assert cleaned.layer is not None
    parts = cleaned.original_parts(span.start, span.end)
    return "".join(cleaned.layer.text[part.start : part.end] for part in parts)


@SETTINGS
@given(mutated(), st.sampled_from(KINDS), st.data())
def test_every_span_is_made_of_original_parts_in_order(
    text: str, kind: Kind, data: st.DataObject
) -> None:
    source, _ = read(text, kind)
    cleaned = clean(source.layer)

    assert all(a.end < b.start for a, b in pairwise(cleaned.pieces))
    assert quoted(cleaned, Span(0, len(cleaned.text))) == cleaned.text
    start = data.draw(st.integers(0, len(cleaned.text)))
    end = data.draw(st.integers(start, len(cleaned.text)))
    assert quoted(cleaned, Span(start, end)) == cleaned.text[start:end]


@SETTINGS
@given(mutated(), st.sampled_from(KINDS))
def test_every_statement_is_quoted_exactly_and_has_its_place(text: str, kind: Kind) -> None:
    source, raw = read(text, kind)
    cleaned = clean(source.layer)

    for said in extract(cleaned).statements:
        assert cleaned.text[said.span.start : said.span.end] == said.evidence
        assert quoted(cleaned, said.span) == said.evidence
        if kind.suffix == ".txt":
            decoded = raw.decode(source.encoding or "").removeprefix("\ufeff")
            covered = decoded[said.original.start : said.original.end]
            assert covered.startswith(said.evidence[:1])
            assert covered.endswith(said.evidence[-1:])


@SETTINGS
@given(mutated(), st.sampled_from([kind for kind in KINDS if kind.suffix == ".html"]))
def test_every_character_of_a_web_page_stands_in_the_file(text: str, kind: Kind) -> None:
    source, raw = read(text, kind)
    page = raw.decode(source.encoding or "")

    for position, character in enumerate(source.text):
        place = source.layer.to_file(Span(position, position + 1))
        printed = unescape(page[place.start : place.end])
        assert printed == character or character in "\n |"


@SETTINGS
@given(mutated(), st.sampled_from(KINDS))
def test_no_kind_of_file_loses_or_adds_words(text: str, kind: Kind) -> None:
    source, _ = read(text, kind)
    body = source.text.replace("\f", "")
    if kind.suffix == ".pdf":
        body = "\n".join(line for line in body.splitlines() if not line.startswith("— "))
        text = "\n".join(line for line in text.splitlines() if not line.startswith("— "))

    def words(of: str) -> str:
        return "".join("".join(of.split()).replace("|", "").split())

    assert words(body) == words(text)


@SETTINGS
@given(mutated())
def test_sections_lie_within_each_other_and_in_order(text: str) -> None:
    found = outline(clean(text).text)

    for section in found:
        assert section.title.end <= section.body.start or section.body.start == section.body.end
    for before, after in pairwise(found):
        assert before.title.end <= after.title.start
        assert after.level <= before.level + 1
    for index, outer in enumerate(found):
        for inner in found[index + 1 : index + 8]:
            is_inside = inner.title.start < outer.body.end
            assert not is_inside or inner.body.end <= max(outer.body.end, inner.body.start)
