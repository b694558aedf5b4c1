"""Every way into the graph (各入口), generated from the model, with what each must never give."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from graph.cypher.dimensions import Dimension, dimensions_of
from graph.model.labels import Label
from graph.model.registry import NODES, End, ends_of, node_spec
from graph.model.spec import NodeSpec
from schema.naming import camel
from tests.contract.compartments import WORLD

__all__ = ["GROUPS", "Entry"]

THINGS: Final = WORLD.things
LISTED: Final = tuple(s for s in NODES if s.label not in (Label.EVIDENCE, Label.PROPOSAL))
ASSERTED: Final = tuple(s for s in LISTED if not s.record)
# Personal fields may be null, so that GraphQL does not let them share a name with others.
NAMES: Final = " ".join(
    f"... on {s.label} {{ {'called: ' if s.label is Label.PERSON else ''}name }}" for s in ASSERTED
)
PROOF: Final = "evidence { id quote document { id name } }"
ANY: Final = f"__typename id {NAMES} ... on Asserted {{ {PROOF} }}"
ONES: Final = ("X", "Z")
LOOKED_FOR: Final = tuple(key for key in THINGS if key[-1] in "XZA")
SITES: Final = ("parkA", "parkB")
TOGETHER: Final = 6
"""Relationships asked in one question, more than people ask."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One operation, and the ids and texts that it gave itself."""

    name: str
    text: str
    variables: dict[str, Any] = field(default_factory=dict)


def _of(spec: NodeSpec) -> list[str]:
    return [key for key, thing in THINGS.items() if thing.entity.label is spec.label]


def lists() -> Iterator[Entry]:
    for spec in LISTED:
        fields = "id" + (" name" if spec.declared("name") else "")
        fields += "" if spec.record else f" {PROOF}"
        fields += " phone aliases" if spec.label is Label.PERSON else ""
        fields += " text" if spec.label is Label.DOCUMENT else ""
        text = f"{{ {spec.plural}(first: 100) {{ totalCount nodes {{ {fields} }}"
        yield Entry(name=spec.plural, text=text + " edges { cursor } pageInfo { endCursor } } }")


def groups() -> Iterator[Entry]:
    """Count every type by some of what it may be related to, and within each park."""
    for spec in ASSERTED:
        for end in ends_of(spec.label)[::4]:
            by = Dimension(end=end).constant
            asked = f"{spec.field}Groups(by: [{by}]"
            shown = f"{{ totalCount groups {{ count {end.field} {{ {_behind(end)} }} }} }}"
            yield Entry(name=f"{spec.plural} by {end.field}", text=f"{{ {asked}) {shown} }}")
    for of in (*SITES, "entX", "entZ", "dist1"):
        counts = (
            f"{name}Groups(by: [{by}], within: $of) {{ totalCount groups {{ count {shown} }} }}"
            for name, by, shown in (
                ("finding", "FOUND_AT", f"foundAt {{ {ANY} }}"),
                ("hazard", "SITES", f"sites {{ {ANY} }}"),
            )
        )
        yield _asked("groups within", of, f"query ($of: ID!) {{ {' '.join(counts)} }}")


def _behind(end: End) -> str:
    """Return what is asked of whatever stands at an end."""
    labels = [label for label in end.there.labels if label is not Label.PERSON]
    if len(end.there.labels) == 1:
        return "id name" if labels else "id called: name phone aliases"
    return f"id {' '.join(f'... on {label} {{ name }}' for label in labels)}"


def nested() -> Iterator[Entry]:
    for spec in ASSERTED:
        ends = ends_of(spec.label)
        for k in range(0, len(ends), TOGETHER):
            below = " ".join(
                f"{end.field}(first: 50) {{ totalCount edges {{ evidence {{ quote }} "
                f"node {{ {_behind(end)} }} }} }}"
                for end in ends[k : k + TOGETHER]
            )
            text = f"{{ {spec.plural}(first: 100) {{ nodes {{ id {below} }} }} }}"
            yield Entry(name=f"below {spec.plural} from {ends[k].field}", text=text)
    yield Entry(
        name="from the public down",
        text="{ regions { nodes { name parks { totalCount nodes { name organisations { totalCount "
        "nodes { ... on Enterprise { name units { totalCount nodes { name hazards { totalCount "
        "nodes { name findings { totalCount nodes { name } } } } } } } } } } } } } "
        "substances { nodes { heldBy { totalCount nodes { name } } } } }",
    )


