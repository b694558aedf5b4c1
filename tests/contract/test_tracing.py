"""Tracing (链路追踪) on every engine: the statements of an operation, and no word of the caller."""

from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from graph.store.port import Store
from graph.store.write import write
from schema.build import build_schema
from schema.caller import Caller, Role
from server.executing import Executor, Request
from server.measuring import measured
from server.metrics import Metrics
from server.tracing import Tracing
from tests.contract.compartments import WORLD

SCHEMA = build_schema()
PERSON = "密manX"
ASKED = f"""query Persons($name: String!, $of: ID!) {{
  search(text: $name) {{ nodes {{ id }} }}
  persons(filter: {{ name: {{ eq: $name }} }}) {{ nodes {{ id name phone }} }}
  persons2: persons(filter: {{ name: {{ startsWith: "{PERSON}" }} }}) {{ totalCount }}
  responsibilityChain(of: $of) {{ __typename }}
}}"""
ACT = f"""mutation Report($of: ID!) {{ reportFinding(input: {{
  by: "{PERSON}", name: "密隐患", foundAt: $of, note: "{PERSON}" }}) {{ __typename }} }}"""


async def test_statements_are_told_without_a_value(store: Store) -> None:
    await write(store, WORLD.batch)
    kept = InMemorySpanExporter()
    tracing = Tracing(SimpleSpanProcessor(kept))
    metrics, executor = Metrics(tracing), Executor(SCHEMA, store)
    of = WORLD.entity("hazX").id
    steward = Caller(
        name=PERSON, role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,), personal=True
    )
    with store.observe(tracing.observer), store.observe(metrics.observer):
        for text in (ASKED, ACT):
            for caller in (None, steward):
                request = Request(query=text, variables={"name": PERSON, "of": of})
                outcome, _ = await measured(executor, metrics, request, "POST", caller)
                assert "errors" not in outcome.response, outcome.response
    operations = [span for span in kept.get_finished_spans() if span.parent is None]
    statements = [span for span in kept.get_finished_spans() if span.parent is not None]
    assert [span.name for span in operations] == ["query Persons"] * 2 + ["mutation Report"] * 2
    assert len(statements) > 10
    for span in kept.get_finished_spans():
        told = f"{span.name} {dict(span.attributes or {})} {span.status.description}"
        assert PERSON not in told
        assert "密" not in told
        assert of not in told
