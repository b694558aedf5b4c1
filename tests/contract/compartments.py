"""Two districts that must not see each other (相互隔离的辖区), and who may see what in them.

Who may see a thing is written down here by hand, and not with the keys that decide it.
"""

from dataclasses import dataclass, field
from typing import Final

from graph.evidence import Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.write import Batch
from schema.caller import Caller, Role

__all__ = ["CALLERS", "WORLD", "Thing", "Who"]


@dataclass(frozen=True, kw_only=True)
class Thing:
    """Something private: its name occurs nowhere else."""

    entity: Entity
    seers: frozenset[str]

    @property
    def id(self) -> str:
        return self.entity.id

    @property
    def name(self) -> str:
        return str(self.entity.properties["name"])

    @property
    def personal(self) -> bool:
        return self.entity.label is Label.PERSON


@dataclass(frozen=True, kw_only=True)
class Who:
    """A caller, and the letters of the compartments that they may see."""

    caller: Caller
    sees: frozenset[str]

    def may(self, thing: Thing) -> bool:
        return bool(self.sees & thing.seers)


@dataclass
class World:
    """Everything that is recorded."""

    things: dict[str, Thing] = field(default_factory=dict)
    public: dict[str, Entity] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    def place(self, letter: str, quote: str | None = None) -> str:
        source = self.sources.setdefault(
            letter,
            Source(
                name=f"台账{letter}.csv",
                sha256=f"{ord(letter):02x}" * 32,
                text=f"机密{letter}" if quote else None,
            ),
        )
        made = Evidence(
            document=source.sha256,
            method=Method.DOCUMENT_RULE if quote else Method.REGISTER_ROW,
            row=None if quote else len(self.evidence) + 2,
            sheet=None if quote else "台账",
            quote=quote,
            start=len(self.evidence) * 9 if quote else None,
            end=len(self.evidence) * 9 + 4 if quote else None,
        )
        self.evidence.append(made)
        return made.id

    def add(self, key: str, label: Label, letter: str, seers: str, **said: object) -> Entity:
        """Add a private thing; its name is its key."""
        quote = f"引文{key}" if label in (Label.PERSON, Label.FINDING) else None
        made = Entity(
            label=label,
            properties={"name": f"密{key}", **said},
            evidence=(self.place(letter, quote),),
        )
        self.things[key] = Thing(entity=made, seers=frozenset(seers))
        return made

    def share(self, key: str, label: Label, name: str, **said: object) -> Entity:
        """Add a public thing."""
        made = Entity(label=label, properties={"name": name, **said}, evidence=(self.place("P"),))
        self.public[key] = made
        return made

    def link(self, source: str, kind: RelType, target: str, letter: str, **said: object) -> None:
        self.relations.append(
            Relation(
                type=kind,
                source=self.entity(source).reference,
                target=self.entity(target).reference,
                evidence=(self.place(letter),),
                properties=said,
                valid_from="2020-01-01",
            )
        )

    def entity(self, key: str) -> Entity:
        return self.public[key] if key in self.public else self.things[key].entity

    @property
    def batch(self) -> Batch:
        return Batch(
            sources=list(self.sources.values()),
            evidence=self.evidence,
            entities=[*self.public.values(), *(thing.entity for thing in self.things.values())],
            relations=self.relations,
        )

    @property
    def proposals(self) -> list[Entity]:
        return [self._proposal(key) for key in ("entX", "entY", "entZ", "manX", "manZ")]

    def _proposal(self, key: str) -> Entity:
        subject = self.things[key].entity
        return Entity(
            label=Label.PROPOSAL,
            properties={
                "position": f"{key}||0",
                "status": "OPEN",
                "cause": "RULE",
                "kind": subject.label,
                "summary": f"提案密{key}",
                "subject": subject.id,
                "document": subject.evidence[0],
                "statement": '{"writes": []}',
                "reason": f"因密{key}",
                "reason_en": f"because of 密{key}",
            },
            evidence=subject.evidence,
            known_as=f"Proposal:{key}",
        )


# The units of X and Y lie within, that of Z beyond its eastern side.
_FENCE: Final = (
    '{"type": "Polygon", "coordinates": [[[118.999, 25.299], [119.003, 25.299], '
    "[119.003, 25.301], [118.999, 25.301], [118.999, 25.299]]]}"
)


