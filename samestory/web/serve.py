"""Listening: the application behind uvicorn, until it is interrupted."""

from __future__ import annotations

import socket
from collections.abc import Callable
from urllib.parse import quote

import uvicorn

from samestory.dossier.opened import Dossier
from samestory.errors import InputError
from samestory.web.app import create
from samestory.web.serving import Serving


def listen(dossier: Dossier, serving: Serving, say: Callable[[str], None]) -> None:
    """Serve ``dossier`` and ``say`` where; returns when interrupted.

    Raises InputError where ``serving`` would let strangers in or its address cannot be had.
    """
    app = create(dossier, serving)
    dossier.searcher.warm()
    with _socket(serving) as listening:
        say(f"Reading {dossier.path} at {address(serving, listening.getsockname()[1])}")
        say("Stop it with Ctrl-C.")
        config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=5)
        uvicorn.Server(config).run(sockets=[listening])


def address(serving: Serving, port: int) -> str:
    """Where a browser opens what is served at ``port``, with the token."""
    name = f"[{serving.host}]" if ":" in serving.host else serving.host
    token = "" if serving.token is None else f"?token={quote(serving.token, safe='')}"
    return f"http://{name}:{port}/{token}"


def _socket(serving: Serving) -> socket.socket:
    try:
        found = socket.getaddrinfo(serving.host, serving.port, type=socket.SOCK_STREAM)[0]
        family, kind, protocol, _, address = found
        # With its protocol named, answers are sent at once: without it each may wait 40 ms.
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        # Now, so that who reads the address may ask at once.
        listening.listen()
    except OSError as error:
        where = f"{serving.host} port {serving.port}"
        raise InputError(f"cannot listen at {where}: {error.strerror}; give another --port") from error
    return listening
