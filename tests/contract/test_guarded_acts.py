"""Writing and exporting tell nobody what they may not see (写入与导出隔离), on every engine.

Every mutation of the schema is tried by every caller on what is hidden from them, as its object and
as what else it names; and every form of an answer is written for every caller.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pytest

from graph.evidence import now
from graph.model.labels import Act
from graph.store.deciding import keep
from graph.store.port import Store
from graph.store.write import write
from loaders.incoming import Incoming
from schema.build import build_schema
from schema.caller import Caller, Role
from server.executing import Executor, Request
from server.forms import Form, FormError, formed
from tests.contract.compartments import CALLERS, WORLD, Who
from tests.contract.test_compartments import secrets
from tests.contract.test_entries_bound import everything

SCHEMA = build_schema()
REFUSED = frozenset({"NotFound", "Forbidden", "InvalidInput"})
KEYS = ("X", "Y", "Z")
INPUTS: Mapping[str, str] = {
    "acceptProposal": "id: $proposal",
    "rejectProposal": "id: $proposal",
    "reportFinding": 'name: "新隐患", foundAt: $haz',
    "assignFinding": 'finding: $fnd, rectifier: $pst, deadline: "2096-01-01"',
    "rectifyFinding": "finding: $fnd",
    "verifyFinding": "finding: $fnd, verdict: CLOSE",
    "recordInspection": 'inspects: $tnk, name: "新检查"',
    "appoint": 'post: $pst, personName: "新人"',
    "relieve": "post: $pst, person: $man",
    "correct": 'of: $ent, property: "name", value: "新名"',
    "merge": "kept: $ent, other: $oth",
    "split": "kept: $ent, other: $oth",
    "upload": "files: $files, dryRun: true",
}
"""What each mutation is tried with; every variable is an id of what is hidden."""
BESIDE: Mapping[str, str] = {
    "reportFinding": 'name: "新隐患", foundAt: $own, raisedBy: $ins',
    "assignFinding": 'finding: $mine, rectifier: $pst, deadline: "2096-01-01"',
}
"""What names something hidden beside what lies in the scope of the caller."""
KINDS = ("haz", "fnd", "pst", "tnk", "ent", "man", "ins")


def test_every_mutation_is_tried() -> None:
    mutation = SCHEMA._schema.mutation_type  # noqa: SLF001 - Strawberry offers no public way to it
    assert mutation
    assert set(INPUTS) == set(mutation.fields)


@pytest.fixture
async def executor(store: Store) -> Executor:
    await write(store, WORLD.batch)
    await keep(store, WORLD.proposals, {}, now())
    return Executor(SCHEMA, store)


def values(key: str, nearer: str | None) -> dict[str, Any]:
    """Return the variables about one enterprise, and about one that a caller may see."""
    given: dict[str, Any] = {kind: WORLD.entity(f"{kind}{key}").id for kind in KINDS}
    other = next(k for k in KEYS if k != key)
    given |= {"proposal": f"Proposal:ent{key}", "oth": WORLD.entity(f"ent{other}").id}
    given |= {"files": [Incoming("园区.csv", BytesIO(b"x"))]}
    if nearer:
        given |= {"own": WORLD.entity(f"haz{nearer}").id, "mine": WORLD.entity(f"fnd{nearer}").id}
    return given


def mutation(name: str, given: str, known: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return a mutation and its variables."""
    used = [variable for variable in known if f"${variable}" in given]
    types = ", ".join(f"${v}: {'[Upload!]!' if v == 'files' else 'ID!'}" for v in used)
    text = (
        f"mutation ({types}, $by: String!) {{ done: {name}(input: {{ {given}, "
        "by: $by }) { __typename ... on Problem { code message messageEn } } }"
    )
    return text, {variable: known[variable] for variable in used}