def _world() -> World:
    """Districts 1 and 2 with parks A and B; enterprises X and Y in A, Z in B."""
    w = World()
    w.share("prov", Label.REGION, "省", code="990000", level="PROVINCE")
    for k in ("1", "2"):
        w.share(f"dist{k}", Label.REGION, f"{k}区", code=f"99010{k}", level="DISTRICT")
        w.share(f"bureau{k}", Label.AUTHORITY, f"{k}区应急局", sector="危险化学品")
        w.share(f"chief{k}", Label.POST, f"{k}区应急局局长岗")
        w.link(f"dist{k}", RelType.PART_OF, "prov", "P")
        w.link(f"bureau{k}", RelType.LOCATED_IN, f"dist{k}", "P")
        w.link(f"chief{k}", RelType.BELONGS_TO, f"bureau{k}", "P")
        duty = {"line": "GOVERNMENT", "role": "LEADER"}
        w.link(f"chief{k}", RelType.RESPONSIBLE_FOR, f"dist{k}", "P", **duty)
    w.share("ammonia", Label.SUBSTANCE, "氨", cas="7664-41-7", critical_quantity=10.0)
    w.share("school", Label.RECEPTOR, "小学", population=300, longitude=119.0, latitude=25.31)
    w.link("school", RelType.LOCATED_IN, "dist1", "P")
    for letter, district, inside in (("A", "1", "AXY1"), ("B", "2", "BZ2")):
        fence = {"boundary": _FENCE} if letter == "A" else {}
        w.add(f"park{letter}", Label.PARK, letter, inside, risk_grade="B", **fence)
        w.link(f"park{letter}", RelType.LOCATED_IN, f"dist{district}", letter)
        w.link(
            f"bureau{district}", RelType.SUPERVISES, f"park{letter}", letter, sector="危险化学品"
        )
        w.add(f"hazP{letter}", Label.HAZARD, letter, f"{letter}{district}", kind="RISK_POINT")
        w.link(f"park{letter}", RelType.HAS_HAZARD, f"hazP{letter}", letter)
    # One provider serves both parks; what it sends to one is not seen in the other.
    w.add("prvS", Label.CUSTODY_PROVIDER, "S", "AXY1BZ2")
    for letter, inside in (("A", "AXY1"), ("B", "BZ2")):
        w.link("prvS", RelType.HAS_CUSTODY_OF, f"park{letter}", letter, contract=f"约密{letter}")
        w.add(f"stw{letter}", Label.POST, letter, inside)
        w.link(f"stw{letter}", RelType.BELONGS_TO, "prvS", letter)
        duty = {"line": "CUSTODY", "role": "STEWARD"}
        w.link(f"stw{letter}", RelType.RESPONSIBLE_FOR, f"park{letter}", letter, **duty)
        w.add(f"gua{letter}", Label.PERSON, letter, inside, phone=f"139{ord(letter)}密")
        w.link(f"gua{letter}", RelType.HOLDS_POST, f"stw{letter}", letter)
    for n, (one, park, district) in enumerate((("X", "A", "1"), ("Y", "A", "1"), ("Z", "B", "2"))):
        _enterprise(w, one, park, district, 119.0 + 0.002 * n)
    for source, target in (("X", "Y"), ("Y", "Z")):
        w.link(f"tnk{source}", RelType.IRRADIATES, f"tnk{target}", source, heat_flux=40.0)
        w.link(f"tnk{target}", RelType.DEPENDS_ON, f"tnk{source}", source, service="电")
        w.link(f"mea{target}", RelType.DEPENDS_ON, f"tnk{source}", source, service="水")
        w.link(f"tnk{source}", RelType.CONNECTED_TO, f"tnk{target}", source, medium="水")
    return w


_SPRAY: Final = {"barrier": "WATER_SPRAY", "remaining_share": 0.5}


