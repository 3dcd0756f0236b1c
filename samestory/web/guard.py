"""What stands before every page: which hosts and sites may ask, the token, and the headers of every answer.

ASGI middleware that reads no body. Against other sites in the reader's browser (a form of theirs that posts
here, a name of theirs that resolves to this machine) and against other machines without the token.
"""

from __future__ import annotations

from hmac import compare_digest
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samestory.web.serving import LOOPBACK, Serving
from samestory.web.tongue import local

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
COOKIE = "samestory_token"
SAFE = ("GET", "HEAD", "OPTIONS")


class Guard:
    """Lets through what may ask; see the module."""

    def __init__(self, app: ASGIApp, serving: Serving) -> None:
        self._app, self._serving = app, serving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope, headers)
        if refused is not None:
            await refused(scope, receive, _guarded(send))
            return
        await self._app(scope, receive, _guarded(send))

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | RedirectResponse | None:
        if self._serving.local and _host(headers.get("host", "")) not in LOOPBACK:
            return PlainTextResponse("this reader answers to localhost alone\n", 421)
        if scope["method"] not in SAFE and not _same_site(headers):
            return PlainTextResponse("this came from another site and was not done\n", 403)
        if self._serving.token is None or self._has_token(headers):
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not _equal(given, self._serving.token):
            return PlainTextResponse("open this reader at the address that `samestory serve` printed\n", 401)
        welcome = RedirectResponse(local(scope["path"]), 303)
        welcome.set_cookie(COOKIE, given, httponly=True, samesite="strict")
        return welcome

    def _has_token(self, headers: Headers) -> bool:
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        # Starlette's, as a cookie that another program set on this host must not hide the one behind it.
        told = (bearer, cookie_parser(headers.get("cookie", "")).get(COOKIE, ""))
        return any(_equal(one, self._serving.token or "") for one in told)


def _equal(one: str, other: str) -> bool:
    # Compared in the same time wherever they first differ.
    return compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def _host(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _same_site(headers: Headers) -> bool:
    """Whether a browser says that its own page here asks; what is no browser says nothing."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _guarded(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            told = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                told.setdefault(name, value)
        await send(message)

    return sending
