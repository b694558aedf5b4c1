"""Records (记录): sources, the places in them that say so, and loads.

Records are immutable facts about our own reading; they carry no valid time.
"""

from dataclasses import replace

from graph.model.fields import choice, day, text, whole
from graph.model.labels import Label, Method
from graph.model.spec import Kind, NodeSpec, Property

__all__ = ["DOCUMENT", "EVIDENCE", "LOAD", "RECORDED_AT"]

RECORDED_AT = Property(
    name="recorded_at",
    kind=Kind.INSTANT,
    zh="记录时间",
    doc="When it was recorded.",
    required=True,
)

DOCUMENT = NodeSpec(
    label=Label.DOCUMENT,
    zh="文档",
    doc="A source file, known by the SHA-256 of its bytes.",
    field="document",
    plural="documents",
    code="sha256",
    record=True,
    search=(),
    properties=(
        Property(
            name="name",
            kind=Kind.TEXT,
            zh="文件名",
            doc="File name or title.",
            required=True,
            sortable=True,
        ),
        text("sha256", "摘要", "SHA-256 of the bytes, hexadecimal.", required=True),
        text("source", "来源", "Publication or register that the file carries over."),
        text("media_type", "类型", "Media type."),
        text("text", "正文", "Cleaned text, for documents; null for registers."),
        day("dated_on", "截至日期", "Day for which a register says that it holds."),
        RECORDED_AT,
    ),
)

EVIDENCE = NodeSpec(
    label=Label.EVIDENCE,
    zh="依据",
    doc="The exact place in a source that says so: a span of text or a cell.",
    field="evidence",
    plural="evidences",
    record=True,
    search=(),
    properties=(
        text("document", "文档", "SHA-256 of the document.", required=True),
        text("quote", "原文", "Exact text, for documents; null for registers."),
        whole("start", "起", "First character in the cleaned text."),
        whole("end", "止", "One past the last character in the cleaned text."),
        whole("original_start", "原文起", "First character in the file as it came."),
        whole("original_end", "原文止", "One past the last character in the file as it came."),
        text("locator", "位置", "Page, paragraph or row of a table, where there are any."),
        text("sheet", "工作表", "Sheet, for registers."),
        whole("row", "行", "Row, counted from 1 as a spreadsheet shows it."),
        text("column", "列", "Column heading; null where the whole row says so."),
        text("note", "出处", "Where the register took it from; what was taken for granted."),
        choice("method", "提取方式", "How it was got out.", Method, required=True),
        text("rule", "规则", "Rule that found it."),
        RECORDED_AT,
    ),
)

LOAD = NodeSpec(
    label=Label.LOAD,
    zh="导入",
    doc="One load, and what it changed.",
    field="load",
    plural="loads",
    followed=True,
    record=True,
    search=(),
    properties=(
        Property(
            name="name",
            kind=Kind.TEXT,
            zh="内容",
            doc="What was loaded.",
            required=True,
            sortable=True,
        ),
        whole("added", "新增", "Statements added."),
        whole("confirmed", "佐证", "Statements that gained evidence."),
        whole("corrected", "更正", "Statements corrected."),
        whole("ended", "终止", "Statements that are true no longer since a day."),
        whole("unchanged", "未变", "Statements already known."),
        whole("proposed", "待核实", "Statements put aside for a person to decide."),
        whole(
            "retracted",
            "撤回",
            "Statements, also proposed ones, that a later edition no longer makes.",
        ),
        whole("rejected", "拒收", "Rows that could not be used."),
        text(
            "report",
            "报告",
            "First lines of its report as JSON, by which an upload that is sent again is answered; "
            "null for what the command line loaded.",
            personal=True,
        ),
        replace(RECORDED_AT, sortable=True),
    ),
)
