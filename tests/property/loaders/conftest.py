"""What every law of the loaders needs before its first example."""

import pytest

from loaders.documents.extract import extract
from loaders.documents.text.clean import clean


@pytest.fixture(scope="session", autouse=True)
def tables_are_read() -> None:
    """Read the dictionary and the divisions once: that takes longer than one example may."""
    extract(clean("东江市"))
