"""Audit records (操作记录): who did what to the record, when, and what it was before and after.

A record is written in the transaction that changes the graph, with the key by which a request that
is sent again is known; it never changes.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from graph.model.fields import choice, day, text, texts
from graph.model.labels import Act, Label
from graph.model.record import RECORDED_AT
from graph.model.spec import NodeSpec

__all__ = ["ACTS", "AUDIT_RECORD"]

ACTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "上报隐患": "REPORT_FINDING",
        "分派整改": "ASSIGN_FINDING",
        "登记整改": "RECTIFY_FINDING",
        "验收隐患": "VERIFY_FINDING",
        "登记检查": "RECORD_INSPECTION",
        "任职": "APPOINT",
        "免职": "RELIEVE",
        "更正": "CORRECT",
        "采纳待核实陈述": "ACCEPT_PROPOSAL",
        "驳回待核实陈述": "REJECT_PROPOSAL",
        "合并": "MERGE",
        "拆分": "SPLIT",
        "上传导入": "UPLOAD",
    }
)
"""Chinese terms of the acts."""

AUDIT_RECORD = NodeSpec(
    label=Label.AUDIT_RECORD,
    zh="操作记录",
    doc="What a person did to the record: who, when, what before and after.",
    field="auditRecord",
    plural="auditRecords",
    record=True,
    search=(),
    properties=(
        replace(RECORDED_AT, sortable=True),
        choice("act", "操作", "What was done.", Act, ACTS, required=True),
        text("actor", "操作人", "Name of the person who did it.", required=True, personal=True),
        text(
            "account",
            "账号",
            "Account under which it was entered: who issued its token, and for whom.",
            personal=True,
        ),
        text("subject", "对象", "Id of what it was done to.", required=True),
        text("object", "另一对象", "Id of what else it is about: the person of an appointment."),
        texts("concerns", "涉及", "Ids of everything that it changed."),
        text("note", "说明", "What that person said of it.", personal=True),
        text("document", "依据文档", "Id of the document on file that they named."),
        text("reference", "依据文号", "Number of a document that is not on file."),
        text("entry", "录入件", "Id of the document that keeps the entry as it came."),
        text(
            "before",
            "变更前",
            "What was recorded before, as JSON, by id.",
            required=True,
            personal=True,
        ),
        text(
            "after",
            "变更后",
            "What is recorded since, as JSON, by id.",
            required=True,
            personal=True,
        ),
        day("as_of", "答复日期", "Day for which its answer was given."),
        text("key", "幂等键", "Key by which a repeated request is known."),
        text(
            "asked",
            "请求摘要",
            "Digest of the request, names and all; a key stands for one request.",
            personal=True,
        ),
    ),
)
