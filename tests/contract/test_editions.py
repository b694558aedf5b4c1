"""Editions of a document (文档版本) on every engine: what is gone is retracted, never deleted."""

from datetime import datetime
from pathlib import Path

from graph.cypher.clock import known
from graph.evidence import At
from graph.store.port import Store
from loaders.documents.precision import StatementKind
from loaders.pipeline import load
from loaders.pipeline.review import accept
from tests.contract.telling import PROVIDER, TEXT, document, facts, proposals
from tests.trust import TRUSTED, doubting

WITHOUT = TEXT.replace(",引入“安全管家”云岭安全科技集团", "")
GONE = {
    ("CustodyProvider", PROVIDER),
    ("HAS_CUSTODY_OF", f"{PROVIDER} → 东岸"),
    ("HAS_CUSTODY_OF", f"{PROVIDER} → 西岸化工园区"),
}


async def test_a_later_edition_retracts_what_is_gone(store: Store, tmp_path: Path) -> None:
    first = await load(store, [document(tmp_path / "1")], rules=TRUSTED)
    before = await facts(store)

    report = await load(store, [document(tmp_path / "2", WITHOUT)], rules=TRUSTED)

    assert before - await facts(store) >= GONE
    new = await facts(store) - before  # what is learned looks at the whole document
    assert new <= {(e.kind, e.subject) for e in report.added}
    assert {(e.kind, e.subject) for e in report.retracted} >= GONE
    assert all(e.place.file == "总结.txt" and e.zh and e.en for e in report.retracted)
    assert report.counts["retracted"] == len(report.retracted)
    then = At.of(known_at=datetime.fromisoformat(first.recorded_at))
    rows = await store.read(
        f"MATCH (s:CustodyProviderState) WHERE {known('s')} RETURN s.name AS name", then.parameters
    )
    assert rows == [{"name": PROVIDER}]


async def test_the_later_edition_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    later = document(tmp_path / "2", WITHOUT)
    await load(store, [document(tmp_path / "1")], rules=TRUSTED)
    await load(store, [later], rules=TRUSTED)
    stands = await facts(store)

    report = await load(store, [later], rules=TRUSTED)

    assert {k for k, n in report.counts.items() if n} == {"unchanged"}
    assert await facts(store) == stands


async def test_an_old_edition_loaded_again_brings_nothing_back(
    store: Store, tmp_path: Path
) -> None:
    old = document(tmp_path / "1")
    await load(store, [old], rules=TRUSTED)
    await load(store, [document(tmp_path / "2", WITHOUT)], rules=TRUSTED)
    stands = await facts(store)

    report = await load(store, [old], rules=TRUSTED)

    (line,) = report.unchanged
    assert "旧版" in line.zh
    assert "old edition" in line.en
    assert {k for k, n in report.counts.items() if n} == {"unchanged"}
    assert await facts(store) == stands


async def test_what_another_source_says_too_stays(store: Store, tmp_path: Path) -> None:
    register = tmp_path / "安全托管机构.csv"
    register.write_text(f"名称\n{PROVIDER}\n", encoding="utf-8")
    await load(store, [document(tmp_path / "1")], rules=TRUSTED)
    await load(store, [register])

    report = await load(store, [document(tmp_path / "2", WITHOUT)], rules=TRUSTED)

    # what was learned may have called the provider a programme too: that nobody else says
    assert {e.kind for e in report.retracted} - {"Programme"} == {"HAS_CUSTODY_OF"}
    assert ("CustodyProvider", PROVIDER) in await facts(store)


async def test_what_another_source_builds_on_stays(store: Store, tmp_path: Path) -> None:
    """No relationship loses its end."""
    await load(store, [document(tmp_path / "1")], rules=TRUSTED)
    (tmp_path / "园区.csv").write_text("名称\n南岸园区\n", encoding="utf-8")
    links = f"主体,客体\n{PROVIDER},南岸园区\n"
    (tmp_path / "安全托管.csv").write_text(links, encoding="utf-8")
    await load(store, [tmp_path / "园区.csv", tmp_path / "安全托管.csv"])

    await load(store, [document(tmp_path / "2", WITHOUT)], rules=TRUSTED)

    assert {
        ("CustodyProvider", PROVIDER),
        ("HAS_CUSTODY_OF", f"{PROVIDER} → 南岸园区"),
    } <= await facts(store)


async def test_a_trial_tells_what_would_be_retracted(store: Store, tmp_path: Path) -> None:
    await load(store, [document(tmp_path / "1")], rules=TRUSTED)
    stands, later = await facts(store), document(tmp_path / "2", WITHOUT)

    trial = await load(store, [later], rules=TRUSTED, dry_run=True)

    assert await facts(store) == stands
    assert trial.counts == (await load(store, [later], rules=TRUSTED)).counts