def ids() -> Iterator[Entry]:
    asked = [thing.id for thing in THINGS.values()]
    yield Entry(
        name="nodes by id",
        text=f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ {ANY} }} }}",
        variables={"ids": asked},
    )
    asked = [e.id for e in WORLD.evidence]
    yield Entry(
        name="evidence by id",
        text="query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Evidence { quote document "
        "{ name text } } } }",
        variables={"ids": asked},
    )


def ones() -> Iterator[Entry]:
    """Ask for one thing of each type by its id, and for anything by its id."""
    known = {str(e.label): e.id for e in WORLD.public.values()}
    known |= {str(thing.entity.label): thing.id for thing in THINGS.values()}
    known |= {"Document": WORLD.sources["Z"].id, "Proposal": "Proposal:entZ"}
    for spec in (*LISTED, node_spec(Label.PROPOSAL)):
        of = known.get(spec.label, f"{spec.label}:unknown")
        shown = f"id {'summary' if spec.label is Label.PROPOSAL else ''}"
        shown += "" if spec.record else f" {PROOF}"
        asked = f"{spec.field}(id: $of) {{ {shown} }} node(id: $of) {{ {ANY} }}"
        text = f"query ($of: ID!) {{ {asked} }}"
        yield Entry(name=f"{spec.field} by id", text=text, variables={"of": of})


def counted() -> Iterator[Entry]:
    """Count what is kept about the record itself, by everything it may be counted by."""
    for spec in (s for s in NODES if s not in ASSERTED and s.label is not Label.EVIDENCE):
        for by in dimensions_of(spec):
            text = f"{spec.field}Groups(by: [{by.constant}]) {{ totalCount groups {{ count }} }}"
            yield Entry(name=f"{spec.plural} by {by.constant}", text=f"{{ {text} }}")


def names() -> Iterator[Entry]:
    for spec in ASSERTED:
        calls = [f'{k}: {spec.field}(name: "{THINGS[k].name}") {{ id }}' for k in _of(spec)]
        if calls:
            yield Entry(name=f"{spec.field} by name", text=f"{{ {' '.join(calls)} }}")
            yield from filters(spec)
    calls = [f'k{k}: person(name: "别密{k}") {{ id }}' for k in ONES]
    yield Entry(name="person by alias", text=f"{{ {' '.join(calls)} }}")


def filters(spec: NodeSpec) -> Iterator[Entry]:
    """Ask what the filters and orders of a type tell."""
    page = "(first: 100, filter: {}) {{ totalCount nodes {{ id }} }}"
    for key in (k for k in _of(spec) if k in LOOKED_FOR):
        one = f'{{ name: {{ eq: "{THINGS[key].name}" }} }}'
        conditions = {
            "is": one,
            "part": f'{{ name: {{ contains: "{THINGS[key].name[1:]}" }} }}',
            "not": f"{{ NOT: {one} }}",
            "any": f'{{ OR: [{one}, {{ id: {{ eq: "{THINGS[key].id}" }} }}] }}',
        }
        calls = [f"{n}: {spec.plural}{page.format(c)}" for n, c in conditions.items()]
        yield Entry(name=f"{spec.plural} filtered by {key}", text=f"{{ {' '.join(calls)} }}")


