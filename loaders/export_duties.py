"""Who answers (责任人导出), as the cells of a form: posts, persons and telephones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.model.labels import Label, RelType
from loaders.export_cells import Line
from loaders.export_graph import FormGraph
from loaders.export_names import Record
from loaders.offices import thing_id
from loaders.registers.sheetform import Duty, SheetForm

__all__ = ["DutyCells"]


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
            elif not duty.post and post["name"] not in (duty.named, role):
                self.left_out.append(f"岗位“{post['name']}”：“{duty.person}”列不能写岗位名称")
            else:
                lines.append(self._duty(duty, post, role))
        return lines

    def _posts(
        self, duty: Duty, node: Record, placed: Mapping[str, str]
    ) -> Iterator[tuple[str, Record]]:
        """Yield the posts of a duty, each with the word for its role."""
        nodes = self.graph.nodes
        if not duty.role and not duty.role_field:
            holder = placed.get("enterprise", "")
            named = {each.named for each in self.form.duties if each is not duty and each.named}
            for _, key in self.graph.beside(holder, RelType.BELONGS_TO, forward=False):
                own = thing_id(Label.POST, {"name": nodes[key]["name"]}, node["id"]) == key
                name = nodes[key]["name"]
                if own and (name == duty.named if duty.named else name not in named):
                    yield "", nodes[key]
            return
        words = {role: word for word, role in reversed(list(duty.roles.items()))}
        for edge, key in self.graph.beside(node["id"], RelType.RESPONSIBLE_FOR, forward=False):
            if edge["role"] == duty.role or edge["role"] in words:
                yield words.get(edge["role"], ""), nodes[key]

    def _duty(self, duty: Duty, post: Record, role: str) -> Line:
        holders = self.graph.beside(post["id"], RelType.HOLDS_POST, forward=False)
        people = sorted((self.graph.nodes[key] for _, key in holders), key=lambda p: str(p["name"]))
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
