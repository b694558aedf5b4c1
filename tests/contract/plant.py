"""A plant in a park (样例企业), with posts and who holds them, on which acts are tried."""

from collections.abc import Mapping
from typing import Any

from graphql import build_schema as build_graphql_schema

from graph.evidence import UNKNOWN_START, Evidence, Source
from graph.model.labels import Label, Method, RelType
from graph.model.statement import Entity, Relation
from graph.store.port import Store
from graph.store.write import Batch, write
from schema.build import build_schema
from schema.context import Context
from tests.contract.conformity import faults

__all__ = ["BATCH", "ELEMENTS", "FOREMAN", "GRADE", "INSPECTOR", "LI", "MANAGER", "PARK", "PLANT"]
__all__ += ["REGION", "REGISTER", "TANKS", "ZHANG", "ask", "did", "finding", "plant", "refused"]

SCHEMA = build_schema()
GRAPHQL = build_graphql_schema(SCHEMA.as_str())

REGISTER = Source(name="东港台账.csv", sha256="5a" * 32, source="东港台账")
ROW = Evidence(document=REGISTER.sha256, method=Method.REGISTER_ROW, sheet="台账", row=2)
GRADE = "B"


def _thing(label: Label, name: str, **properties: object) -> Entity:
    return Entity(label=label, properties={"name": name, **properties}, evidence=(ROW.id,))


REGION = _thing(Label.REGION, "东港区", code="990301", level="TOWN")
PARK = _thing(Label.PARK, "东港园区", risk_grade=GRADE)
PLANT = Entity(
    label=Label.ENTERPRISE,
    properties={"name": "东港化工", "credit_code": "91350100M000100Y43"},
    evidence=(ROW.id,),
    park_id=PARK.id,
)
TANKS = Entity(
    label=Label.UNIT, properties={"name": "一号罐区"}, evidence=(ROW.id,), park_id=PARK.id
)
MANAGER, FOREMAN, INSPECTOR = (
    _thing(Label.POST, name) for name in ("总经理", "维修班长", "安全员")
)
ZHANG, LI = (_thing(Label.PERSON, name) for name in ("张三", "李四"))


def _link(
    kind: RelType,
    source: Entity,
    target: Entity,
    since: str = UNKNOWN_START,
    **said: object,
) -> Relation:
    return Relation(
        type=kind,
        source=source.reference,
        target=target.reference,
        evidence=(ROW.id,),
        properties=said,
        valid_from=since,
    )


BATCH = Batch(
    sources=[REGISTER],
    evidence=[ROW],
    entities=[REGION, PARK, PLANT, TANKS, MANAGER, FOREMAN, INSPECTOR, ZHANG, LI],
    relations=[
        _link(RelType.LOCATED_IN, PARK, REGION),
        _link(RelType.LOCATED_IN, PLANT, PARK),
        _link(RelType.OPERATES, PLANT, TANKS),
        *(_link(RelType.BELONGS_TO, post, PLANT) for post in (MANAGER, FOREMAN, INSPECTOR)),
        _link(
            RelType.RESPONSIBLE_FOR,
            MANAGER,
            PLANT,
            line="ENTERPRISE",
            role="PRINCIPAL",
            basis="任命书一号",
        ),
        _link(RelType.HOLDS_POST, ZHANG, FOREMAN, "2020-01-01"),
        _link(RelType.HOLDS_POST, LI, INSPECTOR, "2020-01-01"),
    ],
)
ELEMENTS: Mapping[str, str] = {
    "deadline": "2099-01-01",
    "treatment": "更换法兰",
    "funding": "2万元",
    "plan": "停用该线并监护",
}

_RECORD = """record {
  id act actor recordedAt subject object concerns note document reference before after key entry
}"""
_PROBLEMS = """
  ... on Problem { code message messageEn }
  ... on NotFound { id }
  ... on NotAllowed { of state allowed rule { instrument clause verified } }
  ... on InvalidInput { field value expected expectedEn rule { instrument clause } }
  ... on KeyReused { key act usedAt }
"""
_CONFLICT = "... on Conflict { of expectedVersion currentVersion }"
_FINDING = f"""... on FindingChange {{
  finding {{
    id name severity status foundOn deadline treatment funding plan rectifiedOn rectifiedBy
    rectification verifiedOn verifiedBy closedOn validFrom recordedAt
    evidence {{ method quote note document {{ id name source mediaType }} }}
    foundAt {{ nodes {{ id }} }}
    raisedBy {{ nodes {{ id }} }}
    responsible {{ edges {{ role basis validFrom recordedAt node {{ id }} }} }}
  }}
  {_RECORD}
}}"""
_OFFICE = f"""... on OfficeChange {{
  post {{ id recordedAt holders {{ edges {{
    appointment acting validFrom validTo recordedAt evidence {{ method note }} node {{ id name }}
  }} }} }}
  person {{ id name posts {{ nodes {{ id }} }} }}
  {_RECORD}
}}"""
_ANSWERS = {
    "reportFinding": _FINDING,
    "assignFinding": _FINDING,
    "rectifyFinding": _FINDING,
    "verifyFinding": _FINDING,
    "recordInspection": f"""... on InspectionEntry {{
      inspection {{ id name heldOn checklist role inspects {{ nodes {{ id }} }} }} {_RECORD}
    }}""",
    "appoint": _OFFICE,
    "relieve": _OFFICE,
    "correct": f"... on Correction {{ thing {{ __typename id ...T }} {_RECORD} }}",
}
_NEW = ("reportFinding", "recordInspection")
_THING = "\nfragment T on Park { name aliases riskGrade recordedAt validFrom }"


async def ask(store: Store, text: str, **variables: Any) -> Any:
    result = await SCHEMA.execute(text, variables, context_value=Context(store))
    assert result.errors is None, result.errors
    assert result.data is not None
    assert faults(GRAPHQL, text, result.data) == []
    return next(iter(result.data.values()))


async def did(store: Store, act: str, /, **given: Any) -> Any:
    """Do an act and return whatever it answered."""
    name = act[0].upper() + act[1:]
    conflict = "" if act in _NEW else _CONFLICT
    text = f"""mutation ($input: {name}Input!) {{
      {act}(input: $input) {{ __typename {_ANSWERS[act]} {_PROBLEMS} {conflict} }}
    }}{_THING if act == "correct" else ""}"""
    return await ask(store, text, input={"by": "王工", **given})


async def finding(store: Store, act: str, /, **given: Any) -> Any:
    """Do a step of the loop and return the finding."""
    answer = await did(store, act, **given)
    assert answer["__typename"] == "FindingChange", answer
    return answer["finding"]


async def refused(store: Store, act: str, /, **given: Any) -> Any:
    """Do an act that is refused, see that nothing was written, and return why."""
    before = await _size(store)
    answer = await did(store, act, **given)
    assert "messageEn" in answer, answer
    assert answer["message"] != answer["messageEn"]
    assert await _size(store) == before
    return answer


async def _size(store: Store) -> Any:
    nodes = await store.read("MATCH (n) RETURN count(n) AS n")
    links = await store.read("MATCH ()-[r]->() RETURN count(r) AS n")
    return nodes, links


async def plant(store: Store) -> None:
    """Record the plant."""
    await write(store, BATCH)
