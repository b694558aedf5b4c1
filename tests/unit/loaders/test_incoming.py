"""Incoming files (来件): whatever a sender calls a file, it lies in a folder of ours."""

import hashlib
from io import BytesIO

import pytest
from hypothesis import given, strategies as st

from graph.responsibility.refusals import InputRefusedError
from loaders.incoming import Incoming, file_name, laid_down

HOSTILE = st.text(alphabet="./\\企业a:*\x00 ~$%", max_size=12)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("企业.xlsx", "企业.xlsx"),
        ("../../../etc/passwd.csv", "passwd.csv"),
        ("C:\\台账\\隐患.csv", "隐患.csv"),
        ("/home/a/园区 2024.csv ", "园区 2024.csv"),
        ("x..%2f..%2fx.csv", "x..%2f..%2fx.csv"),
    ],
)
def test_only_the_last_part_of_a_name_is_kept(given: str, kept: str) -> None:
    assert file_name(given) == kept


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "a/", "a\\..", ".hidden", "x.csv."),
        *("a\x00.csv", "a\n.csv", "a.csv\u202e", "a:b.csv", "CON.csv", "lpt1", "企" * 67),
    ],
)
def test_a_name_that_no_file_should_have_is_refused(name: str) -> None:
    with pytest.raises(InputRefusedError) as caught:
        file_name(name)
    assert caught.value.field == "files"
    assert "企业.xlsx" in caught.value.expected[0]


@pytest.mark.property
@given(name=HOSTILE)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    try:
        with laid_down([Incoming(name, BytesIO(b"x"))]) as laid:
            (path,) = laid.paths
            assert path.resolve().parent == laid.folder.resolve()
            assert [each.name for each in laid.folder.iterdir()] == [path.name]
    except InputRefusedError:
        return


def test_files_lie_there_while_they_are_read_and_not_after() -> None:
    with laid_down([Incoming("a.csv", BytesIO(b"1")), Incoming("b.csv", BytesIO(b"2"))]) as laid:
        assert [path.read_bytes() for path in laid.paths] == [b"1", b"2"]
        assert laid.digests["a.csv"] == hashlib.sha256(b"1").hexdigest()
        said = f"文件“{laid.folder}/a.csv”无法读取 / {laid.folder}"
        assert laid.unplaced(said) == "文件“a.csv”无法读取 / "
    assert not laid.folder.exists()


@pytest.mark.parametrize("names", [[], ["a.csv", "A.CSV"], ["x/企业.csv", "y/企业.csv"]])
def test_no_file_and_two_of_one_name_are_refused(names: list[str]) -> None:
    with (
        pytest.raises(InputRefusedError),
        laid_down([Incoming(name, BytesIO(b"x")) for name in names]),
    ):
        pass
