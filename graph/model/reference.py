"""The model reference (模型参考): every node and relationship, written from its declaration.

``python -m graph.model.reference`` prints ``docs/model.md``.
"""

import sys
from collections.abc import Iterable, Iterator

from graph.model.registry import NODES, RELATIONS
from graph.model.spec import Group, NodeSpec, Property, RelationSpec

__all__ = ["reference"]

_HEAD = """# 模型参考 Model reference

由 `graph/model/` 中的声明生成（`make docs`），请勿手改。
Generated from the declarations in `graph/model/` by `make docs`; do not edit.

每个节点和关系都有依据（`evidence`）和两个时间：`valid_from`/`valid_to` 是事实成立的起止日，
`recorded_at`/`retracted_at` 是记录和撤回的时刻。
Every node and relationship carries evidence and two times: when it was true, and when we knew it.
"""


def reference() -> str:
    """Return the whole reference as Markdown."""
    parts = [_HEAD, "## 节点 Nodes\n", *map(_node, NODES)]
    parts += ["## 关系 Relationships\n", *map(_relation, RELATIONS)]
    return "\n".join(parts)


def _node(spec: NodeSpec) -> str:
    code = "".join(f"代码 `{name}`，否则" for name in (spec.code, spec.other_code) if name)
    key = f"标识 key: {code}名称与所属 name and place"
    if spec.record:
        key = "记录 record: 不变，没有有效时间 immutable, without valid time"
    labels = f"`{spec.label}`" + (f"（也是 also `{spec.parent}`）" if spec.parent else "")
    lines = [f"### {spec.zh} {labels}\n", f"{spec.doc}", f"{key}. GraphQL: `{spec.field}`, "]
    lines[-1] += f"`{spec.plural}`.\n"
    return "\n".join([*lines, *_table(spec.properties), ""])


def _relation(spec: RelationSpec) -> str:
    lines = [f"### {spec.zh} `{spec.type}`\n", f"{spec.doc}\n"]
    lines += ["| 从 from | 到 to | GraphQL → | GraphQL ← |", "|---|---|---|---|"]
    lines += [
        f"| {_group(link.source)} | {_group(link.target)} | `{link.forward}` | `{link.backward}` |"
        for link in spec.links
    ]
    if spec.identity:
        apart = "、".join(f"`{name}`" for name in spec.identity)
        lines += ["", f"以 {apart} 区分同一对节点间的多条。 Told apart by {apart}."]
    if spec.properties:
        lines += ["", *_table(spec.properties)]
    return "\n".join([*lines, ""])


def _group(group: Group) -> str:
    return "、".join(f"`{label}`" for label in group.labels)


def _table(properties: Iterable[Property]) -> Iterator[str]:
    yield "| 属性 property | 中文 | 类型 kind | 单位 unit | 说明 meaning |"
    yield "|---|---|---|---|---|"
    for prop in properties:
        name = f"`{prop.name}`" + (" *" if prop.required else "")
        kind = prop.kind.value
        if prop.choices is not None:
            kind = " · ".join(member.value for member in prop.choices)
        personal = "（个人信息 personal）" if prop.personal else ""
        yield f"| {name} | {prop.zh} | {kind} | {prop.unit or ''} | {prop.doc}{personal} |"


if __name__ == "__main__":
    sys.stdout.write(reference())
