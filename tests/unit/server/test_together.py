"""Writing together (合并写出): what is written in one turn is one packet, in order."""

import asyncio
from collections.abc import AsyncIterator, Iterable

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from uvicorn.server import ServerState

from server.together import Together

LONG = "园" * 300_000


class Recorded(asyncio.Transport):
    """A connection that keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 1), "sockname": ("127.0.0.1", 2)})
        self.packets: list[bytes] = []
        self.closed = asyncio.Event()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.closed.is_set()
        self.packets.append(bytes(data))

    def writelines(self, parts: Iterable[bytes | bytearray | memoryview]) -> None:
        self.write(b"".join(parts))

    def is_closing(self) -> bool:
        return self.closed.is_set()

    def close(self) -> None:
        self.closed.set()

    def pause_reading(self) -> None:
        return

    def resume_reading(self) -> None:
        return


async def short(request: Request) -> Response:
    return PlainTextResponse(request.url.path)


async def long(request: Request) -> Response:
    return PlainTextResponse(LONG + request.url.path)


async def streamed(_: Request) -> Response:
    async def parts() -> AsyncIterator[str]:
        for number in range(5):
            yield str(number)
            await asyncio.sleep(0.001 * number)

    return StreamingResponse(parts())


APP = Starlette(routes=[Route("/a", short), Route("/long", long), Route("/streamed", streamed)])


async def written(*requests: str) -> list[bytes]:
    """Return what is written for requests over one connection, which ends with the last."""
    config = uvicorn.Config(APP, lifespan="off", log_config=None)
    config.load()
    transport, protocol = Recorded(), Together(config, ServerState(), {})
    protocol.connection_made(transport)
    for number, path in enumerate(requests, 1):
        last = "connection: close\r\n" if number == len(requests) else ""
        protocol.data_received(f"GET {path} HTTP/1.1\r\nhost: x\r\n{last}\r\n".encode())
    await asyncio.wait_for(transport.closed.wait(), 10)
    return transport.packets


async def test_head_and_body_are_one_packet() -> None:
    (packet,) = await written("/a")
    head, _, body = packet.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert body == b"/a"


async def test_answers_follow_one_another_whole() -> None:
    packets = await written("/a", "/long", "/a")
    assert len(packets) == 3
    answers = b"".join(packets).split(b"HTTP/1.1 200 OK")[1:]
    bodies = [answer.partition(b"\r\n\r\n")[2].decode() for answer in answers]
    assert bodies == ["/a", f"{LONG}/long", "/a"]


async def test_a_stream_is_not_held_back() -> None:
    packets = await written("/streamed")
    assert len(packets) >= 4
    assert [line for line in b"".join(packets).split(b"\r\n") if line.isdigit()] == [
        each for number in range(5) for each in (b"1", str(number).encode())
    ] + [b"0"]
