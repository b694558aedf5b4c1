"""Settings (设置): flags over environment over defaults."""

import re
from pathlib import Path

import pytest

from graph.store.errors import SettingsError
from server.errors import AddressRefusedError
from server.language import Language
from server.settings import Settings
from server.variables import VARIABLES

OPERATIONS = Path(__file__).resolve().parents[3] / "docs" / "operations.md"


def test_defaults_are_this_machine_any_port_and_both_languages() -> None:
    settings = Settings.read({})
    assert settings.host == "127.0.0.1"
    assert settings.port is None
    assert settings.language is Language.BOTH
    assert settings.store.uri is None


def test_the_environment_goes_before_defaults() -> None:
    given = {"CUSTODY_PORT": "8080", "CUSTODY_LANG": "zh", "CUSTODY_DATA": "/srv/custody"}
    settings = Settings.read(given)
    assert settings.port == 8080
    assert settings.language is Language.ZH
    assert settings.store.data_folder == Path("/srv/custody")


def test_flags_go_before_the_environment(tmp_path: Path) -> None:
    given = {"CUSTODY_PORT": "8080", "CUSTODY_LANG": "zh", "CUSTODY_DATA": "/srv/custody"}
    settings = Settings.read(given, port=0, language=Language.EN, data=tmp_path)
    assert settings.port == 0
    assert settings.language is Language.EN
    assert settings.store.data_folder == tmp_path


def test_an_empty_variable_is_not_set() -> None:
    blank = dict.fromkeys((variable.name for variable in VARIABLES), "")
    assert Settings.read(blank) == Settings.read({})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "park.example"])  # noqa: S104 - they must be refused
def test_no_address_that_others_could_reach(host: str) -> None:
    with pytest.raises(AddressRefusedError) as caught:
        Settings.read({}, host=host)
    assert host in caught.value.zh
    assert host in caught.value.en


@pytest.mark.parametrize(
    "given",
    [{"CUSTODY_PORT": "http"}, {"CUSTODY_PORT": "70000"}, {"CUSTODY_PORT": "-1"}],
)
def test_a_port_is_a_port(given: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="CUSTODY_PORT"):
        Settings.read(given)


def test_a_language_is_one_of_three() -> None:
    with pytest.raises(SettingsError, match="CUSTODY_LANG"):
        Settings.read({"CUSTODY_LANG": "fr"})


def test_no_password_is_shown() -> None:
    given = {"NEO4J_URI": "neo4j://graph:7687", "NEO4J_PASSWORD": "s3cret"}
    assert "s3cret" not in repr(Settings.read(given))


def test_the_table_of_settings_is_up_to_date() -> None:
    row = re.compile(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
    rows = row.findall(OPERATIONS.read_text(encoding="utf-8"))
    expected = [
        (v.name, f"`{v.flag}`" if v.flag else "", v.default, f"{v.zh} / {v.en}") for v in VARIABLES
    ]
    assert rows == expected


def test_every_variable_of_ours_is_in_the_table() -> None:
    sources = [*Path("server").rglob("*.py"), *Path("graph/store").rglob("*.py")]
    root = OPERATIONS.parents[1]
    used = {
        name
        for source in sources
        for name in re.findall(r"environ\.get\(\"(\w+)\"\)", (root / source).read_text())
    }
    assert used - {"PYTHONPATH"} == {variable.name for variable in VARIABLES}
