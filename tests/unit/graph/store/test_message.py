"""Size of a Bolt message (消息大小)."""

from typing import Any

import pytest
from hypothesis import given, strategies as st
from neo4j._codec.packstream._common import PackableBuffer
from neo4j._codec.packstream.v1 import Packer

from graph.store.errors import OversizedMessageError
from graph.store.message import MESSAGE_LIMIT, packed_size, refuse_oversized, sent
from graph.store.port import Store

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text()
    | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def as_sent(value: Any) -> int:
    """Return the number of bytes in which the driver sends a value."""
    buffer = PackableBuffer()  # type: ignore[no-untyped-call] # the driver's own, untyped
    Packer(buffer).pack(value)  # type: ignore[no-untyped-call] # the driver's own, untyped
    return len(buffer.data)


@pytest.mark.property
@given(VALUES)
def test_never_below_what_the_driver_sends(value: Any) -> None:
    assert packed_size(value) >= as_sent(value)


def test_close_to_what_the_driver_sends_for_what_a_load_writes() -> None:
    row = {"id": "Hazard:4f2a91", "name": "液氯储罐区", "evidence": ["e1", "e2"], "q": 12.5}
    rows = {"rows": [row] * 1000}
    assert as_sent(rows) <= packed_size(rows) <= 1.7 * as_sent(rows)


def test_eight_mebibytes_pass_and_more_do_not() -> None:
    fitting = {"text": "a" * (MESSAGE_LIMIT - 100)}
    refuse_oversized(fitting)
    with pytest.raises(OversizedMessageError) as caught:
        refuse_oversized({"text": fitting["text"] + "a" * 100})
    assert caught.value.limit == 8 * 1024 * 1024
    assert caught.value.size > caught.value.limit


async def test_the_largest_message_allowed_is_answered(store: Store) -> None:
    text = "氯" * ((MESSAGE_LIMIT - 100) // 3)
    assert await store.read("RETURN size($text) AS n", {"text": text}) == [{"n": len(text)}]


async def test_a_larger_one_is_refused_before_it_is_sent(store: Store) -> None:
    sent: list[str] = []
    with store.observe(lambda statement, _: sent.append(statement)):
        with pytest.raises(OversizedMessageError):
            await store.read("RETURN $text AS t", {"text": "a" * MESSAGE_LIMIT})
        with pytest.raises(OversizedMessageError):
            await store.write(lambda tx: tx.run("RETURN $t AS t", {"t": "a" * MESSAGE_LIMIT}))
    assert sent == []


def test_what_is_sent_is_the_same_and_not_written_out() -> None:
    rows = {"rows": [{"id": "Hazard:4f2a91", "name": "液氯储罐区"}], "at": "2026-01-01"}
    assert sent(rows) == rows
    assert as_sent(sent(rows)) == as_sent(rows)
    assert repr(sent(rows)) == "{'rows': <1 items>, 'at': '2026-01-01'}"