def related() -> Iterator[Entry]:
    """Ask public things whether they are related to what is hidden."""
    for spec in ASSERTED:
        for end in ends_of(spec.label):
            if len(end.there.labels) != 1:
                continue
            for key in (k for k in _of(node_spec(end.there.labels[0])) if k[-1] == "Z"):
                some = f'{{ some: {{ name: {{ eq: "{THINGS[key].name}" }} }} }}'
                text = (
                    f"{{ found: {spec.plural}(first: 100, filter: {{ {end.field}: {some} }})"
                    " { totalCount nodes { id } } }"
                )
                yield Entry(name=f"{spec.plural} by {end.field} {key}", text=text)


def search() -> Iterator[Entry]:
    for key in LOOKED_FOR:
        text = f'search(text: "{THINGS[key].name}", first: 50)'
        found = f"{text} {{ totalCount edges {{ cursor node {{ {ANY} }} }} }}"
        yield Entry(name=f"search {key}", text=f"{{ {found} }}")


SHOWN: Final = "subject { ... on Node { id } } post { id name } person { id called: name }"
RUNG: Final = f"role {SHOWN} organisation {{ id name }} contract scope sector {PROOF}"
GAP: Final = f"kind message messageEn subject {{ ... on Node {{ id }} }} {PROOF}"
LOOKED: Final = "coverage { expanded hiddenByPolicy }"
CHAIN: Final = (
    f"... on ResponsibilityChain {{ lines {{ rungs {{ {RUNG} }} }} gaps {{ {GAP} }} {LOOKED} }}"
    " ... on NotFound { code }"
)


def _asked(name: str, of: str, text: str) -> Entry:
    return Entry(name=f"{name} {of}", text=text, variables={"of": WORLD.entity(of).id})


def responsibility() -> Iterator[Entry]:
    asked = [f"{kind}{one}" for one in ONES for kind in ("haz", "tnk", "ent", "fnd", "mea", "sys")]
    for of in (*asked, *SITES, "dist1"):
        text = f"query ($of: ID!) {{ responsibilityChain(of: $of) {{ {CHAIN} }} }}"
        yield _asked("chain", of, text)
    for of in ("entX", "entZ", *SITES, "dist1", "dist2", "prov", "bureau1"):
        gaps = (
            f"responsibilityGaps(scope: $of, span: 1) {{ totalCount nodes {{ {GAP} }} {LOOKED} }}"
        )
        yield _asked("gaps", of, f"query ($of: ID!) {{ {gaps} }}")
        points = "singlePoints { person { id called: name } things { ... on Node { id } } }"
        text = (
            f"resilience(scope: $of) {{ totalCount {points} spans {{ post {{ name }} }} {LOOKED} }}"
        )
        yield _asked("resilience", of, f"query ($of: ID!) {{ {text} }}")
    borne = "duties { totalCount nodes { subject { ... on Node { id } } post { name } contract } }"
    counted = "counts { type total open } things { ... on Node { id } }"
    for of in ("entX", "entZ", "prvS", "stwA", "stwB", "manX", "manZ", "bureau1", "chief1", "pstX"):
        text = f"query ($of: ID!) {{ responsibilities(of: $of) {{ {borne} {counted} {LOOKED} }} }}"
        yield _asked("portfolio", of, text)
    for of in ("manX", "manZ", "guaA", "guaB"):
        yield _asked("orphaned", of, f"query ($of: ID!) {{ orphanedBy(person: $of) {{ {GAP} }} }}")
    for of in ("hazX", "hazZ"):
        when = 'from: {asOf: "2019-01-01"}, to: {asOf: "2025-01-01"}'
        change = f"message after {{ {RUNG} }} gap {{ {GAP} }}"
        text = f"query ($of: ID!) {{ chainChanges(of: $of, {when}) {{ {change} }} }}"
        yield _asked("changes", of, text)


STOPPED: Final = (
    "... on NotFound { code } ... on MissingData { message messageEn of candidates } "
    "... on OutOfValidity { message } "
)
STEP: Final = f"source {{ id name }} target {{ id name }} {PROOF}"


