"""Accepting what was meant (采纳更正) on every engine: the name, its alias, and who decided."""

from pathlib import Path
from typing import Any

import pytest

from graph.store.port import Store
from loaders.documents import EntityType
from loaders.pipeline import load
from loaders.pipeline.refusals import NothingToWriteError, RegisteredApartError, WaitsError
from loaders.pipeline.review import accept
from tests.contract.telling import document, extracted, facts, proposals
from tests.trust import TRUSTED, doubting

MISREAD, MEANT = "莆田1NG接收站", "莆田LNG接收站"
PILOT = (
    "秀屿区安全生产专项整治三年行动工作总结\n"
    "中海福建天然气有限公司莆田1NG接收站为全省危险化学品储存经营行业双重预防机制建设试点企业。"
)
TOWN = "秀屿区开展专项整治。秀屿区落实责任。城头镇百强市场作为双重预防机制建设试点。"


async def named(store: Store, name: str) -> list[dict[str, Any]]:
    return await store.read(
        "MATCH (n)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL AND n.type <> 'Proposal'"
        " AND (s.name = $name OR $name IN s.aliases)"
        " RETURN n.id AS id, s.name AS name, s.aliases AS aliases, s.evidence AS evidence",
        {"name": name},
    )


async def accepted(store: Store, cause: str = "MISREADING") -> str:
    (suggestion,) = await proposals(store, cause=cause)
    assert (await accept(store, suggestion["id"], by="王工", note="已核对")).changed
    return str(suggestion["id"])


async def test_the_corrected_name_stands_with_the_printed_one_as_alias(
    store: Store, tmp_path: Path
) -> None:
    path = document(tmp_path, PILOT)
    await load(store, [path], rules=TRUSTED)
    before = {(kind, what.replace(MISREAD, MEANT)) for kind, what in await facts(store)}

    identifier = await accepted(store)

    assert await facts(store) == before
    (node,) = await named(store, MISREAD)
    assert (node["name"], node["aliases"]) == (MEANT, [MISREAD])
    places = await store.read(
        "UNWIND $ids AS id MATCH (e:Evidence {id: id})"
        " RETURN e.method AS method, e.quote AS quote, e.note AS note",
        {"ids": node["evidence"]},
    )
    assert {p["quote"] for p in places if p["method"] == "DOCUMENT_RULE"} >= {MISREAD}
    (signed,) = (p["note"] for p in places if p["method"] == "MANUAL")
    assert signed.startswith("王工 ")
    assert signed.endswith("采纳：已核对")
    (closed,) = (p for p in await proposals(store) if p["id"] == identifier)
    assert (closed["status"], closed["decided_by"]) == ("ACCEPTED", "王工")

    again = await load(store, [path], rules=TRUSTED)
    assert not [*again.added, *again.corrected, *again.proposed, *again.retracted]
    assert await named(store, MEANT) == [node]


async def test_what_the_graph_holds_by_the_corrected_name_is_meant(
    store: Store, tmp_path: Path
) -> None:
    register = tmp_path / "企业.csv"
    register.write_text(f"名称\n{MEANT}\n", encoding="utf-8")
    path = document(tmp_path, PILOT)
    await load(store, [register])
    (held,) = await named(store, MEANT)
    await load(store, [path], rules=TRUSTED)
    before = {(kind, what.replace(MISREAD, MEANT)) for kind, what in await facts(store)}

    await accepted(store)

    assert await facts(store) == before
    (node,) = await named(store, MISREAD)
    assert (node["id"], node["name"], node["aliases"]) == (held["id"], MEANT, [MISREAD])
    again = await load(store, [path, register], rules=TRUSTED)
    assert not [*again.added, *again.corrected, *again.proposed, *again.retracted]
    assert await facts(store) == before


async def test_two_registered_things_are_not_made_one(store: Store, tmp_path: Path) -> None:
    register = tmp_path / "企业.csv"
    register.write_text(f"名称\n{MEANT}\n{MISREAD}\n", encoding="utf-8")
    await load(store, [register, document(tmp_path, PILOT)], rules=TRUSTED)
    before = await facts(store)

    with pytest.raises(RegisteredApartError) as refused:
        await accepted(store)

    assert (refused.value.name, refused.value.corrected) == (MISREAD, MEANT)
    assert await facts(store) == before


async def test_a_name_that_waits_is_decided_on_first(store: Store, tmp_path: Path) -> None:
    misread = next(e for e in extracted(PILOT).entities if e.name == MISREAD)
    await load(store, [document(tmp_path, PILOT)], rules=doubting(misread))

    with pytest.raises(WaitsError, match=MISREAD):
        await accepted(store)
    (enterprise,) = await proposals(store, summary=MISREAD)
    await accept(store, enterprise["id"], by="王工")
    await accepted(store)

    assert ("Enterprise", MEANT) in await facts(store)


async def test_a_misread_town_becomes_an_alias_of_the_town(store: Store, tmp_path: Path) -> None:
    path = document(tmp_path, TOWN)
    assert {e.name for e in extracted(TOWN).entities if e.type is EntityType.REGION} >= {"城头镇"}
    await load(store, [path], rules=TRUSTED)
    assert not await named(store, "城头镇")

    await accepted(store)

    (town,) = await named(store, "城头镇")
    assert (town["id"], town["name"]) == ("Region:350305105", "埭头镇")
    again = await load(store, [path], rules=TRUSTED)
    assert "LOCATED_IN" in {entry.kind for entry in again.added}


async def test_a_word_that_stands_in_no_name_is_only_confirmed(
    store: Store, tmp_path: Path
) -> None:
    path = document(tmp_path, "东山区工作总结\n建设重票论述专栏。")
    await load(store, [path], rules=TRUSTED)
    before = await facts(store)

    identifier = await accepted(store)

    assert await facts(store) == before
    again = await load(store, [path], rules=TRUSTED)
    assert identifier not in {entry.subject for entry in again.proposed}
    (closed,) = await proposals(store, id=identifier)
    assert closed["status"] == "ACCEPTED"


async def test_that_totals_contradict_each_other_is_confirmed_and_the_figures_stay(
    store: Store, tmp_path: Path
) -> None:
    path = document(tmp_path, "东山区工作总结\n全区检查1025家次,其中危化688家次、工贸336家次。")
    await load(store, [path], rules=TRUSTED)
    before = await facts(store)

    identifier = await accepted(store, "MISMATCH")

    assert await facts(store) == before
    assert not (await load(store, [path], rules=TRUSTED)).proposed
    (closed,) = await proposals(store, id=identifier)
    assert (closed["status"], closed["note"]) == ("ACCEPTED", "已核对")


async def test_what_is_no_statement_is_refused_with_what_to_do(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [document(tmp_path, "城区共有企业12家。")], rules=TRUSTED)
    unclear = await proposals(store, cause="UNCLEAR")

    with pytest.raises(NothingToWriteError) as refused:
        await accept(store, unclear[0]["id"], by="王工")

    assert "登记册" in refused.value.zh
