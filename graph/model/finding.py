"""Findings and inspections (隐患与检查)."""

from graph.model.fields import NAME, ROLES, choice, day, text
from graph.model.labels import DutyRole, FindingStatus, Label, Severity
from graph.model.spec import NodeSpec

__all__ = ["FINDING", "INSPECTION"]

FINDING = NodeSpec(
    label=Label.FINDING,
    zh="隐患",
    doc="Defect found, with its place in the closed loop.",
    field="finding",
    plural="findings",
    followed=True,
    search=("name",),
    properties=(
        NAME,
        choice(
            "severity",
            "隐患级别",
            "General or major.",
            Severity,
            {"一般隐患": "GENERAL", "一般": "GENERAL", "重大隐患": "MAJOR", "重大": "MAJOR"},
            sortable=True,
        ),
        choice(
            "status",
            "治理状态",
            "Place in the closed loop.",
            FindingStatus,
            {
                "已上报": "REPORTED",
                "已分派": "ASSIGNED",
                "已整改": "RECTIFIED",
                "已验收": "VERIFIED",
                "已销号": "CLOSED",
            },
        ),
        day("found_on", "排查日期", "Day on which it was found.", sortable=True),
        day(
            "deadline",
            "整改期限",
            "Day by which it must be rectified, not before it was found.",
            sortable=True,
            not_before="found_on",
        ),
        day(
            "rectified_on",
            "整改完成日期",
            "Day on which it was rectified, not before it was found.",
            not_before="found_on",
        ),
        text("rectified_by", "整改人", "Name of who rectified it.", personal=True),
        text("rectification", "整改情况", "What was done about it."),
        day(
            "verified_on",
            "验收日期",
            "Day on which the rectification was verified, not before it was found.",
            not_before="found_on",
        ),
        text("verified_by", "验收人姓名", "Name of who verified it.", personal=True),
        day(
            "closed_on",
            "销号日期",
            "Day on which it was closed, not before it was found.",
            not_before="found_on",
        ),
        text("treatment", "治理措施", "Measures of treatment that are laid down."),
        text("funding", "治理资金", "Money that is set aside for it."),
        text("plan", "应急预案", "Plan for the time until it is closed."),
    ),
)

INSPECTION = NodeSpec(
    label=Label.INSPECTION,
    zh="检查",
    doc="Who checked what, when, by which checklist.",
    field="inspection",
    plural="inspections",
    search=("name",),
    properties=(
        NAME,
        day("held_on", "检查日期", "Day of the inspection.", sortable=True),
        text("checklist", "检查表", "Checklist that was used."),
        choice("role", "检查人角色", "Role in which it was done.", DutyRole, ROLES),
    ),
)
