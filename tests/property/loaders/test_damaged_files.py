"""Laws of damaged files: whatever the bytes, a document is read or refused with one typed error."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from loaders.documents.text.clean import clean
from loaders.errors import LoaderError
from loaders.readers.document import read_document
from loaders.readers.faults import EmptyDocumentError
from loaders.readers.text import SourceText
from tests.files.office import as_docx, as_html, as_pdf

pytestmark = pytest.mark.property

LINES = ["一、总体要求", "甲园区引入“安全管家”乙公司。", "名称 | 数量", "苯 | 3t", "共12家。"]
WHOLE = {
    ".docx": as_docx(LINES),
    ".pdf": as_pdf([LINES[:2], LINES[2:]]),
    ".html": as_html(LINES).encode(),
    ".txt": "\n".join(LINES).encode("gb18030"),
}
SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a suffix and the bytes of such a file after some damage."""
    suffix = draw(st.sampled_from(sorted(WHOLE)))
    raw = WHOLE[suffix]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 40)))
        other = draw(st.binary(max_size=8))
        raw = draw(st.sampled_from([raw[:start] + other + raw[end:], raw[:start], raw[end:] + raw]))
    return draw(st.sampled_from([suffix, suffix, ".txt", ".html", ".docx", ".pdf"])), raw


def outcome(name: str, raw: bytes) -> SourceText | LoaderError:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        try:
            return read_document(path)
        except LoaderError as error:
            return error


@SETTINGS
@given(damaged())
def test_a_damaged_file_is_read_or_refused(file: tuple[str, bytes]) -> None:
    suffix, raw = file
    found = outcome(f"甲{suffix}", raw)

    if isinstance(found, LoaderError):
        assert f"甲{suffix}" in found.zh
        assert f"甲{suffix}" in found.en
    else:
        assert clean(found.layer).pieces


@given(st.text(alphabet=st.sampled_from("<>/=\"'! -&;#abtdrp甲 \n"), max_size=80))
def test_any_page_is_read_within_its_file(page: str) -> None:
    found = outcome("甲.html", page.encode())

    if isinstance(found, LoaderError):
        assert isinstance(found, EmptyDocumentError)
    else:
        assert found.layer.parts[-1].file.end <= len(page)
