"""What a made-up district is written with (虚构辖区): things, links, and the gaps to be shown."""

from dataclasses import dataclass, field
from typing import Final

from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.write import Batch

__all__ = ["DAY", "RISK_POINTS", "SPAN", "Plant", "Planted"]

DAY: Final = "2024-01-15"
SPAN: Final = 4
RISK_POINTS: Final = 9

Gap = tuple[str, str | None, str]
"""Kind, role and subject of a gap."""


@dataclass
class Planted:
    """What is recorded, and the gaps that it must show, no more and no fewer."""

    evidence: list[Evidence] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    gaps: set[Gap] = field(default_factory=set)
    region: str = ""
    hazard: str = ""

    @property
    def batch(self) -> Batch:
        return Batch(
            sources=[SOURCE],
            evidence=self.evidence,
            entities=self.entities,
            relations=self.relations,
        )

    def said(self) -> tuple[str, ...]:
        row = len(self.evidence) + 2
        self.evidence.append(
            Evidence(document=SOURCE.sha256, method=Method.REGISTER_ROW, sheet="台账", row=row)
        )
        return (self.evidence[-1].id,)

    def thing(self, label: Label, name: str, **said: object) -> Entity:
        made = Entity(label=label, properties={"name": name, **said}, evidence=self.said())
        self.entities.append(made)
        return made

    def link(
        self,
        source: Entity,
        kind: RelType,
        target: Entity,
        *,
        start: str = "2021-05-01",
        end: str | None = None,
        **said: object,
    ) -> None:
        made = Relation(
            type=kind,
            source=source.reference,
            target=target.reference,
            evidence=self.said(),
            properties=said,
            valid_from=start,
            valid_to=end,
        )
        self.relations.append(made)


SOURCE: Final = Source(name="虚构辖区.csv", sha256="5a" * 32, source="虚构辖区台账")


@dataclass
class Plant:
    """One enterprise while it is written."""

    district: Planted
    number: int
    plant: Entity
    tank: Entity
    points: list[Entity]
    authority: Entity

    def post(self, name: str, *, left: str | None = None) -> Entity:
        """Write a post with somebody in it."""
        made = self.district.thing(Label.POST, f"企业{self.number:05d}{name}")
        self.held(made, self.person(name), left=left)
        return made

    def person(self, name: str) -> Entity:
        """Write a person."""
        return self.district.thing(Label.PERSON, f"企业{self.number:05d}{name}任职者")

    def held(self, post: Entity, who: Entity, *, left: str | None = None) -> None:
        """Write that somebody holds a post."""
        self.district.link(who, RelType.HOLDS_POST, post, end=left)

    def duty(
        self, post: Entity, role: str, on: Entity, end: str | None = None, **said: str
    ) -> None:
        self.district.link(
            post, RelType.RESPONSIBLE_FOR, on, end=end, line="ENTERPRISE", role=role, **said
        )

    def gap(self, kind: str, role: str | None, on: Entity) -> None:
        self.district.gaps.add((kind, role, on.id))

    def finding(self, **said: object) -> Entity:
        name = f"企业{self.number:05d}阀门内漏"
        made = self.district.thing(Label.FINDING, name, status="ASSIGNED", **said)
        self.district.link(made, RelType.FOUND_AT, self.tank)
        return made
