"""Who answers (责任人导出), as the cells of a form: posts, persons and telephones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.model.labels import Label, RelType
from loaders.export_cells import Line, term_cells
from loaders.export_graph import FormGraph
from loaders.export_names import Record
from loaders.offices import thing_id
from loaders.registers.sheetform import Duty, SheetForm

__all__ = ["DutyCells"]

_USUAL: Final = "enterprise"
"""Whose posts are told by what they answer for, whoever they are said to belong to."""


@dataclass(frozen=True, slots=True)
class DutyCells:
    """Writes who answers for the things of a form (责任人单元格).

    Attributes:
        form: The form.
        graph: What it speaks of.
        left_out: A line for each post that the form cannot say.
    """

    form: SheetForm
    graph: FormGraph
    left_out: list[str]

    def lines(self, duty: Duty, node: Record, placed: Mapping[str, str]) -> list[Line]:
        """Return a row for each post in which someone answers for a thing."""
        lines: list[Line] = []
        for role, post in sorted(self._posts(duty, node, placed), key=lambda p: str(p[1]["name"])):
            if thing_id(Label.POST, {"name": post["name"]}, node["id"]) != post["id"]:
                self.left_out.append(f"岗位“{post['name']}”：所属无法写明")
            elif self._is_told_elsewhere(duty, post):
                continue
            elif not duty.post and post["name"] not in (duty.named, role):
                self.left_out.append(f"岗位“{post['name']}”：“{duty.person}”列不能写岗位名称")
            else:
                lines += self._lines(duty, post, role)
        return lines

    def _is_told_elsewhere(self, duty: Duty, post: Record) -> bool:
        """Tell whether a post is that of another column, as 安全总监 is beside 安全负责人."""
        if post["name"] == duty.named:
            return False
        said = (
            (d.of, d.line, d.role, d.employer) for d in self.form.duties if d.named == post["name"]
        )
        return duty.role is not None and (duty.of, duty.line, duty.role, duty.employer) in said

    def _posts(
        self, duty: Duty, node: Record, placed: Mapping[str, str]
    ) -> Iterator[tuple[str, Record]]:
        """Yield the posts of a duty, each with the word for its role."""
        nodes = self.graph.nodes
        holder = placed.get(duty.employer, "")
        if duty.free or (not duty.role and not duty.role_field):
            named = {each.named for each in self.form.duties if each is not duty and each.named}
            for _, key in self.graph.beside(holder, RelType.BELONGS_TO, forward=False):
                own = thing_id(Label.POST, {"name": nodes[key]["name"]}, node["id"]) == key
                name = nodes[key]["name"]
                if own and (name == duty.named if duty.named else name not in named):
                    yield "", nodes[key]
            return
        words = {role: word for word, role in reversed(list(duty.roles.items()))}
        theirs = {key for _, key in self.graph.beside(holder, RelType.BELONGS_TO, forward=False)}
        for edge, key in self.graph.beside(node["id"], RelType.RESPONSIBLE_FOR, forward=False):
            known = edge["role"] == duty.role or edge["role"] in words
            if known and edge["line"] == duty.line and (key in theirs or duty.employer == _USUAL):
                yield words.get(edge["role"], ""), nodes[key]

    def _lines(self, duty: Duty, post: Record, role: str) -> Iterator[Line]:
        """Yield a row for all holders of a post, or for each, where each has a term of office."""
        holders = self.graph.beside(post["id"], RelType.HOLDS_POST, forward=False)
        pairs = [(edge, self.graph.nodes[key]) for edge, key in holders]
        pairs.sort(key=lambda pair: (str(pair[1]["name"]), str(pair[0]["valid_from"])))
        if not duty.lasts or duty.bound:
            # An office by an instrument of appointment is another where none is named.
            told = [person for edge, person in pairs if not edge["appointment"]]
            for _, person in (pair for pair in pairs if pair[0]["appointment"]):
                self.left_out.append(
                    f"岗位“{post['name']}”：{person['name']}的任命文件，本表不能写"
                )
            if told or not pairs:
                yield self._duty(duty, post, role, told)
            return
        if not pairs:
            self.left_out.append(f"岗位“{post['name']}”：无人任职，本表不能写")
        for edge, person in pairs:
            line = self._duty(duty, post, role, [person]) | term_cells(self.form.term, edge)
            if duty.appointment and edge["appointment"]:
                line[duty.appointment] = edge["appointment"]
            yield line

    def _duty(self, duty: Duty, post: Record, role: str, people: Sequence[Record]) -> Line:
        phones = [str(p["phone"] or "") for p in people]
        line: Line = {duty.role_field: role} if duty.role_field else {}
        if duty.post and post["name"] != duty.named:
            line[duty.post] = post["name"]
        if duty.phone and all(phones):
            line |= {
                duty.person: "、".join(p["name"] for p in people),
                duty.phone: "、".join(phones),
            }
            return line
        told = (
            f"{p['name']}（{n}）" if n else p["name"] for p, n in zip(people, phones, strict=True)
        )
        return {**line, duty.person: "、".join(told)}
