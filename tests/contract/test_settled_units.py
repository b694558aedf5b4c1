"""Units that a person settles (澄清计量单位): what is true now rests on no guess any more."""

from pathlib import Path

import pytest

from graph.store.port import Store
from loaders.pipeline import load
from loaders.registers import Correction

LEDGER = """\
企业名称,罐区名称,储罐编号,储存介质,最大储存量,容积
福建海岸化工有限公司,苯罐区,T-1,苯,50,100
"""
HELD = """\
MATCH (u:Unit)-[r:HOLDS]->(:Substance)
RETURN r.quantity AS quantity, r.recorded_at AS since, r.retracted_at AS until,
  r.evidence AS evidence ORDER BY since"""
NOTES = "UNWIND $ids AS id MATCH (e:Evidence {id: id}) RETURN e.note AS note, e.relations AS says"


async def notes(store: Store, evidence: list[str]) -> list[tuple[str | None, int]]:
    rows = await store.read(NOTES, {"ids": evidence})
    return [(row["note"], len(row["says"])) for row in rows]


@pytest.mark.parametrize(("unit", "quantity"), [("t", 50.0), ("kg", 0.05)])
async def test_a_unit_that_a_person_settles_is_no_doubt_any_more(
    store: Store, tmp_path: Path, unit: str, quantity: float
) -> None:
    ledger = tmp_path / "储罐台账.csv"
    ledger.write_text(LEDGER, encoding="utf-8")
    said = Correction(columns={"最大储存量": f"存量（{unit}）"})
    await load(store, [ledger])
    tried = await load(store, [ledger], correct=lambda _: said, dry_run=True)
    settled = await load(store, [ledger], correct=lambda _: said)
    assert tried.counts == settled.counts
    assert "HOLDS" in {entry.kind for entry in settled.corrected}
    before, now = await store.read(HELD)
    assert (before["quantity"], now["quantity"]) == (50.0, quantity)
    assert before["until"] == now["since"]
    ((guessed, says),) = await notes(store, before["evidence"])
    assert guessed is not None
    assert "最大储存量按 t 理解" in guessed
    assert says == 0
    assert await notes(store, now["evidence"]) == [(None, 1)]
    again = await load(store, [ledger], correct=lambda _: said)
    assert not [*again.added, *again.confirmed, *again.corrected, *again.ended]


async def test_another_doubt_at_the_same_place_is_kept(store: Store, tmp_path: Path) -> None:
    ledger = tmp_path / "储罐台账.csv"
    ledger.write_text(LEDGER, encoding="utf-8")
    await load(store, [ledger])
    said = Correction(columns={"最大储存量": "存量（t）"})
    await load(store, [ledger], correct=lambda _: said)
    (unit,) = await store.read(
        "MATCH (s:UnitState) WHERE s.retracted_at IS NULL RETURN s.evidence AS evidence"
    )
    ((note, _),) = await notes(store, unit["evidence"])
    assert note is not None
    assert "容积按 m³" in note
