"""A client (客户端) that holds one connection open and asks one request after the other."""

import asyncio
import json
from collections.abc import Mapping

__all__ = ["ask", "request_of"]


def request_of(address: str, query: str, variables: Mapping[str, object]) -> bytes:
    """Return a query as it goes over the connection."""
    body = json.dumps({"query": query, "variables": dict(variables)}).encode()
    head = (
        f"POST /graphql HTTP/1.1\r\nhost: {address}\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> tuple[int, bytes]:
    """Return status and body of one request over a connection that stays open."""
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.partition("content-length:")[2].split()[0])
    return int(head.split()[1]), await reader.readexactly(length)