def tried(who: Who) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield mutations on what is hidden from a caller: name, text and variables."""
    nearer = next((k for k in KEYS if who.may(WORLD.things[f"ent{k}"])), None)
    hidden = [key for key in KEYS if not who.may(WORLD.things[f"ent{key}"])]
    for key in hidden[: 1 if who.caller.personal else None]:
        known = values(key, nearer)
        for inputs in (INPUTS, BESIDE if nearer else {}):
            for name, given in inputs.items():
                yield name, *mutation(name, given, known)


async def test_no_mutation_writes_or_tells_what_a_caller_may_not_see(
    store: Store, executor: Executor
) -> None:
    before = await everything(store)
    found: list[str] = []
    cases = 0
    for who in CALLERS:
        for name, text, given in tried(who):
            variables = {**given, "by": who.caller.name}
            outcome = await executor.execute(Request(query=text, variables=variables), who.caller)
            told = json.dumps(outcome.response, ensure_ascii=False)
            asked = [one for one in given.values() if isinstance(one, str)]
            hidden = [s for s, _ in secrets(who).items() if s in told and s not in asked]
            found += [f"{who.caller.name}: {name} gives {secret}" for secret in hidden]
            kind = (outcome.response.get("data") or {}).get("done", {}).get("__typename")
            if kind not in REFUSED | {"Uploaded"}:  # of a file that says nothing
                found.append(f"{who.caller.name}: {name} is {kind}, {told}")
            cases += 1
    assert found == [], "\n".join(found)
    assert cases >= 300
    assert await everything(store) == before


DONE: Mapping[str, str] = {
    **{name: given for name, given in INPUTS.items() if name != "appoint"},
    "rejectProposal": "id: $second",
    "upload": "files: $files",
    "appoint": INPUTS["appoint"],
}
"""What each mutation is done with by those who may; each finds what it needs in this order."""
PROBLEMS = REFUSED | {"Unclear", "NotAllowed", "Conflict"}
RECORDS = "{ auditRecords(first: 100) { nodes { act account } } }"


async def test_every_mutation_leaves_a_record_of_who_did_it(executor: Executor) -> None:
    """And one that is refused leaves none; what is accepted is recorded in `test_review`."""
    known = values("X", "X") | {"second": "Proposal:entY"}
    known["files"] = [Incoming("园区.csv", BytesIO("名称\n新园区\n".encode()))]
    one, other = (
        Caller(name=name, role=Role.ADMIN, scopes=None, personal=True, account=f"idp {name}")
        for name in ("王工", "李工")
    )
    for name, given in DONE.items():
        who = other if name == "verifyFinding" else one  # nobody verifies what they rectified
        text, variables = mutation(name, given, known)
        request = Request(query=text, variables={**variables, "by": who.name})
        done = (await executor.execute(request, who)).response
        kind = done["data"]["done"]["__typename"]
        assert (kind in PROBLEMS) is (name == "acceptProposal"), (name, done)
    kept = (await executor.execute(Request(query=RECORDS), one)).response["data"]
    acts = Counter((each["act"], each["account"]) for each in kept["auditRecords"]["nodes"])
    by = {Act.VERIFY_FINDING: other.account}
    assert acts == {(a, by.get(a, one.account)): 1 for a in Act if a is not Act.ACCEPT_PROPOSAL}


ASKED = (
    "{ enterprises { totalCount nodes { id name longitude latitude units { nodes { name } } } } }",
    "{ units { nodes { id name longitude latitude hazards { nodes { name } } } } }",
    "{ parks { nodes { id name boundary custody { edges { contract node { name } } } } } }",
    "{ persons { nodes { id name phone aliases } } }",
    "{ findings { nodes { id name status foundAt { nodes { ... on Hazard { name } } } } } }",
)


async def test_no_form_of_an_answer_holds_what_a_caller_may_not_see(executor: Executor) -> None:
    found: list[str] = []
    written = 0
    for who in CALLERS:
        for text in ASKED:
            request = Request(query=text)
            outcome = await executor.execute(request, who.caller)
            for form in Form:
                try:
                    made = formed(executor.answer(request, outcome), form, None)
                except FormError:
                    continue  # it has no such form
                body = made.body.decode("utf-8-sig")
                hidden = [secret for secret in secrets(who) if secret in body]
                found += [f"{who.caller.name}: {form} of {text} gives {s}" for s in hidden]
                written += 1
    assert found == []
    assert written >= 100