def hazards() -> Iterator[Entry]:
    effect = f"unit {{ id name }} {PROOF}"
    for of in ("tnkX", "tnkY", "tnkZ"):
        graph = f"graph {{ events {{ unit {{ id name }} }} steps {{ {STEP} }} }}"
        ways = f"paths(first: 50) {{ nodes {{ steps {{ {STEP} }} }} }}"
        text = f"... on Propagation {{ {graph} {ways} {LOOKED} }} {STOPPED}"
        yield _asked(
            "propagation", of, f"query ($of: ID!) {{ hazardPropagation(from: $of) {{ {text} }} }}"
        )
        zone = (
            f"zones {{ places {{ place {{ {ANY} }} }} }} notComputed {{ unit {{ id }} }} complete"
        )
        text = f"... on Footprint {{ {zone} }} {STOPPED}"
        yield _asked("footprint", of, f"query ($of: ID!) {{ footprint(of: $of) {{ {text} }} }}")
        text = f"... on MajorHazardAssessment {{ unit {{ id name }} s }} {STOPPED}"
        yield _asked(
            "grade", of, f"query ($of: ID!) {{ majorHazardAssessment(of: $of) {{ {text} }} }}"
        )
    for of in ("entX", "entZ", "school"):
        risk = f"risk {{ perYear complete contributions {{ {effect} }} missing {{ message }} }}"
        seen = f"unitsConsidered complete effects {{ {effect} }} {risk}"
        text = f"... on Exposure {{ {seen} }} {STOPPED}"
        yield _asked("exposure", of, f"query ($of: ID!) {{ exposure(of: $of) {{ {text} }} }}")


CALLS: Final = (
    f"callTree {{ place {{ {ANY} }} calls {{ rung {{ {RUNG} }} }} gaps {{ {GAP} }} "
    "missing { message messageEn } }"
)
NEAR: Final = (
    f"receptors(first: 50) {{ totalCount nodes {{ place {{ {ANY} }} {PROOF} effects {{ source "
    f"{{ id name }} {PROOF} }} }} }} peopleExposed "
    f"unitsWithinReach {{ place {{ {ANY} }} {PROOF} effects {{ source {{ id name }} {PROOF} }} }} "
    f"notCounted {{ of {{ {ANY} }} problem {{ message messageEn }} }}"
)
USED: Final = f"unit {{ id name }} measure {{ id name }} {PROOF}"
BARRIERS: Final = (
    f"barriers {{ {USED} }} measureRanking {{ barrier {{ {USED} }} reduction }} "
    "notEffective { unit { id name } measure { id name } problem { message messageEn } } "
    "whatIf { changes { unit { id name } before after } }"
)
ANSWERING: Final = (
    f"graph {{ events {{ responsibility {{ lines {{ rungs {{ {RUNG} }} }} gaps {{ {GAP} }} "
    f"{LOOKED} }} }} }}"
)


def fences() -> Iterator[Entry]:
    """Ask what crosses the fence of each park; one has a fence on record, which is theirs."""
    crossing = f"unit {{ id name }} places {{ place {{ {ANY} }} }} {PROOF}"
    lacking = "notComputed { unit { id name } problem { message messageEn } }"
    told = f"outward {{ {crossing} }} inward {{ {crossing} }} {lacking}"
    counted = f"park {{ id name }} {PROOF} unitsConsidered complete warnings"
    for of in SITES:
        text = f"... on Fence {{ {told} {counted} }} {STOPPED}"
        yield _asked("fence", of, f"query ($of: ID!) {{ fence(of: $of) {{ {text} }} }}")
        lost = f"byScenario {{ unit {{ id name }} perYear {PROOF} }} points {{ deaths perYear }}"
        unknown = f"notCounted {{ of {{ {ANY} }} problem {{ message messageEn }} }} people"
        text = f"... on SocietalRisk {{ park {{ id name }} {lost} {lacking} {unknown} }} {STOPPED}"
        yield _asked(
            "societal risk", of, f"query ($of: ID!) {{ societalRisk(of: $of) {{ {text} }} }}"
        )


