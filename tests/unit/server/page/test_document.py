"""The page of a document (核对页): everything found is on it, and nothing on it acts."""

import base64
import hashlib
import os
from pathlib import Path

import pytest

from loaders.documents import CleanText, Extraction
from loaders.documents.extract import extract
from loaders.documents.text.clean import clean
from loaders.readers.text import read_text
from server.page import document_page
from tests.unit.server.page.reading import Parsed, parsed

ROOT = Path(__file__).parents[4]
SHARED = Path(os.environ.get("CUSTODY_SHARED", ROOT.parent / "shared" / "data")) / "documents"
TEXT = (
    "东山区安全生产工作总结\n一、主要工作\n东岸、西岸化工园区成为全市首批园区安全托管试点，"
    "引入“安全管家”云岭安全科技集团。建设东山区企业风险分级管控信息平台，已注册开通企业账号118家。"
    "关于安全生产重票论述。"
)
HOSTILE = (
    '甲区</div><script>alert(1)</script><img src=x onerror="alert(2)">有限公司'
    '“安全管家”乙<svg/onload=alert(3)>集团为"onmouseover="园区\'服务{{ 7*7 }}企业12家。'
    "</style></title><!--《<b>办法》-->制定《<a href='javascript:x'>方案》。"
)


def page_of(text: str, document: str = "总结.txt") -> tuple[CleanText, Extraction, Parsed]:
    source = clean(text)
    found = extract(source, document=document)
    return source, found, parsed(document_page(source, found))


def shared() -> list[Path]:
    return sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else []


def assert_complete(source: CleanText, found: Extraction, page: Parsed) -> None:
    shown = "".join(page.blocks.values())
    assert "".join(shown.split()) == "".join(source.text.split())
    for start, words in page.blocks.items():
        assert source.text[start : start + len(words)] == words
    anchors = [f"e{k}" for k in range(len(found.entities))]
    anchors += [f"r{k}" for k in range(len(found.relations))]
    anchors += [f"f{k}" for k in range(len(found.facts))]
    anchors += [f"s{k}" for k in range(len(found.suggestions))]
    assert all(page.ids[anchor] == 1 for anchor in anchors)
    for said in found.statements:
        assert said.evidence in page.words
        assert said.rule in page.words
        assert f"{said.span.start}–{said.span.end}" in page.words
        assert f"{said.original.start}–{said.original.end}" in page.words
    for one in found.suggestions:
        assert one.suggested in page.words
        assert one.reason in page.words
        assert one.reason_en in page.words


def assert_harmless(page: Parsed) -> None:
    assert (page.tags["script"], page.tags["style"]) == (1, 1)
    assert not {"img", "svg", "link", "iframe", "object", "b2", "base"} & set(page.tags)
    assert not page.unclosed
    assert not page.crossed
    for name, value in page.attributes:
        assert not name.startswith("on")
        assert name not in {"src", "style", "action"}
        if name == "href":
            assert value is not None
            assert value.startswith("#")


def test_every_statement_is_on_the_page() -> None:
    source, found, page = page_of(TEXT)
    assert found.relations
    assert found.facts
    assert found.suggestions
    assert_complete(source, found, page)
    assert_harmless(page)


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the shared documents are not at {SHARED}")
@pytest.mark.parametrize("path", shared(), ids=lambda path: path.name)
def test_every_statement_of_a_real_document_is_on_the_page(path: Path) -> None:
    source, found, page = page_of(read_text(path).text, path.name)
    assert_complete(source, found, page)
    assert_harmless(page)


def test_a_hostile_text_stays_text() -> None:
    name = "<script>x</script>.txt"
    source, found, page = page_of(HOSTILE, name)
    assert_complete(source, found, page)
    assert_harmless(page)
    assert name in page.words


@pytest.mark.parametrize("text", ["", "\n\n \u3000\n", "甲"])
def test_a_text_that_says_nothing_makes_a_page_too(text: str) -> None:
    source, found, page = page_of(text)
    assert_complete(source, found, page)
    assert_harmless(page)


def test_status_and_precision_of_a_statement_are_told() -> None:
    _, _, page = page_of(TEXT)
    assert "已断言" in page.words
    assert "待核实" in page.words
    assert "准确率" in page.words


def test_only_the_style_and_the_script_of_the_page_itself_may_act() -> None:
    _, _, page = page_of(HOSTILE)
    policy = next(v for k, v in page.attributes if k == "content" and v and "default-src" in v)
    assert policy.startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        digest = hashlib.sha256(page.code[kind].encode()).digest()
        assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert "unsafe" not in policy


def test_a_heading_stands_on_its_own_line_and_run_on_items_begin_one() -> None:
    _, _, page = page_of("某区总结如下：一、主要工作(一)责任落实。一是部署。开会。二是检查。查了。")
    assert list(page.blocks.values()) == [
        "某区总结如下：",
        "一、主要工作",
        "(一)责任落实。",
        "一是部署。开会。",
        "二是检查。查了。",
    ]
