"""Addresses of the web: made whole from links, and the one form that an article's address goes by.

Asks nobody; whether an address may be asked is safety.py's.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from samestory.links.trouble import NotFetched

PORTS = {"http": 80, "https": 443}
LONGEST = 4000
# What browsers drop from links, and what no address holds.
DROPPED = re.compile(r"[\t\r\n]")
HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
# A name and a password before a host, whatever is in them.
USER = re.compile(r"(?<=//)[^/?#]*@")
ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
PATH_SAFE = "/:@!$&'()*+,;=-._~%"
QUERY_SAFE = f"{PATH_SAFE}?"
# Marks that stand, in a source, before what lies in a file.
MARKS = str.maketrans({"!": "%21", "#": "%23"})


def absolute(link: str, base: str = "") -> str:
    """``link`` as it is asked: whole, without a fragment, in the characters that may be sent.

    Raises NotFetched where it is no address of a web page, or has a name and password in it.
    """
    try:
        parts = urlsplit(urljoin(base, DROPPED.sub("", link.strip())))
        host, port = parts.hostname, parts.port
        if parts.scheme not in PORTS or not host:
            raise NotFetched("only addresses that begin with http:// or https:// are fetched")
        if parts.username is not None or parts.password is not None:
            raise NotFetched("the address has a name or password in it; save the page and give the file")
        named = _host(host) if port in (None, PORTS[parts.scheme]) else f"{_host(host)}:{port}"
    except ValueError as error:
        raise NotFetched(f"not an address: {error}") from None
    path = _escaped(parts.path or "/", PATH_SAFE)
    whole = urlunsplit(SplitResult(parts.scheme, named, path, _escaped(parts.query, QUERY_SAFE), ""))
    if len(whole) > LONGEST:
        raise NotFetched("the address is longer than any honest one")
    return whole


def canonical(link: str, base: str = "") -> str:
    """The one form of the address ``link``: as asked, without parameters that only track the reader.

    Two addresses of one form show one article. Raises NotFetched as ``absolute`` does.
    """
    parts = urlsplit(absolute(link, base))
    kept = [one for one in parts.query.split("&") if one and not _tracks(one.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept))).translate(MARKS)


def without_password(link: str) -> str:
    """``link`` as it may be stored and shown: without a name and password in it."""
    return USER.sub("", link, count=1)


def _host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    named = host.rstrip(".").encode("idna").decode("ascii").lower()
    if not HOST.fullmatch(named):
        raise ValueError("no such name of a host")
    return named


def _escaped(part: str, safe: str) -> str:
    quoted = quote(part, safe=safe, errors="replace")
    return ESCAPE.sub(lambda escape: escape[0].upper(), quoted)


def _tracks(name: str) -> bool:
    lowered = name.lower()
    whole, beginnings = _tracking()
    return lowered in whole or lowered.startswith(beginnings)


@lru_cache(maxsize=1)
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    """Names of parameters that track, and how others begin."""
    data = files("samestory.links").joinpath("tracking.toml").read_text(encoding="utf-8")
    names = tomllib.loads(data)["names"]
    whole = frozenset(name for name in names if not name.endswith("*"))
    return whole, tuple(name[:-1] for name in names if name.endswith("*"))