def outages() -> Iterator[Entry]:
    """Ask what stops with each tank; a measure or a tank next door needs it."""
    user = f"user {{ {ANY} }}"
    lost = f"{user} service supplies {{ supplier {{ id name }} {PROOF} }}"
    stopped = f"stopped {{ unit {{ id name }} lost {{ {lost} }} }} weakened {{ {lost} }}"
    measures = f"measuresLost {{ measure {{ id name }} guards {{ id name }} lost {{ {lost} }} }}"
    pipes = f"pipelines {{ source {{ id name }} target {{ id name }} {PROOF} }} warnings"
    for of in ("tnkX", "tnkY", "tnkZ"):
        text = f"... on Outage {{ {stopped} {measures} {pipes} {LOOKED} }} {STOPPED}"
        yield _asked("outage", of, f"query ($of: ID!) {{ outage(of: [$of]) {{ {text} }} }}")
        given = "from: $of, outOfService: [$of]"
        text = f"... on Propagation {{ {BARRIERS} {LOOKED} }} {STOPPED}"
        yield _asked(
            "outage what if",
            of,
            f"query ($of: ID!) {{ hazardPropagation({given}) {{ {text} }} }}",
        )


def spreading() -> Iterator[Entry]:
    """Ask whom to call, what measures change, and which unit matters most."""
    for one in "XYZ":
        text = f"... on Propagation {{ {CALLS} {NEAR} {BARRIERS} {ANSWERING} {LOOKED} }} {STOPPED}"
        given = "from: $of, without: [$measure]"
        for other in "XYZ":
            yield Entry(
                name=f"what if mea{other} fails at tnk{one}",
                text="query ($of: ID!, $measure: ID!) "
                f"{{ hazardPropagation({given}) {{ {text} }} }}",
                variables={
                    "of": WORLD.entity(f"tnk{one}").id,
                    "measure": WORLD.entity(f"mea{other}").id,
                },
            )
        yield _asked(
            "call tree",
            f"tnk{one}",
            f"query ($of: ID!) {{ hazardPropagation(from: $of) {{ {text} }} }}",
        )
        yield Entry(
            name=f"tnkZ burns with tnk{one}",
            text="query ($of: ID!, $other: ID!) { hazardPropagation(from: $of, scenario: "
            f"{{ alsoBurning: [$other] }}) {{ {text} }} }}",
            variables={"of": WORLD.entity(f"tnk{one}").id, "other": WORLD.entity("tnkZ").id},
        )
    ranking = "unitsConsidered complete units { unit { id name } reaches reachedBy riskAsSource }"
    lacking = "notComputed { unit { id name } problem { message messageEn } }"
    for of in ("entX", "entZ", *SITES, "dist1", "dist2", "prov"):
        text = f"... on Criticality {{ {ranking} {lacking} }} {STOPPED}"
        asked = "criticality(scope: $of, by: RISK_AS_SOURCE)"
        yield _asked("criticality", of, f"query ($of: ID!) {{ {asked} {{ {text} }} }}")


def record() -> Iterator[Entry]:
    for letter, source in WORLD.sources.items():
        said = f"evidence {{ quote }} entities {{ {ANY} }}"
        text = (
            "query ($of: ID!) { documentStatements(of: $of) { ... on DocumentStatements "
            f"{{ nodes {{ {said} relations {{ type source {{ id }} target {{ id }} }} }} }} }} }}"
        )
        yield Entry(name=f"statements {letter}", text=text, variables={"of": source.id})
    text = "subject object summary statement reason reasonEn document"
    yield Entry(
        name="proposals",
        text=f"{{ proposals(first: 100) {{ totalCount nodes {{ id {camel(text)} {PROOF} }} }} }}",
    )


GROUPS: Final = {
    made.__name__: tuple(made())
    for made in (
        lists,
        nested,
        groups,
        ids,
        ones,
        counted,
        names,
        related,
        search,
        responsibility,
        hazards,
        fences,
        outages,
        spreading,
        record,
    )
}
