"""Exports of all forms from one store (合并导出), loaded back into it and into an empty one."""

from collections.abc import Mapping
from pathlib import Path

from graph.store.port import Store
from loaders.export import export
from loaders.export_form import export_forms
from loaders.pipeline import load
from loaders.registers.sheetform import sheet_forms
from loaders.report import LoadReport
from tests.conftest import emptied
from tests.contract.test_export_form import SHEETS, Rows, written
from tests.contract.test_loading import graph

CHANGES = ("added", "corrected", "ended", "proposed", "retracted", "rejected")


def _changed(report: LoadReport) -> list[str]:
    return [
        f"{kind} {e.kind}: {e.sentence('zh')}" for kind in CHANGES for e in report.entries[kind]
    ]


async def _filled(store: Store, folder: Path) -> None:
    files = [written(folder / f"{name}.xlsx", name, rows) for name, rows in SHEETS.items()]
    await load(store, files)


async def _exported(store: Store, folder: Path) -> list[Path]:
    report = await export_forms(store, sheet_forms(), folder)
    return [folder / file for file in report.files]


async def test_they_change_nothing_and_fill_an_empty_store(store: Store, tmp_path: Path) -> None:
    await _filled(store, tmp_path)
    stands = await graph(store)
    files = await _exported(store, tmp_path / "out")
    assert len(files) == len(SHEETS)
    assert _changed(await load(store, files)) == []
    assert await graph(store) ^ stands == set()

    await emptied(store)
    anew = await load(store, files)
    assert [e.sentence("zh") for e in (*anew.rejected, *anew.proposed, *anew.ended)] == []
    assert await graph(store) ^ stands == set()

    plain = await export(store, tmp_path / "plain")  # where many names are those of several types
    assert plain.left_out == []
    assert _changed(await load(store, [tmp_path / "plain"])) == []
    await emptied(store)
    assert not (await load(store, [tmp_path / "plain"])).proposed
    assert await graph(store) ^ stands == set()


EPA: Mapping[str, Rows] = {
    "facilities": [
        {
            "epa_facility_id": "17",
            "facility_name": "North Works",
            "parent_company_1": "Acme",
            "street1": "1 Main St",
            "city": "Elm",
            "state": "AL",
            "zip": "35601",
            "latitude": "34.630486",
            "longitude": "-87.039444",
        },
        {
            "epa_facility_id": "18",
            "facility_name": "North Works",
            "parent_company_1": "North Works",
        },
    ],
    "process_chemicals": [
        {
            "epa_facility_id": "17",
            "program_level": "2",
            "chemical_name": "Chlorine",
            "cas_number": "7782-50-5",
        },
    ],
    "process_naics": [
        {"epa_facility_id": "17", "naics_code": "22131", "naics_description": "Water Supply"}
    ],
    "accidents": [
        {
            "epa_facility_id": number,
            "accident_no": "1",
            "date": "2019-05-01",
            "initiating_event": "a",
            "evacuated": "12",
        }
        for number in ("17", "18")
    ],
    "accident_chemicals": [
        {
            "epa_facility_id": "18",
            "accident_no": "1",
            "chemical_name": "Chlorine dioxide",
            "cas_number": "10049-04-4",
            "quantity_released_lbs": "7",
        },
    ],
}


async def test_things_known_by_number_come_back_by_number(store: Store, tmp_path: Path) -> None:
    files = [written(tmp_path / f"{name}.xlsx", name, rows) for name, rows in EPA.items()]
    first = await load(store, files)
    assert [e.sentence("zh") for e in (*first.rejected, *first.proposed)] == []
    stands = await graph(store)
    files = await _exported(store, tmp_path / "out")
    assert len(files) == len(EPA)  # and no ledger of enterprises that are known by name
    plain = await export(store, tmp_path / "plain")
    assert plain.left_out == []
    for exported in (files, [tmp_path / "plain"]):
        await emptied(store)
        await load(store, exported)
        assert await graph(store) ^ stands == set()
