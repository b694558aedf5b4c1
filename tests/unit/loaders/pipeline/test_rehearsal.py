"""Files that may swell (试读): what takes too much memory ends another process than ours."""

from pathlib import Path

import pytest

from graph.responsibility.refusals import InputRefusedError
from loaders.pipeline.rehearsal import rehearse
from tests.files.office import as_docx
from tests.fuzz.files import document_of, packed, spanning

MOST, NEXT_TO_NOTHING = 400, 1


async def test_one_cell_that_spans_a_sheet_is_refused_and_we_live(tmp_path: Path) -> None:
    good, vast = tmp_path / "甲.ods", tmp_path / "乙.ods"
    good.write_bytes(spanning(columns=3, rows=4))
    vast.write_bytes(spanning(columns=16_384, rows=3_000))
    assert vast.stat().st_size < 2000
    with pytest.raises(InputRefusedError) as refused:
        await rehearse([good, vast], MOST)
    assert (refused.value.field, refused.value.value) == ("files", "乙.ods")
    assert f"{MOST} MB" in refused.value.zh


async def test_a_package_is_judged_by_what_it_unpacks_to(tmp_path: Path) -> None:
    plain, large = tmp_path / "甲.docx", tmp_path / "乙.docx"
    plain.write_bytes(as_docx(["园区由王某负责。"]))
    large.write_bytes(packed(document_of(" " * 9_000_000)))
    await rehearse([plain], NEXT_TO_NOTHING)
    with pytest.raises(InputRefusedError) as refused:
        await rehearse([plain, large], NEXT_TO_NOTHING)
    assert refused.value.value == "乙.docx"


async def test_what_can_be_read_passes_however_wrong_it_is_and_large_we_are(
    tmp_path: Path,
) -> None:
    ballast = b"x" * (MOST << 20)
    files = {
        "企业.ods": spanning(columns=3, rows=4),
        "企业.xls": b"\xd0\xcf\x11\xe0 none",
        "通报.pdf": b"%PDF-1.7 none",
        "a.csv": b"x",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    await rehearse([tmp_path / name for name in files], MOST)
    assert ballast
