"""Opening the store for a command (打开存储), and loading the rest of the program meanwhile.

The engine takes two seconds to start and what answers one to import; together they take two.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TypeVar

from graph.store.port import Store
from server.progress import waiting
from server.settings import Settings
from server.speaking import Voice

__all__ = ["opened"]

T = TypeVar("T")


@asynccontextmanager
async def opened(
    settings: Settings, voice: Voice, meanwhile: Callable[[], T]
) -> AsyncIterator[tuple[Store, T]]:
    """Open the store, tell how long that takes, and close it at the end.

    Args:
        settings: Which store.
        voice: Who tells.
        meanwhile: What to do in another thread while the engine starts.

    Yields:
        The store, and what was done meanwhile.
    """
    from graph.store.opening import open_store  # noqa: PLC0415 - large, and help needs no driver

    doing = asyncio.create_task(asyncio.to_thread(meanwhile))
    async with AsyncExitStack() as stack:
        with waiting(voice) as on_wait:
            store = await stack.enter_async_context(open_store(settings.store, on_wait=on_wait))
        yield store, await doing
