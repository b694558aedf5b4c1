"""Settings of the store (存储设置)."""

from pathlib import Path

import pytest

from graph.store.errors import SettingsError
from graph.store.settings import StoreSettings, shown


def test_without_neo4j_uri_the_graph_is_kept_in_a_folder_of_the_user() -> None:
    settings = StoreSettings.from_environ({})
    assert settings.uri is None
    assert settings.data_folder.is_absolute()
    assert "custody" in settings.data_folder.parts


def test_custody_data_names_the_folder() -> None:
    settings = StoreSettings.from_environ({"CUSTODY_DATA": "~/parks"})
    assert settings.data_folder == Path.home() / "parks"


def test_the_four_variables_name_a_neo4j() -> None:
    settings = StoreSettings.from_environ(
        {
            "NEO4J_URI": "neo4j+s://graph.example:7687",
            "NEO4J_USERNAME": "reader",
            "NEO4J_PASSWORD": "s3cret",
            "NEO4J_DATABASE": "custody",
        }
    )
    assert settings.uri == "neo4j+s://graph.example:7687"
    assert (settings.username, settings.password) == ("reader", "s3cret")
    assert settings.database == "custody"


def test_an_empty_variable_counts_as_not_set() -> None:
    settings = StoreSettings.from_environ(
        {"NEO4J_URI": "", "NEO4J_USERNAME": "", "NEO4J_PASSWORD": "", "CUSTODY_DATA": ""}
    )
    assert settings == StoreSettings.from_environ({})


def test_nothing_that_shows_settings_shows_the_password() -> None:
    settings = StoreSettings(uri="bolt://localhost", password="s3cret")  # noqa: S106 - made up
    assert "s3cret" not in f"{settings} {settings!r}"


@pytest.mark.parametrize(
    "uri",
    [
        "http://localhost:7474",
        "localhost:7687",
        "neo4j://",
        "neo4j://:7687",
        "neo4j://localhost:port",
        "neo4j://localhost:99999",
        "neo4j://someone:s3cret@localhost:7687",
        "bolt://s3cret@localhost",
    ],
)
def test_an_unfit_address_is_refused_in_both_languages_without_repeating_it(uri: str) -> None:
    with pytest.raises(SettingsError) as caught:
        StoreSettings.from_environ({"NEO4J_URI": uri})
    assert caught.value.variable == "NEO4J_URI"
    assert "NEO4J_URI" in caught.value.zh
    assert "NEO4J_URI" in caught.value.en
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("bolt://graph:7687", "bolt://graph:7687"),
        ("neo4j://u:p%40q@graph:7687", "neo4j://graph:7687"),
        ("neo4j://u:p@q@graph/path?policy=eu", "neo4j://graph"),
        ("neo4j://[::1]:7687", "neo4j://[::1]:7687"),
    ],
)
def test_an_address_is_shown_without_what_could_be_secret(uri: str, expected: str) -> None:
    assert shown(uri) == expected
