"""Registers of the US EPA (美国 EPA 风险管理计划): other headings, numbers instead of names."""

from graph.model.labels import Label, RelType
from loaders.identity import EntityDraft, Mention
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.registers import Reading, read_register

FACILITY = (
    "epa_facility_id,facility_name,parent_company_1,street1,city,state,zip,latitude,longitude"
)
CHEMICAL = "epa_facility_id,seq,program_level,chemical_name,cas_number"


def read(name: str, headings: str, *rows: str) -> Reading:
    cells = [tuple(line.split(",")) for line in (headings, *rows)]
    table = Table(name=name, sheet=None, rows=[Row(n, row) for n, row in enumerate(cells, 1)])
    return read_register(
        RegisterFile(name=f"{name}.csv", sha256="0" * 64, media_type="text/csv", tables=(table,))
    )


def test_a_facility_is_told_apart_by_its_number_and_lies_at_an_address() -> None:
    reading = read(
        "facilities", FACILITY, "17,North Works,Acme,1 Main St,Elm,AL,35601,34.630486,-087.039444"
    )
    works, parent = reading.entities
    assert works.properties == {
        "name": "North Works",
        "register_code": "EPA-RMP:17",
        "address": "1 Main St, Elm, AL, 35601",
        "latitude": 34.630486,
        "longitude": -87.039444,
    }
    assert (parent.name, parent.within) == ("Acme", "EPA-RMP:parent")
    assert [r.type for r in reading.relations] == [RelType.PART_OF]
    assert reading.rejected == []


def test_a_lost_minus_sign_is_proposed_and_never_repaired() -> None:
    reading = read(
        "facilities", FACILITY, "17,North Works,Acme,1 Main St,Elm,AL,35601,31.525556,87.927528"
    )
    stated, doubted = (d for d in reading.entities if d.name == "North Works")
    assert "longitude" not in stated.properties
    assert doubted.properties["longitude"] == -87.927528
    assert doubted.code == stated.code == "EPA-RMP:17"  # others may bear its name
    assert doubted.trust.doubt is not None
    assert not doubted.trust.asserted


def test_a_facility_on_guam_keeps_its_eastern_longitude() -> None:
    reading = read("facilities", FACILITY, "18,Plant,Acme,1 St,Agana,GU,96910,13.419444,144.683333")
    assert reading.entities[0].properties["longitude"] == 144.683333
    assert all(draft.trust.asserted for draft in reading.entities)


def test_no_name_is_no_parent() -> None:
    reading = read("facilities", FACILITY, "17,North Works,NA,1 St,Elm,AL,35601,34.6,-087.0")
    assert [draft.name for draft in reading.entities] == ["North Works"]
    assert [(e.value, e.place.column) for e in reading.rejected] == [("NA", "parent_company_1")]


def test_chemicals_are_held_in_processes_of_a_facility_that_another_sheet_states() -> None:
    reading = read(
        "process_chemicals",
        CHEMICAL,
        "17,1,Program Level 3 process,Fluorine,7782-41-4",
        "17,2,Program Level 3 process,Mixture,00-00-00",
    )
    unit, *substances = reading.entities
    assert isinstance(unit.within, Mention)
    assert unit.within.text == "EPA-RMP:17"
    assert [(d.label, d.name, d.code) for d in substances] == [
        (Label.SUBSTANCE, "Fluorine", "7782-41-4"),
        (Label.SUBSTANCE, "Mixture", None),
    ]
    assert [r.type for r in reading.relations] == [RelType.OPERATES, RelType.HOLDS, RelType.HOLDS]
    assert not isinstance(reading.relations[0].source, EntityDraft)
    assert [(e.value, e.place.row) for e in reading.rejected] == [("00-00-00", 3)]
