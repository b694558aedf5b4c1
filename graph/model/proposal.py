"""Proposals (待核实陈述): what is kept apart from the facts until a person decides.

A proposal is no fact: no register has a sheet for it, no search and no chain finds it. Its states
carry both times as those of everything else do, so what was open on a day can be asked.
"""

from graph.model.fields import choice, number, text, texts
from graph.model.labels import Label, ProposalCause, ProposalStatus
from graph.model.spec import Kind, NodeSpec, Property

__all__ = ["PROPOSAL"]

PROPOSAL = NodeSpec(
    label=Label.PROPOSAL,
    zh="待核实陈述",
    doc="Statement that is kept apart from the facts until a person decides.",
    field="proposal",
    plural="proposals",
    followed=True,
    search=(),
    properties=(
        Property(
            name="position",
            kind=Kind.TEXT,
            zh="位置",
            doc="Document and place in it; orders proposals as a reader meets them.",
            required=True,
            sortable=True,
        ),
        choice("status", "状态", "What became of it.", ProposalStatus, required=True),
        choice("cause", "原因类别", "Kind of reason it was put aside for.", ProposalCause),
        text("kind", "陈述类型", "Type of node or relationship it speaks of.", required=True),
        text("summary", "说法", "What it says, in short: a name, or both ends.", required=True),
        text("subject", "主体", "Id of what it speaks of.", required=True),
        text("object", "客体", "Id of what a relationship leads to."),
        text("document", "文档", "Id of the document that says so."),
        text("statement", "陈述", "The statement, as JSON.", required=True),
        text("reason", "原因", "Why it was put aside, in Chinese.", required=True),
        text("reason_en", "原因（英文）", "Why it was put aside, in English.", required=True),
        text("rule", "规则", "Rule that found it."),
        number("precision", "规则准确率", "Chance that a statement of this rule is right, 0 to 1."),
        texts("needs", "前提", "Ids of the proposals without which it cannot stand."),
        text("decided_by", "核实人", "Name of the person who decided.", personal=True),
        text("note", "核实说明", "What that person says of it.", personal=True),
    ),
)
