"""The explorer in a real browser (查询台): it works, and loads nothing from another host."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.process import Custody, eventually, keepers

QUESTION = "五罐并列算例：T2 着火后会波及谁。"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Custody with its bundled registers, serving."""
    custody = Custody(tmp_path_factory.mktemp("browser") / "data")
    served = custody.start("run", "--port", "0")
    try:
        address = served.url()
        eventually(lambda: "Ctrl-C" in served.said(), "it did not finish its answers")
        yield address
    finally:
        served.process.terminate()
        served.process.wait(30)
    eventually(lambda: not keepers(custody.data), "an engine outlived the tests")


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    """The explorer; no request may leave for another host and nothing may go wrong in it."""
    context = browser.new_context(locale="zh-CN")
    opened = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto(url)
    yield opened
    context.close()
    assert {urlsplit(each).netloc for each in asked} == {urlsplit(url).netloc}
    assert faults == []


def result_of(page: Page) -> object:
    text = page.locator("#result").text_content() or ""
    return json.loads(text)


def test_it_opens_in_chinese_with_an_answer(page: Page) -> None:
    expect(page).to_have_title("Custody 查询台")
    expect(page.locator("#status")).to_contain_text("数据库就绪")
    known = page.evaluate("async () => (await (await fetch('/operations.json')).json()).length")
    expect(page.locator("#examples li")).to_have_count(known)
    expect(page.locator("#result")).to_contain_text("厦门熙宝源集团")


def test_an_example_is_asked_and_answered(page: Page) -> None:
    page.get_by_role("button", name=QUESTION).click()
    expect(page.locator("#query")).to_have_value(
        page.evaluate(
            "async () => (await (await fetch('/operations.json')).json())"
            ".find((o) => o.name === 'H2_propagation').query"
        )
    )
    expect(page.locator("#result")).to_contain_text("0.390625")
    expect(page.locator("#timing")).to_contain_text("毫秒")


def test_a_subscription_is_followed(page: Page) -> None:
    page.locator("#examples button[data-name=K7_findings]").click()
    expect(page.locator("#timing")).to_contain_text("已订阅")
    page.evaluate(
        """async () => {
          const all = await (await fetch('/operations.json')).json();
          const report = all.find((one) => one.name === 'W2_report');
          const { raisedBy, ...input } = report.variables.input;
          const body = JSON.stringify({ query: report.query, variables: { input } });
          const headers = { 'content-type': 'application/json' };
          await fetch('/graphql', { method: 'POST', body, headers });
        }"""
    )
    expect(page.locator("#timing")).to_contain_text("已告知 1 次", timeout=20_000)
    expect(page.locator("#result")).to_contain_text('"kind": "RECORDED"')
    page.get_by_role("button", name=QUESTION).click()
    expect(page.locator("#result")).to_contain_text("0.390625")


WRITTEN = """async () => {
  const query = "{ auditRecords(filter: { act: { eq: RECORD_INSPECTION } }) { totalCount } }";
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query });
  const answer = await fetch('/graphql', { method: 'POST', body, headers });
  return (await answer.json()).data.auditRecords.totalCount;
}"""
"""How many inspections were recorded by hand."""


def test_an_example_that_writes_waits_until_it_is_run(page: Page, url: str) -> None:
    page.goto(f"{url}/#W1_inspection")
    page.reload()
    expect(page.locator("#result")).to_contain_text("会写入登记")
    page.locator("#examples button[data-name=W1_inspection]").click()
    expect(page.locator("#result")).to_contain_text("会写入登记")
    assert page.evaluate(WRITTEN) == 0
    page.get_by_role("button", name="运行").click()
    expect(page.locator("#result")).to_contain_text("InspectionEntry")
    assert page.evaluate(WRITTEN) == 1


def test_a_question_asked_before_the_answer_came_takes_its_place(page: Page) -> None:
    expect(page.locator("#examples li").first).to_be_visible()
    page.evaluate(
        "() => { const all = [...document.querySelectorAll('#examples button')];"
        "all.find((b) => b.dataset.name === 'R1_chain').click();"
        "all.find((b) => b.dataset.name === 'H2_propagation').click(); }"
    )

    expect(page.locator("#result")).to_contain_text("0.390625")


def test_an_own_query_runs_with_the_keyboard(page: Page) -> None:
    expect(page.locator("#timing")).to_contain_text("毫秒")
    page.locator("#query").fill("query($n: String!) { park(name: $n) { name } }")
    page.locator("#variables").fill('{"n": "石门澳产业园"}')
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_contain_text('"name": "石门澳产业园"')
    assert result_of(page) == {"data": {"park": {"name": "石门澳产业园"}}}


def test_a_mistake_is_told_in_chinese(page: Page) -> None:
    expect(page.locator("#timing")).to_contain_text("毫秒")
    page.locator("#variables").fill("[1]")
    page.get_by_role("button", name="运行").click()
    expect(page.locator("#result")).to_contain_text("变量应为 JSON 对象")
    page.locator("#variables").fill("{}")
    page.locator("#query").fill("{ nothing }")
    page.get_by_role("button", name="运行").click()
    expect(page.locator("#timing")).to_contain_text("1 个错误")


def test_the_schema_can_be_searched(page: Page) -> None:
    page.get_by_role("tab", name="模式").click()
    expect(page.locator("#schema")).to_contain_text("type Query")
    page.locator("#find").fill("ResponsibilityGap")
    expect(page.locator("#schema mark").first).to_have_text("ResponsibilityGap")


def test_nothing_of_an_answer_is_taken_for_markup(page: Page) -> None:
    expect(page.locator("#timing")).to_contain_text("毫秒")
    page.locator("#query").fill(
        '{ park(name: "<img src=x onerror=alert(1)>") { name } x: __type(name: "<b>") { name } }'
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("#result")).to_contain_text("null")
    expect(page.locator("#result img")).to_have_count(0)
