"""The page of a document in a real browser (核对页): it reads, points out, filters and prints."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from loaders.documents.extract import extract
from loaders.documents.text.clean import clean
from server.page import document_page

TEXT = (
    "东山区安全生产工作总结\n一、主要工作\n东岸、西岸化工园区成为全市首批园区安全托管试点，"
    "引入“安全管家”云岭安全科技集团。建设东山区企业风险分级管控信息平台，已注册开通企业账号118家。"
    "关于安全生产重票论述。<img src=x onerror=alert(1)><script>alert(2)</script>"
)
LIT = """(name) => {
    const found = CSS.highlights.get(name);
    return found ? [...found].map((range) => range.toString()) : [];
}"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    source = clean(TEXT)
    path = tmp_path / "核对.html"
    page = document_page(source, extract(source, document="总结.txt"))
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, opened from disk; it may ask for nothing and nothing may go wrong in it."""
    opened = browser.new_page(locale="zh-CN")
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda said: faults.append(said.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: faults.append(dialog.message))
    opened.goto(address)
    yield opened
    opened.close()
    assert {url.partition("#")[0] for url in asked} == {address}
    assert faults == []


def test_the_text_of_the_document_stays_text(page: Page) -> None:
    expect(page).to_have_title("核对：总结.txt")
    expect(page.locator("main")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator("main img, main script")).to_have_count(0)


def test_a_statement_pointed_at_shows_its_quote_and_both_ends(page: Page) -> None:
    card = page.locator(".card.relation", has_text="IN_CUSTODY_OF").first
    card.hover()
    quote = card.locator("blockquote").text_content()
    assert page.evaluate(LIT, "quote") == [quote]
    assert page.evaluate(LIT, "end") == ["东岸", "云岭安全科技集团"]
    page.mouse.move(0, 0)
    assert page.evaluate(LIT, "quote") == []


def test_a_click_keeps_it_until_escape(page: Page) -> None:
    card = page.locator(".card.fact", has_text="118").first
    card.click()
    page.mouse.move(0, 0)
    assert "118家" in page.evaluate(LIT, "end")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    assert page.evaluate(LIT, "end") == []


def test_a_figure_in_the_text_leads_to_its_statement(page: Page) -> None:
    page.locator("mark.figure", has_text="118家").click()
    expect(page.locator(".card.fact.on")).to_contain_text("118")


def test_kinds_can_be_left_out(page: Page) -> None:
    relation = page.locator(".card.relation").first
    expect(relation).to_be_visible()
    page.locator("#show-relation").uncheck()
    expect(relation).to_be_hidden()
    page.locator("#show-doubt").uncheck()
    expect(page.locator(".card.doubtful")).to_be_hidden()


def test_it_reads_and_filters_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".card.relation").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("安全托管试点")
    page.locator("#show-relation").uncheck()
    expect(page.locator(".card.relation").first).to_be_hidden()
    context.close()


def test_it_prints_on_paper(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})
    expect(page.locator(".legend input").first).to_be_hidden()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 718
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_narrow_screen_needs_no_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.querySelector('main').scrollWidth") <= 390
