"""Listening (监听): which port, and what if it is taken."""

import socket

import pytest

from server import listening
from server.errors import PortBusyError
from server.listening import listen
from server.settings import Settings


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        port: int = opened.getsockname()[1]
    return port


def test_port_zero_is_any_free_port() -> None:
    with listen(Settings(port=0)) as opened:
        assert opened.getsockname()[0] == "127.0.0.1"
        assert opened.getsockname()[1] > 0


def test_a_named_port_that_is_taken_is_an_error() -> None:
    with listen(Settings(port=0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortBusyError) as caught:
            listen(Settings(port=port))
    assert "--port 0" in caught.value.zh
    assert str(port) in caught.value.en


def test_without_a_port_a_taken_default_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setattr(listening, "DEFAULT_PORT", port)
    with listen(Settings()) as first:
        assert first.getsockname()[1] == port
        with listen(Settings()) as second:
            assert second.getsockname()[1] != port


def test_what_is_written_to_a_client_is_sent_at_once() -> None:
    with listen(Settings(port=0)) as opened:
        address = opened.getsockname()
        with socket.create_connection(address), opened.accept()[0] as served:
            assert served.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
