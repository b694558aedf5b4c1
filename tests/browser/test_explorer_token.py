"""The explorer where there are accounts (查询台与账号): it asks for a token and goes on with it."""

import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, expect

from graph.store.port import Store
from schema.caller import Role
from server.accounts import Accounts
from server.app import create_app
from server.tokens import AUDIENCE, ISSUER, LocalKeys
from tests.unit.server.test_app import ClosedStore


@pytest.fixture
def keys(tmp_path: Path) -> LocalKeys:
    made = LocalKeys(tmp_path)
    token(made)
    return made


def token(keys: LocalKeys) -> str:
    return keys.token(name="王工", role=Role.ADMIN, scopes=[], personal=True, hours=1)


@pytest.fixture
def url(keys: LocalKeys) -> Iterator[str]:
    """A server with accounts; its database does not answer, which these questions do not need."""

    @asynccontextmanager
    async def closed() -> AsyncIterator[Store]:
        yield ClosedStore()

    accounts = Accounts(keys=str(keys.public), issuer=ISSUER, audience=AUDIENCE)
    config = uvicorn.Config(create_app(closed, accounts=accounts), port=0, log_config=None)
    server = uvicorn.Server(config)
    running = threading.Thread(target=server.run)
    running.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        running.join()


def test_a_token_is_asked_for_used_and_not_stored(
    browser: Browser, url: str, keys: LocalKeys
) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(url)
    expect(page.locator("#result")).to_contain_text("UNAUTHENTICATED")
    field = page.get_by_label("令牌")
    expect(field).to_be_visible()
    page.locator("#query").fill("{ __typename }")
    field.fill(token(keys))
    field.press("Tab")
    expect(page.locator("#result")).to_contain_text('"__typename": "Query"')
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie])") == (
        '[{},{},""]'
    )
    context.close()