def _enterprise(w: World, one: str, park: str, district: str, longitude: float) -> None:
    seers = f"{one}{park}{district}"
    at = {"longitude": longitude, "latitude": 25.3}
    w.add(f"ent{one}", Label.ENTERPRISE, one, seers, people_within_500_m=20, **at)
    w.link(f"ent{one}", RelType.LOCATED_IN, f"park{park}", one)
    w.link(f"bureau{district}", RelType.SUPERVISES, f"ent{one}", one, sector="危险化学品")
    w.add(f"tnk{one}", Label.UNIT, one, seers, equipment="ATMOSPHERIC", volume=900.0, **at)
    w.link(f"ent{one}", RelType.OPERATES, f"tnk{one}", one)
    said = {"quantity": 30.0, "state": "LIQUEFIED_GAS"}
    w.link(f"tnk{one}", RelType.HOLDS, "ammonia", one, **said)
    w.add(f"haz{one}", Label.HAZARD, one, seers, kind="MAJOR_HAZARD_INSTALLATION", level="RED")
    w.link(f"tnk{one}", RelType.HAS_HAZARD, f"haz{one}", one)
    w.add(f"mea{one}", Label.MEASURE, one, seers, kind="ENGINEERING", **_SPRAY)
    w.link(f"mea{one}", RelType.CONTROLS, f"haz{one}", one, failure_on_demand=0.1)
    w.add(f"ins{one}", Label.INSPECTION, one, seers, held_on="2024-01-02")
    w.link(f"ins{one}", RelType.INSPECTS, f"tnk{one}", one)
    w.add(f"fnd{one}", Label.FINDING, one, seers, status="REPORTED", deadline="2024-02-01")
    w.link(f"fnd{one}", RelType.FOUND_AT, f"haz{one}", one)
    w.link(f"fnd{one}", RelType.RAISED_BY, f"ins{one}", one)
    w.add(f"cnt{one}", Label.INDICATOR, one, seers, value=3.0, unit="个")
    w.link(f"cnt{one}", RelType.MEASURES, f"ent{one}", one)
    w.add(f"sys{one}", Label.PROGRAMME, one, seers, kind="SYSTEM")
    w.link(f"ent{one}", RelType.MANAGES, f"sys{one}", one)
    w.add(f"pst{one}", Label.POST, one, seers)
    w.add(f"bos{one}", Label.POST, one, seers)
    w.link(f"pst{one}", RelType.BELONGS_TO, f"ent{one}", one)
    w.link(f"bos{one}", RelType.BELONGS_TO, f"ent{one}", one)
    w.link(f"pst{one}", RelType.REPORTS_TO, f"bos{one}", one)
    duty = {"line": "ENTERPRISE", "role": "PRINCIPAL"}
    w.link(f"pst{one}", RelType.RESPONSIBLE_FOR, f"haz{one}", one, **duty)
    w.link(f"bos{one}", RelType.RESPONSIBLE_FOR, f"ent{one}", one, **duty)
    w.add(f"man{one}", Label.PERSON, one, seers, phone=f"138{ord(one)}密", aliases=[f"别密{one}"])
    w.link(f"man{one}", RelType.HOLDS_POST, f"pst{one}", one)


WORLD: Final = _world()


def _callers() -> list[Who]:
    ids = {key: WORLD.entity(key).id for key in ("prov", "dist1", "dist2", "parkA", "parkB")}
    ids |= {key: WORLD.entity(key).id for key in ("entX", "entY", "entZ")}
    bound: list[tuple[Role, tuple[str, ...] | None, str]] = [
        (Role.ADMIN, None, "XYZAB12"),
        (Role.REGULATOR, ("prov",), "XYZAB12"),
        (Role.REGULATOR, ("dist1",), "1"),
        (Role.REGULATOR, ("dist2",), "2"),
        (Role.STEWARD, ("parkA",), "A"),
        (Role.STEWARD, ("parkB",), "B"),
        (Role.STEWARD, ("parkA", "parkB"), "AB"),
        (Role.ENTERPRISE, ("entX",), "X"),
        (Role.ENTERPRISE, ("entY",), "Y"),
        (Role.ENTERPRISE, ("entZ",), "Z"),
        (Role.ENTERPRISE, ("entX", "entZ"), "XZ"),
        (Role.STEWARD, ("Park:nowhere",), ""),
        (Role.STEWARD, (), ""),
    ]
    return [
        Who(
            caller=Caller(
                name=f"{role}-{'+'.join(scopes) if scopes is not None else 'all'}",
                role=role,
                scopes=None if scopes is None else tuple(ids.get(s, s) for s in scopes),
                personal=personal,
            ),
            sees=frozenset(letters),
        )
        for role, scopes, letters in bound
        for personal in ((True, False) if role in (Role.ADMIN, Role.ENTERPRISE) else (False,))
    ]


CALLERS: Final = _callers()
