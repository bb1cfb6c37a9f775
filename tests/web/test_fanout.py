"""The contract of the fan-out: the same bytes as the usual way, whole frames, and nobody overtaken or waited for."""

import json
from typing import Any

import gevent
import pytest
from engineio.packet import MESSAGE
from engineio.packet import Packet as EnginePacket
from gevent import socket
from socketio.packet import EVENT
from socketio.packet import Packet as SocketPacket
from wsproto.connection import Connection, ConnectionType
from wsproto.events import TextMessage

from facilitator.live.fanout import WholeSocket, framed

SLICES = {"workshop": "w", "stream": "everyone", "n": 3, "slices": {"card:c1": {"text": "Größer – “anführt” 🙂"}, "card:c2": None}}


def read_frames(content: bytes) -> list[str]:
    """The text messages that a browser would read."""
    browser = Connection(ConnectionType.CLIENT)
    browser.receive_data(content)
    texts, so_far = [], ""
    for event in browser.events():
        assert isinstance(event, TextMessage)
        so_far += event.data
        if event.message_finished:
            texts.append(so_far)
            so_far = ""
    return texts


@pytest.mark.parametrize("filling", [0, 60, 200, 70_000])
def test_a_frame_says_what_the_usual_way_says(filling: int) -> None:
    content: dict[str, Any] = {**SLICES, "filling": "x" * filling}
    (received,) = read_frames(framed("slices", content))
    usual = EnginePacket(MESSAGE, SocketPacket(EVENT, data=["slices", content]).encode()).encode()
    assert received[:2] == usual[:2] == "42"
    assert json.loads(received[2:]) == json.loads(usual[2:])


def test_a_slow_reader_gets_whole_frames_in_order_and_holds_up_nobody() -> None:
    ours, theirs = socket.socketpair()
    wire = WholeSocket(ours, breathe=lambda: None)
    large, late = framed("slices", {"filling": "x" * 3_000_000}), framed("slices", SLICES)
    assert wire.send_now(large)
    # Its second half is still to be written: the next frame has to take the queue, which waits.
    assert not wire.send_now(late)
    waiting = gevent.spawn(wire.send, late)
    received = b""
    while len(received) < len(large) + len(late):
        received += theirs.recv(1 << 16)
    waiting.get(timeout=5)
    assert received == large + late
    assert read_frames(received) == read_frames(large) + read_frames(late)
    assert wire.send_now(late)
    ours.close()
    theirs.close()


def test_a_broken_connection_is_left_to_its_reader() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    wire = WholeSocket(ours, breathe=lambda: None)
    for _ in range(3):
        assert wire.send_now(framed("slices", SLICES))
    ours.close()
