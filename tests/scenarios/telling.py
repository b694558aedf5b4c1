"""Reading a scenario (情景): what was recorded, in statements of the model."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.evidence import UNKNOWN_START, Evidence, Source, digest
from graph.model.labels import Label, Line, Method, RelType
from graph.model.registry import NODES, RELATIONS, relation_spec
from graph.model.statement import Entity, Relation
from graph.responsibility.chain import ResponsibilityChain
from graph.store.port import Store
from graph.store.write import Batch, write

__all__ = ["Scenario", "batches", "mentioned", "recorded", "scenarios", "told"]

LABELS = {spec.zh.split("/")[0]: spec.label for spec in NODES}
TYPES = {spec.zh: spec.type for spec in RELATIONS}
_DUTY = relation_spec(RelType.RESPONSIBLE_FOR)
LINES = next(p.terms for p in _DUTY.properties if p.name == "line")
ROLES = next(p.terms for p in _DUTY.properties if p.name == "role")
OWN_WORDS = ("who", "does", "what", "from", "to", "type", "park")


@dataclass(frozen=True)
class Scenario:
    """One file of this folder."""

    path: Path

    @cached_property
    def text(self) -> dict[str, Any]:
        return tomllib.loads(self.path.read_text(encoding="utf-8"))

    @property
    def sentence(self) -> str:
        return str(self.text["sentence"])

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Every thing by its name."""
        return {e.properties["name"]: e for batch in batches(self) for e in batch.entities}

    @property
    def names(self) -> dict[str, str]:
        return {entity.id: name for name, entity in self.entities.items()}


def scenarios() -> list[Scenario]:
    """Return every scenario, in the order of the file names."""
    return [Scenario(path) for path in sorted(Path(__file__).parent.glob("*.toml"))]


async def recorded(store: Store, stem: str) -> Scenario:
    """Record what the file of a name tells, and return it."""
    found = next(scenario for scenario in scenarios() if scenario.path.stem == stem)
    for batch in batches(found):
        await write(store, batch)
    return found


def batches(scenario: Scenario) -> list[Batch]:
    """Return what was recorded, one batch a record, in order."""
    known: dict[str, Entity] = {}
    return [
        _batch(f"{scenario.path.stem}/{k}", record, known)
        for k, record in enumerate(scenario.text["record"])
    ]


def _batch(edition: str, record: Mapping[str, Any], known: dict[str, Entity]) -> Batch:
    sha256 = digest(edition) * 4
    source = Source(name=record["source"], sha256=sha256)
    rows = iter(_rows(sha256, len(record.get("things", ())) + len(record.get("facts", ()))))
    evidence: list[Evidence] = []

    def said() -> tuple[str, ...]:
        evidence.append(next(rows))
        return (evidence[-1].id,)

    entities = [_entity(thing, said()) for thing in record.get("things", ())]
    known.update({entity.properties["name"]: entity for entity in entities})
    relations = [_relation(fact, known, said()) for fact in record.get("facts", ())]
    return Batch(sources=[source], evidence=evidence, entities=entities, relations=relations)


def _rows(sha256: str, count: int) -> Iterator[Evidence]:
    for row in range(2, count + 2):
        yield Evidence(document=sha256, method=Method.REGISTER_ROW, sheet="台账", row=row)


def _entity(thing: Mapping[str, Any], evidence: tuple[str, ...]) -> Entity:
    properties = {name: value for name, value in thing.items() if name not in OWN_WORDS}
    if "role" in properties:
        properties["role"] = ROLES[thing["role"]]
    return Entity(
        label=Label(LABELS[thing["type"]]),
        properties=properties,
        evidence=evidence,
        valid_from=thing.get("from", UNKNOWN_START),
        valid_to=thing.get("to"),
    )


def _relation(
    fact: Mapping[str, Any], known: Mapping[str, Entity], evidence: tuple[str, ...]
) -> Relation:
    properties = {name: value for name, value in fact.items() if name not in OWN_WORDS}
    if "line" in properties:
        properties |= {"line": LINES[fact["line"]], "role": ROLES[fact["role"]]}
    return Relation(
        type=RelType(TYPES[fact["does"]]),
        source=known[fact["who"]].reference,
        target=known[fact["what"]].reference,
        evidence=evidence,
        properties=properties,
        valid_from=fact.get("from", UNKNOWN_START),
        valid_to=fact.get("to"),
    )


def told(
    chain: ResponsibilityChain, scenario: Scenario
) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """Tell a chain in the words of the answer: the fields that it mentions, in order."""
    lines = {line: term for term, line in LINES.items()}
    roles = {role: term for term, role in ROLES.items()}
    names: dict[str | None, str] = {None: ""}
    names.update(scenario.names)
    rungs = {
        lines[line.line]: [
            {
                "role": roles[rung.role],
                "post": names[rung.post],
                "person": names[rung.person],
                "organisation": names[rung.organisation],
                "on": names[rung.subject],
                "basis": [str(citation) for citation in rung.basis],
                "from": rung.valid_from or "",
                "to": rung.valid_to or "",
                "sector": rung.sector or "",
                "contract": rung.contract or "",
                "acting": rung.acting,
            }
            for rung in line.rungs
        ]
        for line in chain.lines
    }
    gaps = [
        {
            "kind": str(gap.kind),
            "line": lines[Line(gap.line)],
            "role": roles[gap.role] if gap.role else "",
            "on": names[gap.subject],
            "rule": str(gap.rule),
            "verified": gap.rule.verified,
            "since": gap.since or "",
            "message": gap.message,
        }
        for gap in chain.gaps
    ]
    return rungs, gaps


def mentioned(
    answer: Sequence[Mapping[str, Any]], expected: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Reduce an answer to the fields that the expected one mentions, item by item."""
    rest = [dict(item) for item in answer]
    for item, wanted in zip(rest, expected, strict=False):
        for name in set(item) - set(wanted):
            del item[name]
        if "message" in wanted and wanted["message"] in item["message"]:
            item["message"] = wanted["message"]
    return rest
