"""Four questions and their answers (示例问答), asked of the running server over HTTP.

Nothing here is known beforehand: every figure comes from the answer to an operation of
``examples/operations``, with the source that the answer names.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from rich import box
from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from server.client import ask
from server.errors import ServerFailedError
from server.language import Language
from server.operations import operation
from server.speaking import Voice
from server.wording import GAPS, figure, folded, grade_word, line_word, role_word, sources

__all__ = ["show_examples"]

Ask = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
Lines = Iterator[Table]

_PARK: Final = "临港产业园"
_FIND: Final = "query Find($name: String!) { park(name: $name) { id name } }"
_INDICES: Final = {"S": "s", "R": "r", "α": "alpha"}
_INDENT: Final = 3
_NARROW: Final = 30


async def show_examples(voice: Voice, url: str) -> None:
    """Ask the server the four questions and show what it answers.

    Raises:
        ServerFailedError: If it does not answer one of them.
    """
    shown = (
        ("临港产业园由谁负责？", "Who answers for this park?", _chain),
        ("五罐并列算例：T2 着火后会波及谁？", "If T2 burns, what follows?", _propagation),
        ("这座仓库是否构成重大危险源？", "Is it a major hazard installation?", _major_hazard),
        (
            "秀屿区三家试点企业辨识了多少风险点、管控措施？",
            "How many risk points and measures?",
            _indicators,
        ),
    )
    answers = await asyncio.gather(*(answer(voice, partial(ask, url)) for _, _, answer in shown))
    for number, ((zh, en, _), lines) in enumerate(zip(shown, answers, strict=True), 1):
        voice.out.print()
        title = f"{number}  {voice.choose(zh, en, between='  ')}"
        voice.out.print(Text(title, style="bold"))
        for line in lines:
            voice.out.print(Padding(line, (0, 0, 0, _INDENT), expand=False))


async def _asked(asking: Ask, name: str, field: str, **changed: Any) -> Any:
    """Ask an example operation and return its one root field, answered."""
    example = operation(name)
    found = (await asking(example.query, {**example.variables, **changed}))[field]
    if found is None or "messageEn" in found:
        raise ServerFailedError(found["message"] if found else f"{field} = null")
    return found


def _sheet(voice: Voice, *rows: tuple[str, str, str]) -> Table:
    """Return lines of a label, its words and their style, the words aligned."""
    sheet = Table.grid(padding=(0, 2, 0, 0))
    sheet.add_column(style="dim", no_wrap=True)
    sheet.add_column(no_wrap=True)
    labels = max((cell_len(label) for label, _, _ in rows), default=0)
    width = max(voice.out.width - _INDENT - labels - 3, _NARROW)
    for label, words, style in rows:
        sheet.add_row(label, Text(folded(words, width), style=style))
    return sheet


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in headings:
        right = heading in ("概率", "存量 q", "临界量 Q", "q/Q", "β", "数值")
        table.add_column(heading, justify="right" if right else "left", overflow="fold")
    return table


async def _chain(voice: Voice, asking: Ask) -> Lines:
    park = (await asking(_FIND, {"name": _PARK}))["park"]
    if park is None:
        raise ServerFailedError(_PARK)
    found = await _asked(asking, "R1_chain", "responsibilityChain", of=park["id"])
    return _chain_lines(voice, found)


def _chain_lines(voice: Voice, found: Mapping[str, Any]) -> Lines:
    rows: list[tuple[str, str, str]] = []
    for line in found["lines"]:
        label = line_word(line["line"])
        if not line["rungs"]:
            rows.append((label, voice.choose("无记录", "nobody on record"), "yellow"))
        for rung in line["rungs"]:
            rows.append((label, _holder(rung), "bold green"))
            rows.append(("  来源", sources(rung["evidence"]), "dim"))
    for gap in found["gaps"]:
        label = f"缺口·{GAPS.get(gap['kind'], gap['kind'])}"
        rows.append((label, _gap(voice, gap), "yellow"))
    if not found["gaps"]:
        rows.append(("缺口", voice.choose("未发现", "none found"), ""))
    yield _sheet(voice, *rows)


def _gap(voice: Voice, gap: Mapping[str, Any]) -> str:
    """Return what to do about a gap, in one language, with the clause that wants it."""
    message: str = gap["messageEn" if voice.language is Language.EN else "message"]
    rule = _cited([gap["rule"]])
    return message if rule in message else f"{message}（{rule}）"


def _holder(rung: Mapping[str, Any]) -> str:
    parts = [rung[part]["name"] for part in ("organisation", "post", "person") if rung[part]]
    since = f"，自 {rung['validFrom']}" if rung["validFrom"] else ""
    return f"{' · '.join(parts)}（{role_word(rung['role'])}{since}）"


async def _propagation(voice: Voice, asking: Ask) -> Lines:
    return _propagation_lines(voice, await _asked(asking, "H2_propagation", "hazardPropagation"))


def _propagation_lines(voice: Voice, found: Mapping[str, Any]) -> Lines:
    ways = {path["to"]["name"]: _way(path) for path in reversed(found["paths"]["nodes"])}
    table = _table("级", "单元", "概率", "最可能路径")
    events = found["events"]["nodes"]
    for event in events:
        name = event["unit"]["name"]
        row = (str(event["order"]), name, figure(event["probability"]), ways.get(name, ""))
        table.add_row(*row)
    yield table
    method = found["method"]
    exact = voice.choose("精确推算", "exact") if method["exact"] else f"n = {method['trials']}"
    yield _sheet(
        voice,
        ("方法", f"{exact}；{_instruments(method['models'])}", "dim"),
        *(("注意", warning, "yellow") for warning in method["warnings"]),
        ("来源", sources([e for event in events for e in _effects(event)]), "dim"),
    )


def _way(path: Mapping[str, Any]) -> str:
    steps = path["steps"]
    return " → ".join([steps[0]["source"]["name"], *(step["target"]["name"] for step in steps)])


def _effects(event: Mapping[str, Any]) -> list[Any]:
    return [evidence for effect in event["effects"] for evidence in effect["evidence"]]


def _instruments(citations: Sequence[Mapping[str, Any]]) -> str:
    return "；".join(dict.fromkeys(c["instrument"] for c in citations))


def _cited(citations: Sequence[Mapping[str, Any]]) -> str:
    return "；".join(f"{c['instrument']} {c['clause']}".strip() for c in citations)


async def _major_hazard(voice: Voice, asking: Ask) -> Lines:
    return _grade_lines(voice, await _asked(asking, "H7_major_hazard", "majorHazardAssessment"))


def _grade_lines(voice: Voice, found: Mapping[str, Any]) -> Lines:
    possible = [found["grade"]] if found["grade"] else found["possibleGrades"]
    verdict = voice.choose("不构成重大危险源", "no major hazard installation")
    if found["isMajorHazard"]:
        zh = f"构成重大危险源，{'或'.join(map(grade_word, possible))}"
        grades = " or ".join(grade.lower() for grade in possible)
        verdict = voice.choose(zh, f"major hazard installation, grade {grades}")
    yield _sheet(
        voice,
        (found["unit"]["name"], verdict, "bold green"),
        ("指标", "，".join(f"{k} = {figure(found[n])}" for k, n in _INDICES.items()), ""),
    )
    table = _table("物质", "存量 q", "临界量 Q", "q/Q", "β", "依据")
    for term in found["terms"]:
        amounts = (figure(term[key]) for key in ("quantity", "criticalQuantity", "ratio", "beta"))
        table.add_row(term["name"], *amounts, _cited([term["basis"]]))
    yield table
    yield _sheet(
        voice,
        *(("缺失", voice.choose(m["message"], m["messageEn"]), "yellow") for m in found["missing"]),
        ("方法", _instruments(found["method"]["models"]), "dim"),
        ("来源", sources([e for t in found["terms"] for e in t["evidence"]]), "dim"),
    )


async def _indicators(voice: Voice, asking: Ask) -> Lines:
    return _indicator_lines(voice, await _asked(asking, "K3_indicators", "region"))


def _indicator_lines(voice: Voice, found: Mapping[str, Any]) -> Lines:
    table = _table("指标", "数值", "单位")
    nodes = found["indicators"]["nodes"]
    for one in nodes:
        value = one["valueText"] or figure(one["value"])
        table.add_row(one["name"], value, one["unit"] or "")
    yield table
    yield _sheet(voice, ("来源", sources([e for one in nodes for e in one["evidence"]]), "dim"))
