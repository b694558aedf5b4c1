"""Exit codes (退出码): as the documentation lists them."""

import re
from pathlib import Path

import pytest

from graph.errors import CustodyError
from graph.store.errors import SettingsError, UnreachableError
from loaders.errors import LoaderError
from server.errors import PortBusyError, VariablesError
from server.exits import ExitCode, code_for

OPERATIONS = Path(__file__).resolve().parents[3] / "docs" / "operations.md"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SettingsError("NEO4J_URI", zh="有误", en="is wrong"), ExitCode.USAGE),
        (PortBusyError("127.0.0.1", 80), ExitCode.USAGE),
        (VariablesError("list"), ExitCode.USAGE),
        (UnreachableError("neo4j", "bolt://graph"), ExitCode.ENGINE),
        (LoaderError(zh="文件有误", en="a broken file", file="甲.csv"), ExitCode.REJECTED),
    ],
)
def test_each_error_has_its_code(error: CustodyError, code: ExitCode) -> None:
    assert code_for(error) is code


def test_the_table_of_codes_is_up_to_date() -> None:
    listed = re.findall(r"^\| (\d+) \|", OPERATIONS.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(code) for code in listed] == [code.value for code in ExitCode]
