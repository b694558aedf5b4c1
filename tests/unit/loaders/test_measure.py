"""The measurement judges as an annotator would, and the stored table is what it gives."""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

import pytest

from loaders.documents import Extraction
from loaders.documents.extract import by_rules
from loaders.documents.precision import (
    THRESHOLD,
    Counts,
    StatementKind,
    Status,
    TrackRecord,
    packaged,
)
from loaders.documents.statements import (
    EntityType,
    ExtractedEntity,
    ExtractedFact,
    ExtractedRelation,
    RelationType,
    Span,
)
from loaders.documents.text.clean import clean
from loaders.measure import Judged, UnannotatedError, annotated_in, as_toml, judged, record_of
from loaders.readers.text import read_text

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("CUSTODY_SHARED", ROOT.parent / "shared" / "data")) / "documents"
OWN = ROOT / "tests" / "golden" / "documents"
TABLE = ROOT / "loaders" / "documents" / "precision.toml"

GOLD: dict[str, Any] = {
    "document": "通知.txt (cleaned)",
    "entities": [
        {"type": "Enterprise", "name": "甲化工有限公司"},
        {"type": "Enterprise", "name": "甲化工", "same_as": "甲化工有限公司"},
        {"type": "Park", "name": "乙园", "normalised": "乙产业园"},
    ],
    "relations": [{"type": "LOCATED_IN", "from": "甲化工有限公司", "to": "乙园", "evidence": ""}],
    "facts": [{"subject": "", "metric": "", "value": 3, "unit": "家", "evidence": "企业3家"}],
}


class Place(TypedDict):
    span: Span
    original: Span


PLACE: Place = {"span": Span(0, 1), "original": Span(0, 1)}


class Told(NamedTuple):
    kind: StatementKind
    rule: str


def entity(kind: EntityType, name: str) -> ExtractedEntity:
    return ExtractedEntity(type=kind, name=name, rule="e", evidence=name, **PLACE)


def link(source: str, target: str) -> ExtractedRelation:
    return ExtractedRelation(
        type=RelationType.LOCATED_IN, source=source, target=target, rule="r", evidence="", **PLACE
    )


def fact(value: float | str, quote: str) -> ExtractedFact:
    return ExtractedFact(
        subject=None,
        metric="",
        value=value,
        unit="家",
        figure=PLACE["span"],
        rule="f",
        evidence=quote,
        **PLACE,
    )


def verdicts(*said: ExtractedEntity | ExtractedRelation | ExtractedFact) -> list[bool]:
    extraction = Extraction(
        document="通知.txt",
        entities=tuple(s for s in said if isinstance(s, ExtractedEntity)),
        relations=tuple(s for s in said if isinstance(s, ExtractedRelation)),
        facts=tuple(s for s in said if isinstance(s, ExtractedFact)),
    )
    return [each.right for each in judged(extraction, GOLD)]


def test_an_entity_is_right_by_its_type_and_any_of_its_names() -> None:
    assert verdicts(
        entity(EntityType.ENTERPRISE, "甲化工"),
        entity(EntityType.PARK, "“乙产业园”"),
        entity(EntityType.REGION, "乙园"),
    ) == [True, True, False]


def test_a_relation_is_right_by_both_ends_in_their_order() -> None:
    assert verdicts(link("甲化工", "乙产业园"), link("乙园", "甲化工")) == [True, False]


def test_a_fact_is_right_once_by_its_value_and_its_place() -> None:
    assert verdicts(fact(3, "共有企业3家"), fact(3, "企业3家"), fact(4, "企业3家")) == [
        True,
        False,
        False,
    ]


def test_a_table_is_read_as_it_was_written() -> None:
    statements = list(
        judged(by_rules(clean("甲区共有化工企业12家，事故3起。")), {**GOLD, "facts": []})
    )
    table = record_of({"通知.txt": statements})

    assert TrackRecord.from_toml(as_toml({"通知.txt": statements})) == table
    assert sum(row.found for rules in table.counts.values() for row in rules.values()) == len(
        statements
    )


def test_a_kind_is_known_by_the_rules_that_spoke_in_several_documents() -> None:
    fact, alone = StatementKind.FACT, StatementKind.ENTITY
    table = record_of(
        {
            "甲.txt": [Judged(fact, "f", right=True), Judged(alone, "e", right=True)],
            "乙.txt": [Judged(fact, "f", right=False), Judged(fact, "g", right=True)],
        }
    )

    assert table.counts[fact] == {"f": Counts(2, 1), "g": Counts(1, 1)}
    assert table.elsewhere[fact] == Counts(2, 1)
    assert table.elsewhere[alone] == Counts(0, 0)


def test_each_document_is_also_judged_by_the_others_alone() -> None:
    statements = list(judged(by_rules(clean("甲区共有化工企业12家。")), GOLD))

    alone = as_toml({"甲.txt": statements})

    assert f"asserted: 0 found, 0 right (none)\n#   proposed: {len(statements)} found" in alone


def test_an_annotation_without_its_document_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "通知.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")

    with pytest.raises(UnannotatedError, match=r"通知\.gold\.json"):
        list(annotated_in([tmp_path]))


@pytest.fixture(scope="module")
def measured() -> TrackRecord:
    """What the rules achieve now over the documents that the stored table was measured on."""
    folders = [folder for folder in (SHARED, OWN) if folder.is_dir()]
    stored = TrackRecord.from_toml(TABLE.read_text(encoding="utf-8"))
    if not SHARED.is_dir():
        pytest.skip(f"the shared documents are not at {SHARED}")
    assert stored.counts[StatementKind.ENTITY]
    return record_of(
        {
            each.document.name: list(
                judged(by_rules(clean(read_text(each.document).text)), each.gold)
            )
            for each in annotated_in(folders)
        }
    )


@pytest.mark.parametrize("kind", list(StatementKind))
def test_the_stored_table_is_what_the_measurement_gives(
    kind: StatementKind, measured: TrackRecord
) -> None:
    stored = TrackRecord.from_toml(TABLE.read_text(encoding="utf-8"))

    assert stored.counts[kind] == measured.counts[kind], "stale: run `make precision` and commit it"
    assert stored.elsewhere[kind] == measured.elsewhere[kind]


@pytest.mark.parametrize("kind", list(StatementKind))
def test_asserted_statements_are_right_as_often_as_is_claimed(
    kind: StatementKind, measured: TrackRecord
) -> None:
    rules = measured.counts[kind]
    asserted = [counts for rule, counts in rules.items() if _asserts(packaged(), kind, rule)]
    total = Counts(sum(c.found for c in asserted), sum(c.right for c in asserted))

    assert total.right >= THRESHOLD * total.found


def _asserts(table: TrackRecord, kind: StatementKind, rule: str) -> bool:
    return table.status_of(Told(kind, rule)) is Status.ASSERTED
