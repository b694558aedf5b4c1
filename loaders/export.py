"""Export (导出): the graph, as it is true on a day, as registers that can be loaded again.

Every file and column follows from the model. Where a statement comes from stands in the
column 出处. Loading the files into the same graph changes nothing; into an empty one it gives
the same things and relationships. Where things of several types bear a name, the type stands before
it (``[Hazard]液氨罐区``). What no register can say is told, never guessed.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, Final

from graph.errors import CustodyError
from graph.evidence import At
from graph.model.registry import relation_spec
from graph.model.spec import Kind, NodeSpec, Property, RelationSpec
from graph.store.port import Store
from loaders.export_names import Names, Record
from loaders.export_reading import edges_at, nodes_of, tails_of, things
from loaders.identity import GLOBAL, NOWHERE
from loaders.registers.coverage import PART
from loaders.registers.forms import forms
from loaders.registers.values import listed as parts_of

__all__ = ["ExportError", "ExportReport", "cell_of", "export"]


class ExportError(CustodyError):
    """The folder cannot be written to (无法写入导出目录)."""

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            zh=f"导出目录 {folder} 无法写入（{reason}），请更正权限或另选目录。",
            en=f"Cannot write to {folder} ({reason}); mend its permissions or name another folder.",
        )


@dataclass(slots=True)
class ExportReport:
    """What was written (导出报告).

    Attributes:
        files: Number of rows by file name.
        left_out: A sentence for each statement, or part of one, that no register can say.
    """

    files: dict[str, int] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


async def export(store: Store, folder: Path, *, at: At | None = None) -> ExportReport:
    """Write what is true on a day as CSV registers, one a type.

    Args:
        store: Where from.
        folder: Where to; made if it is not there.
        at: Point on both clocks; today and now if left out.

    Raises:
        ExportError: If the folder cannot be written to.
    """
    point, report = at or At.of(), ExportReport()
    nodes: dict[str, list[Record]] = {
        spec.label: [row async for row in nodes_of(store, spec, point)] for spec in things()
    }
    links: dict[str, list[tuple[Record, Record]]] = {}
    for relation in (form for form in forms() if isinstance(form, RelationSpec)):
        links[relation.type] = [
            pair
            for end, label in tails_of(relation)
            async for pair in edges_at(store, end, nodes[label], point)
        ]
    names = Names(nodes, (pair for pairs in links.values() for pair in pairs))
    for spec in things():
        told = len(report.left_out)
        rows = [row for node in nodes[spec.label] for row in _entity(spec, node, names, report)]
        headings = ["所属", *(_heading(p) for p in spec.properties), *_LAST]
        _write(folder, spec.plural, headings, rows, report, part=len(report.left_out) > told)
    for name, pairs in links.items():
        relation, told = relation_spec(name), len(report.left_out)
        rows = [row for pair in pairs for row in _link(relation, *pair, names, report)]
        headings = [*_ENDS, *(_heading(p) for p in relation.properties), *_LAST]
        _write(folder, relation.type, headings, rows, report, part=len(report.left_out) > told)
    return report


_LAST: Final = ("生效日期", "失效日期", "出处")
_ENDS: Final = ("主体类型", "主体", "客体类型", "客体")


def _entity(
    spec: NodeSpec, node: Record, names: Names, report: ExportReport
) -> Iterator[list[str]]:
    within = names.within(node["id"])
    place = names.text(within, typed=False) if within else ""
    if within is None or place is None:
        report.left_out.append(f"{spec.zh}“{node['name']}”：所属无法写明")
        return
    if not place and spec.label not in GLOBAL:
        place = NOWHERE
    cells = [
        cell_of(p, node[p.name], f"{spec.zh}“{node['name']}”", report) for p in spec.properties
    ]
    yield [place, *cells, *_last(node)]


def _link(
    relation: RelationSpec, node: Record, edge: Record, names: Names, report: ExportReport
) -> Iterator[list[str]]:
    ends: list[str] = []
    for key in (node["id"], edge["node"]["id"]):
        text = names.text(key, typed=True)
        if text is None:
            report.left_out.append(f"{relation.zh}“{node['name']}”→{edge['node']['id']}：无法指明")
            return
        ends += [names.label(key) or "", text]
    subject = f"{relation.zh}“{ends[1]}→{ends[3]}”"
    cells = [cell_of(p, edge[p.name], subject, report) for p in relation.properties]
    yield [*ends, *cells, *_last(edge)]


def _heading(prop: Property) -> str:
    return f"{prop.zh}（{prop.unit}）" if prop.unit else prop.zh


def cell_of(prop: Property, value: Any, subject: str, report: ExportReport) -> str:
    """Write a value as a register has it."""
    if value is None:
        return ""
    if prop.kind is Kind.TEXTS:
        whole = [text for text in value if parts_of(text) == [text]]
        report.left_out += [
            f"{subject}的{prop.zh}“{text}”：含分隔符" for text in value if text not in whole
        ]
        return "；".join(whole)
    if prop.choices is not None:
        return next((word for word, member in prop.terms.items() if member == value), str(value))
    if prop.kind is Kind.BOOLEAN:
        return "是" if value else "否"
    return str(value)


def _last(stated: Record) -> list[str]:
    said = dict.fromkeys(e["note"] or e["quote"] or e["name"] for e in stated["evidence"])
    return [stated["valid_from"] or "", stated["valid_to"] or "", "；".join(said)]


def _write(
    folder: Path,
    name: str,
    headings: Iterable[str],
    rows: Sequence[Sequence[str]],
    report: ExportReport,
    *,
    part: bool,
) -> None:
    """Write one register, as spreadsheet programs of Chinese offices read it; none if empty.

    A part of what there is says so above its headings, so that its silence ends nothing.
    """
    if not rows:
        return
    above = [[PART]] if part else []
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([*above, list(headings), *rows])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise ExportError(folder, error.strerror or str(error)) from error
    report.files[f"{name}.csv"] = len(rows)
