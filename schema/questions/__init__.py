"""Questions (问题根字段): what needs more than a selection; two statements at most each."""

from collections.abc import Callable
from typing import Any

import strawberry

from schema.execution import SHAPED
from schema.questions.changes import chain_changes
from schema.questions.criticality import criticality
from schema.questions.exposure import exposure
from schema.questions.fence import fence
from schema.questions.footprint import footprint
from schema.questions.gaps import responsibility_gaps
from schema.questions.major_hazard import major_hazard_assessment
from schema.questions.outage import outage
from schema.questions.portfolio import orphaned, resilience, responsibilities
from schema.questions.propagation import hazard_propagation
from schema.questions.record import document_statements
from schema.questions.responsibility import responsibility_chain
from schema.questions.societal import societal_risk
from schema.types.criticality import CriticalityResult
from schema.types.exposure import ExposureResult
from schema.types.fence import FenceResult
from schema.types.footprint import FootprintResult
from schema.types.major_hazard import MajorHazardResult
from schema.types.outage import OutageResult
from schema.types.portfolio import ChainChange, Resilience, ResponsibilityPortfolio
from schema.types.propagation import PropagationResult
from schema.types.record import DocumentStatementsResult
from schema.types.responsibility import GapConnection, ResponsibilityGap, ResponsibilityResult
from schema.types.risk import SocietalRiskResult

__all__ = ["question_fields"]


def question_fields() -> list[Any]:
    """Return the root fields of the questions."""
    return [
        _field(
            responsibility_chain,
            ResponsibilityResult,
            "责任链. Who answers for a subject on a date, on each line, with the gaps.",
        ),
        _field(
            responsibility_gaps,
            GapConnection,
            "责任缺口普查. Gaps of everything in a region, park or organisation; span sets what "
            "one person may answer for, no law does.",
        ),
        _field(
            responsibilities,
            ResponsibilityPortfolio,
            "责任清单. What a person, post or organisation answers for, with everything below.",
        ),
        _field(
            orphaned,
            list[ResponsibilityGap],
            "离任影响. What would be left without anyone if a person left on the day.",
            name="orphanedBy",
        ),
        _field(
            resilience,
            Resilience,
            "责任韧性. On whom alone a region, park or organisation rests; rings of reporting.",
        ),
        _field(
            chain_changes,
            list[ChainChange],
            "责任链变化. What changed in a chain between two points on both clocks, and why.",
        ),
        _field(
            major_hazard_assessment,
            MajorHazardResult,
            "重大危险源辨识与分级. Of a unit, or of the unit of a hazard; GB 18218-2018.",
        ),
        _field(
            hazard_propagation,
            PropagationResult,
            "危害传播. What follows if a unit burns, who is within reach, and whom to call.",
        ),
        _field(
            criticality,
            CriticalityResult,
            "关键单元. Which units of a scope spread fire, suffer from it, or stand between.",
        ),
        _field(
            exposure,
            ExposureResult,
            "暴露分析. What an enterprise, a protection target or a point is exposed to.",
        ),
        _field(
            footprint,
            FootprintResult,
            "影响范围. Ground that the accidents of a unit reach in this wind, and who is on it.",
        ),
        _field(
            fence,
            FenceResult,
            "越界影响. What accidents within a park carry over its fence, and those outside carry "
            "in; whom they reach on the other side.",
        ),
        _field(
            societal_risk,
            SocietalRiskResult,
            "社会风险. How often so many people around a park or more die by what its units hold: "
            "an F-N curve.",
        ),
        _field(
            outage,
            OutageResult,
            "停供影响. What stops when units such as utilities or pipelines stop, when, and which "
            "measures are lost with them.",
        ),
        _field(
            document_statements,
            DocumentStatementsResult,
            "文档陈述. Everything a document says, each with its place in it.",
        ),
    ]


def _field(
    resolver: Callable[..., Any], returns: Any, description: str, *, name: str | None = None
) -> Any:
    """Return a root field; what it returns has its shape already, so the type is told here."""
    return strawberry.field(
        resolver=resolver,
        graphql_type=returns,
        description=description,
        name=name,
        metadata=SHAPED,
    )
