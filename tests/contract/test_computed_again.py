"""What is asked again is answered from the rows of now, whatever was computed before (计算缓存)."""

from functools import partial
from typing import Any, Final

import pytest

from graph.store.port import Store, Transaction
from graph.store.write import write
from schema.context import Context
from server.operations import operation
from tests.contract.neighbourhood import BATCH as NEIGHBOURHOOD, CHLORINE, SCHOOL
from tests.contract.test_fence import BATCH, PARK, TO_SCHOOL
from tests.contract.test_selections import SCHEMA

END: Final = {"level": "END_POINT", "weather": TO_SCHOOL}
QUESTIONS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("H9_footprint", {"of": CHLORINE.id, **END}),
    ("H11_fence", {"of": PARK.id, "radius": 5000, **END}),
    ("H1_exposure", {"of": SCHOOL.id, "weather": TO_SCHOOL}),
    ("H1_societal", {"of": PARK.id, "radius": 5000}),
)


CHANGES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (SCHOOL.id, {"population": 301}),
    (SCHOOL.id, {"latitude": 25.201}),
    (CHLORINE.id, {"longitude": CHLORINE.properties["longitude"] - 0.001}),
)
CHANGE: Final = "MATCH (n {id: $id})-[:HAS_STATE]->(s) SET s += $said"


@pytest.mark.parametrize(("name", "variables"), QUESTIONS, ids=[name for name, _ in QUESTIONS])
async def test_an_answer_follows_what_is_recorded(
    store: Store, name: str, variables: dict[str, Any]
) -> None:
    await write(store, NEIGHBOURHOOD)
    await write(store, BATCH)
    kept, seen = Context(store), set()
    for of, said in (("", {}), *CHANGES):
        await store.write(partial(_change, {"id": of, "said": said}))
        fresh = await _asked(Context(store), name, variables)
        assert await _asked(kept, name, variables) == fresh
        assert await _asked(kept, name, variables) == fresh
        seen.add(str(fresh))
    assert len(seen) >= 3


async def _change(parameters: dict[str, Any], tx: Transaction) -> None:
    await tx.run(CHANGE, parameters)


async def _asked(context: Context, name: str, variables: dict[str, Any]) -> Any:
    result = await SCHEMA.execute(operation(name).query, variables, context_value=context)
    assert result.errors is None, result.errors
    ((_, found),) = (result.data or {}).items()
    assert "code" not in found
    return found
