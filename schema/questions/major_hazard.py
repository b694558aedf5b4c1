"""Is this a major hazard installation, and of which grade (重大危险源辨识与分级)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from graph.model.labels import MajorHazardGrade
from hazard.errors import HazardError, UnknownNameError
from hazard.major_hazard import Assessment, Content, Holding, Interval, assess
from hazard.notice import Notice
from schema.answers import Answer, answering, snapshot_of
from schema.reading import Asking
from schema.types import problems
from schema.types.base import At
from schema.types.major_hazard import (
    FigureRange,
    MajorHazardAssessment,
    MajorHazardTerm,
)
from schema.types.method import MethodStatement, citations, said

__all__ = ["major_hazard_assessment"]

_TERMS: Final = {
    MajorHazardGrade.ONE: Notice(zh="一级", en="grade one"),
    MajorHazardGrade.TWO: Notice(zh="二级", en="grade two"),
    MajorHazardGrade.THREE: Notice(zh="三级", en="grade three"),
    MajorHazardGrade.FOUR: Notice(zh="四级", en="grade four"),
}
_NONE: Final = Notice(zh="不构成重大危险源", en="no major hazard installation")


async def major_hazard_assessment(info: Asking, of: strawberry.ID, at: At | None = None) -> Any:
    """Identify and grade a unit, or the unit of a hazard."""

    async def ask(point: Point) -> Answer:
        rows = await info.context.store.read(
            question("hazard/contents").text, {"id": of, **point.parameters}
        )
        if not rows:
            return problems.not_found(of, "单元或危险源")
        if len(rows) > 1:
            return _several(of, rows)
        try:
            assessed = info.context.computed.of(
                ("major hazard", of), rows, lambda: _assessed(rows[0], point)
            )
            return replace(assessed, snapshot=snapshot_of(point))
        except HazardError as error:
            return problems.problem_of(error)

    return await answering(info, at, ask)


def _several(of: str, rows: Sequence[Mapping[str, Any]]) -> problems.MissingData:
    """Return the problem that a hazard has more than one unit."""
    names = "、".join(f"{row['name']}（{row['unit']}）" for row in rows)
    return problems.MissingData(
        code="MISSING_DATA",
        message=f"该危险源涉及多个单元，请指定其一：{names}。",
        message_en=f"This hazard has several units; ask for one of them: {names}.",
        of=of,
        field="of",
        candidates=[row["unit"] for row in rows],
    )


def _assessed(row: Mapping[str, Any], point: Point) -> MajorHazardAssessment:
    contents = row["contents"]
    result = assess([_content(c) for c in contents], row["people"], unit=row["name"])
    grading = result.grading_index
    return MajorHazardAssessment(
        unit=row["unit"],
        snapshot=snapshot_of(point),
        is_major_hazard=result.is_major_hazard,
        s=result.identification_index,
        r=_exact(grading),
        r_range=_range(grading) if grading else None,
        alpha=_exact(result.alpha),
        alpha_range=_range(result.alpha),
        people_within_500_m=result.people_within_500_m,
        grade=result.grade,
        possible_grades=list(result.possible_grades),
        terms=[_term(t, c) for t, c in zip(result.terms, contents, strict=True)],
        missing=[problems.missing_data(error) for error in result.missing],
        method=_method(result, [*_contradicted(row["filed"], result)]),
    )


def _contradicted(filed: Sequence[Mapping[str, Any]], result: Assessment) -> Iterator[Notice]:
    """Yield what a hazard of this unit alone was filed as, where the figures say otherwise."""
    found = [_TERMS[grade] for grade in result.possible_grades] or [_NONE]
    zh, en = "或".join(each.zh for each in found), " or ".join(each.en for each in found)
    for row in filed:
        if row["units"] > 1 or row["grade"] in result.possible_grades:
            continue
        said = _TERMS[MajorHazardGrade(row["grade"])]
        yield Notice(
            zh=f"“{row['name']}”登记的级别为{said.zh}，与按登记的存量和人数计算的结果（{zh}）不一致："
            "请核实存量、周边人数或备案。",
            en=f"“{row['name']}” is on record as of {said.en}, and what is on record of contents "
            f"and people comes to {en}; check contents, people around or the filing.",
        )


def _content(row: Mapping[str, Any]) -> Content:
    return Content(
        name=row["name"],
        quantity=row["quantity"],
        cas=row["cas"],
        table_number=_number(row["entry"]),
        symbols=tuple(row["categories"]),
    )


def _number(entry: str | None) -> int | None:
    if entry is None:
        return None
    if not entry.isdecimal():
        kind = Notice(zh="GB 18218-2018 表1序号", en="entry of GB 18218-2018 table 1")
        raise UnknownNameError(kind, entry)
    return int(entry)


def _term(term: Holding, row: Mapping[str, Any]) -> MajorHazardTerm:
    return MajorHazardTerm(
        substance=row["substance"],
        name=term.name,
        quantity=term.quantity,
        critical_quantity=term.critical_quantity,
        beta=term.beta,
        ratio=term.ratio,
        weighted_ratio=term.weighted_ratio,
        basis=citations([term.basis])[0],
        beta_basis=citations([term.beta_basis])[0] if term.beta_basis else None,
        evidence=list(row["evidence"]),
    )


def _method(result: Assessment, warnings: Sequence[Notice]) -> MethodStatement:
    return MethodStatement(
        models=citations(result.sources),
        exact=True,
        trials=None,
        seed=None,
        assumptions=said(result.assumptions),
        warnings=said([*warnings, *result.warnings]),
    )


def _range(interval: Interval) -> FigureRange:
    return FigureRange(low=interval.low, high=interval.high)


def _exact(interval: Interval | None) -> float | None:
    if interval is None or interval.low != interval.high:
        return None
    return interval.low