async def test_another_document_of_the_same_name_retracts_nothing(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [document(tmp_path / "1")], rules=TRUSTED)
    stands = await facts(store)
    other = document(tmp_path / "2", "关于做好汛期工作的通知。请各镇加强值守，及时报送情况。")

    for _ in range(2):
        report = await load(store, [other], rules=TRUSTED)
        assert not report.retracted
    assert stands <= await facts(store)
    assert not (await load(store, [tmp_path / "1" / "总结.txt"], rules=TRUSTED)).retracted


async def test_open_proposals_of_a_gone_sentence_are_closed_and_may_return(
    store: Store, tmp_path: Path
) -> None:
    rules = doubting(StatementKind.RELATION)
    await load(store, [document(tmp_path / "1")], rules=rules)

    report = await load(store, [document(tmp_path / "2", WITHOUT)], rules=rules)

    closed = await proposals(store, status="SUPERSEDED")
    gone = {f"{PROVIDER} → 东岸", f"{PROVIDER} → 西岸化工园区"}
    assert gone <= {p["summary"] for p in closed}
    assert {p["summary"] for p in closed} <= {e.subject for e in report.retracted}
    await load(store, [document(tmp_path / "3", f"{TEXT}特此报告。")], rules=rules)
    assert gone <= {p["summary"] for p in await proposals(store, status="OPEN")}


async def test_an_accepted_statement_goes_with_the_sentence_it_rests_on(
    store: Store, tmp_path: Path
) -> None:
    rules = doubting(*StatementKind)
    await load(store, [document(tmp_path / "1")], rules=rules)
    (custody,) = await proposals(store, summary=f"{PROVIDER} → 东岸")
    await accept(store, custody["id"], by="王工")

    await load(store, [document(tmp_path / "2", f"{TEXT}特此报告。")], rules=rules)
    assert ("HAS_CUSTODY_OF", f"{PROVIDER} → 东岸") in await facts(store)
    await load(store, [document(tmp_path / "3", WITHOUT)], rules=rules)
    assert await facts(store) == {("Park", "东岸")}


async def test_a_rule_that_lost_its_trust_takes_back_what_it_asserted(
    store: Store, tmp_path: Path
) -> None:
    path, strict = document(tmp_path), doubting(StatementKind.RELATION)
    await load(store, [path], rules=TRUSTED)

    report = await load(store, [path], rules=strict)

    assert {kind for kind, _ in await facts(store)} & {"HAS_CUSTODY_OF", "PILOT_OF"} == set()
    assert {e.kind for e in report.retracted} >= {"HAS_CUSTODY_OF", "PILOT_OF"}
    assert len(await proposals(store, status="OPEN")) == len(report.proposed)
    await load(store, [path], rules=TRUSTED)
    assert await facts(store) >= GONE
    assert await proposals(store, status="OPEN") == []
    await load(store, [path], rules=strict)
    assert len(await proposals(store, status="OPEN")) == len(report.proposed)


async def test_two_files_of_one_name_in_one_load_are_two_documents(
    store: Store, tmp_path: Path
) -> None:
    whole, part = document(tmp_path / "1"), document(tmp_path / "2", WITHOUT)
    await load(store, [tmp_path], rules=TRUSTED)
    stands = await facts(store)

    for again in ([part], [whole], [tmp_path]):
        report = await load(store, again, rules=TRUSTED)
        assert {k for k, n in report.counts.items() if n} == {"unchanged"}
    assert await facts(store) == stands
    assert stands >= GONE


async def test_another_document_of_the_name_corrects_nothing_and_has_editions_of_its_own(
    store: Store, tmp_path: Path
) -> None:
    other = "石湾区应急管理局二〇二三年度重点工作情况通报\n南港化工园区新设危险化学品停车场一处。"
    files = [document(tmp_path / "1"), document(tmp_path / "2", other)]
    files += [document(tmp_path / "3", other + "北港化工园区同步推进。")]
    for file in files:
        report = await load(store, [file], rules=TRUSTED)
        assert not [e for e in report.retracted if e.kind == "CustodyProvider"]
    rows = await store.read("MATCH (d:Document) RETURN d.source AS source ORDER BY d.recorded_at")
    first, second, third = (row["source"] for row in rows)
    assert first is None
    assert second == third
    assert "另一份" in second
    stands = await facts(store)
    for file in files[:1] + files[2:]:
        report = await load(store, [file], rules=TRUSTED)
        assert not [*report.added, *report.corrected, *report.retracted]
    assert await facts(store) == stands
