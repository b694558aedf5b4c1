"""Running (启动): bundled registers in, server up, four answers shown, then serve on."""

import hashlib
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from threading import Thread

from starlette.applications import Starlette

from graph.cypher.roots import by_ids
from graph.cypher.selection import ById, Field
from graph.evidence import At
from graph.model.record import DOCUMENT
from graph.responsibility.rulebook import rulebook_with
from graph.store.port import Store
from hazard.warming import warm
from loaders.bundled import bundled_paths
from loaders.pipeline import load
from schema.build import build_schema
from server.app import create_app
from server.examples import show_examples
from server.progress import loading
from server.serving import Serving, serving
from server.settings import Settings
from server.speaking import Voice

__all__ = ["Running"]


class Running:
    """Custody, put together and ready to be started over an open store (启动器)."""

    def __init__(self) -> None:
        self._schema = build_schema()

    async def serve(
        self, store: Store, listening: socket.socket, settings: Settings, voice: Voice
    ) -> None:
        """Serve what the graph holds, until told to stop."""
        app = self._app(store, settings)
        async with serving(app, listening) as server:
            _announce(voice, server, settings)
            # Up first; a thread that does not keep the process from ending makes the loops.
            Thread(target=warm, name="warming", daemon=True).start()
            await server.ended()

    def _app(self, store: Store, settings: Settings) -> Starlette:
        return create_app(
            _held(store),
            schema=self._schema,
            rules=rulebook_with(settings.rules),
            accounts=settings.accounts,
            introspection=settings.introspection,
            explorer=settings.explorer,
            documents=settings.documents,
            limits=settings.limits,
            book=settings.book,
            spans=settings.tracing.spans(),
        )

    async def run(
        self,
        store: Store,
        listening: socket.socket,
        settings: Settings,
        voice: Voice,
        *,
        once: bool = False,
    ) -> None:
        """Load what comes with Custody, serve, show four answers, and serve on.

        Args:
            store: The graph.
            listening: Where to listen.
            settings: The settings that led there.
            voice: Who speaks.
            once: Whether to end after the answers.
        """
        await _load_bundled(store, voice)
        app = self._app(store, settings)
        async with serving(app, listening) as server:
            _announce(voice, server, settings)
            if settings.accounts is None and not settings.documents.only:
                await show_examples(voice, server.url)
            if not once:
                voice.out.print()
                voice.say("按 Ctrl-C 结束。", "Ctrl-C ends it.")
                await server.ended()


def _held(store: Store) -> Callable[[], AbstractAsyncContextManager[Store]]:
    """Return how an application opens a store that is open already, and leaves it open."""

    @asynccontextmanager
    async def hold() -> AsyncIterator[Store]:
        yield store

    return hold


def _announce(voice: Voice, server: Serving, settings: Settings) -> None:
    voice.say("服务已启动", "Custody is up")
    if settings.explorer:
        voice.say(f"  页面 explorer   {server.url}/")
    voice.say(f"  接口 GraphQL    {server.url}/graphql")
    if settings.port is None and not server.url.endswith(":8000"):
        voice.say(
            "  端口 8000 已被占用，已改用空闲端口。", "Port 8000 is taken; a free one is used."
        )
    if settings.accounts is None:
        voice.say(
            "  没有配置账号，只有本机可以访问。", "Without accounts only this machine can reach it."
        )
    else:
        voice.say("  须持令牌访问。", "A bearer token is asked of every caller.")


async def _load_bundled(store: Store, voice: Voice) -> None:
    """Load the bundled registers, unless the graph knows them all."""
    paths = bundled_paths()
    if await _known(store, paths):
        return
    with loading(voice, "装载随附登记册", "Loading the bundled registers") as progress:
        report = await load(store, paths, progress=progress)
    voice.tell(report.summary("zh"), report.summary("en"))
    for entry in report.rejected:
        voice.tell(entry.sentence("zh"), entry.sentence("en"))


async def _known(store: Store, folders: Sequence[Path]) -> bool:
    files = [file for folder in folders for file in sorted(folder.glob("*.csv"))]
    ids = {f"Document:{hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files}
    asked = by_ids([ById(target=DOCUMENT, ids=sorted(ids), items=(Field("id", "id"),))])
    rows = await store.read(asked.text, {**asked.parameters, **At.of().parameters})
    return {row["id"] for row in rows[0]["data0"]} == ids
