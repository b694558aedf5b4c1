"""Mutations (变更): what a person may change; each tells in its payload why it did not."""

from collections.abc import Callable
from typing import Any

import strawberry

from schema.mutations.findings import assign, inspect, rectify, report, verify
from schema.mutations.merging import merge, split
from schema.mutations.offices import appoint, correct, relieve
from schema.mutations.review import accept_proposal, reject_proposal
from schema.mutations.uploading import upload
from schema.types import payloads
from schema.types.review import AcceptProposalPayload, RejectProposalPayload
from schema.types.uploads import UploadPayload

__all__ = ["mutation_fields"]


def mutation_fields() -> list[Any]:
    """Return the fields of the mutations; what they return has its shape already."""
    return [
        _field(
            "acceptProposal",
            accept_proposal,
            AcceptProposalPayload,
            "采纳待核实陈述. Write what it says, with its place and the decision as "
            "evidence; what it cannot stand without is accepted with it.",
        ),
        _field(
            "rejectProposal",
            reject_proposal,
            RejectProposalPayload,
            "驳回待核实陈述. Keep it with the decision; it does not come back.",
        ),
        _field(
            "reportFinding",
            report,
            payloads.ReportFindingPayload,
            "上报隐患. Record what was found at a thing; it is open from the day it was found.",
        ),
        _field(
            "assignFinding",
            assign,
            payloads.AssignFindingPayload,
            "分派整改. Lay the rectification on a post by a deadline; a major finding must be "
            "settled in all five respects (五落实). Assigning anew relieves the post before.",
        ),
        _field(
            "rectifyFinding",
            rectify,
            payloads.RectifyFindingPayload,
            "登记整改. Record that an assigned finding was rectified, by whoever enters it.",
        ),
        _field(
            "verifyFinding",
            verify,
            payloads.VerifyFindingPayload,
            "验收隐患. Close a rectified finding, pass it, or send it back; whoever rectified it, "
            "or is set to, is refused.",
        ),
        _field(
            "recordInspection",
            inspect,
            payloads.RecordInspectionPayload,
            "登记检查. Record that a thing was inspected; it counts for the duties of its role.",
        ),
        _field(
            "appoint",
            appoint,
            payloads.AppointPayload,
            "任职. Appoint a person to a post; that fills it from the day on.",
        ),
        _field(
            "relieve",
            relieve,
            payloads.RelievePayload,
            "免职. Relieve a person of a post; it is vacant from the day on unless others hold it.",
        ),
        _field(
            "correct",
            correct,
            payloads.CorrectPayload,
            "更正. Give one property of a thing another value; the old one stays answerable by at.",
        ),
        _field(
            "merge",
            merge,
            payloads.MergePayload,
            "合并. Let two records be one thing; nothing is deleted, and a split undoes it.",
        ),
        _field(
            "split",
            split,
            payloads.SplitPayload,
            "拆分. Let two things that were merged stand apart again, as they did before.",
        ),
        _field(
            "upload",
            upload,
            UploadPayload,
            "上传导入. Load registers, geodata and documents, as `custody load` does; a broken row "
            "is told and does not stop the rest. Files are sent as multipart/form-data.",
        ),
    ]


def _field(name: str, resolver: Callable[..., Any], returns: Any, description: str) -> Any:
    return strawberry.field(
        resolver=resolver, graphql_type=returns, name=name, description=description
    )
