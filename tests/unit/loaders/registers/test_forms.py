"""Forms and headings follow from the model (登记册种类与表头)."""

import pytest

from graph.model.groups import ORGANISATION
from graph.model.labels import Label, RelType
from graph.model.registry import NODES, RELATIONS
from graph.model.spec import NodeSpec, Property
from loaders.readers.spreadsheet import Cell, Row
from loaders.registers.columns import LinkColumn, Role, columns_of, meanings
from loaders.registers.forms import Form, form_of, forms
from loaders.registers.headings import heading_key
from loaders.report import Place


def form(name: str) -> Form:
    found = form_of(name)
    assert found is not None, name
    return found


@pytest.mark.parametrize("spec", forms(), ids=lambda spec: spec.zh)
def test_every_form_is_found_by_each_of_its_names(spec: Form) -> None:
    if isinstance(spec, NodeSpec):
        for name in (spec.label, spec.zh, spec.field, spec.plural):
            assert form_of(name) is spec
    else:
        assert form_of(spec.type) is spec
        assert form_of(spec.zh) is spec


def test_every_type_of_the_model_is_a_form_but_our_own_records() -> None:
    records = {Label.DOCUMENT, Label.EVIDENCE, Label.LOAD, Label.PROPOSAL, Label.AUDIT_RECORD}
    assert {s.label for s in forms() if isinstance(s, NodeSpec)} == {
        s.label for s in NODES if s.label not in records
    }
    assert {s.type for s in forms() if not isinstance(s, NodeSpec)} == {s.type for s in RELATIONS}


@pytest.mark.parametrize(
    "name", ["10_企业", "10-enterprises", "10. Enterprise", "ENTERPRISE", " 企业 "]
)
def test_an_ordering_number_and_case_do_not_matter(name: str) -> None:
    assert form(name).zh == "企业"


def test_parts_of_a_term_are_names_unless_another_form_has_them() -> None:
    assert form("监管部门").zh == form("党政机关").zh == "监管部门/党政机关"
    assert form("试点") is form("PILOT_OF")


@pytest.mark.parametrize("name", ["Document", "文档", "说明", "Sheet1", "", "HAS_STATE"])
def test_anything_else_is_no_form(name: str) -> None:
    assert form_of(name) is None


@pytest.mark.parametrize("spec", forms(), ids=lambda spec: spec.zh)
def test_every_property_is_read_under_its_name_and_its_chinese_term(spec: Form) -> None:
    known = meanings(spec)
    for prop in spec.properties:
        assert known[heading_key(prop.name)] is prop
        assert isinstance(known[heading_key(prop.zh)], Property)


def test_headings_for_links_stand_where_the_model_has_the_link() -> None:
    organisations = ORGANISATION.labels
    units, hazards = meanings(form("Unit")), meanings(form("Hazard"))
    assert units["所在园区"] == LinkColumn(RelType.LOCATED_IN, (Label.PARK,), outgoing=True)
    assert units["运营单位"] == LinkColumn(RelType.OPERATES, organisations, outgoing=False)
    assert "所在园区" not in hazards
    assert "所在行政区" not in units
    assert meanings(form("Post"))["所属机构"] == LinkColumn(
        RelType.BELONGS_TO, organisations, outgoing=True
    )
    assert "负责" not in meanings(form("Post"))  # a duty needs a line and a role


def header(*cells: Cell) -> Row:
    return Row(1, cells)


PLACE = Place(file="a.csv")


@pytest.mark.parametrize(
    "heading",
    [
        "设计最大量",
        "设计最大量（t）",
        "设计最大量(t)",
        "设计最大量（吨）",
        "quantity",
        "quantity (t)",
    ],
)
def test_a_heading_may_carry_the_declared_unit(heading: str) -> None:
    columns, faults = columns_of(form("HOLDS"), header("主体", "客体", heading), PLACE)
    assert not faults
    assert columns[2].meaning is form("HOLDS").declared("quantity")


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("设计最大量（kg）", "计量单位应为 t"),
        ("备用", "不是本登记册的列"),
        ("from", "重复"),
        ("状态（t）", "不是本"),
    ],
)
def test_a_column_that_cannot_be_read_is_told_once_with_its_place(heading: str, word: str) -> None:
    columns, (fault,) = columns_of(form("HOLDS"), header("主体", "客体", heading), PLACE)
    assert [c.meaning for c in columns] == [Role.FROM, Role.TO]
    assert (fault.kind, fault.place.file, fault.place.row, fault.place.column) == (
        "column",
        "a.csv",
        1,
        heading,
    )
    assert word in fault.zh
    assert fault.en
