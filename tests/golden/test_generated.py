"""Generated text (生成文本): what is committed is what the code gives now."""

from pathlib import Path

from graph.model.reference import reference
from hazard.reference import reference as hazard_reference
from schema.build import build_schema
from schema.promise import PROMISED, breaks, promise

ROOT = Path(__file__).resolve().parents[2]
STALE = "it is stale: run `make docs` and commit the result"


def test_the_printed_schema() -> None:
    committed = (ROOT / "schema" / "schema.graphql").read_text(encoding="utf-8")
    assert committed == build_schema().as_str() + "\n", STALE


def test_what_clients_were_promised_is_offered_and_all_that_is_offered_is_promised() -> None:
    promised = PROMISED.read_text(encoding="utf-8")
    offered = promise(build_schema()._schema)  # noqa: SLF001 - Strawberry offers no public way to it
    assert breaks(promised, offered) == [], "clients would break: see `python -m schema.promise`"
    assert promised == offered, STALE


def test_the_model_reference() -> None:
    committed = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert committed == reference(), STALE


def test_the_reference_of_consequence_models() -> None:
    committed = (ROOT / "docs" / "hazard.md").read_text(encoding="utf-8")
    assert committed == hazard_reference(), STALE
