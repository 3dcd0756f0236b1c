"""News in JSON as agencies send it: IPTC's ninjs, versions 1 to 3. Other objects pass unchanged.

Source of the names: the ninjs schemas of the IPTC, https://www.iptc.org/std/ninjs/.
"""

from __future__ import annotations

BODIES = ("body_text", "body_xhtml", "bodies")
# In order of preference: when it was first published comes before when it was last changed.
TIMES = (
    "firstcreated",
    "firstCreated",
    "contentcreated",
    "contentCreated",
    "versioncreated",
    "versionCreated",
)
OWNERS = ("provider", "copyrightholder", "copyrightHolder")
# A text without markup needs no cleaning.
PLAIN_FIRST = ("text/plain", "")


def plain(row: dict[str, object]) -> dict[str, object]:
    """``row`` with text, title, date, outlet and address under our names where it is a ninjs item."""
    if not any(key in row for key in BODIES):
        return row
    stated = {
        "text": _first(row, "text", "body", "body_text", "body_xhtml") or _chosen(row.get("bodies")),
        "title": _first(row, "headline", "title") or _chosen(row.get("headlines")),
        "published": _first(row, "published", *TIMES),
        "outlet": _first(row, "outlet", *OWNERS) or _name(row.get("infosources")),
        "url": _first(row, "url") or _address(row.get("uri")),
    }
    return {**row, **{key: value for key, value in stated.items() if value}}


def _first(row: dict[str, object], *keys: str) -> object:
    return next((row[key] for key in keys if row.get(key)), None)


def _chosen(items: object) -> str:
    """Of several texts of one item the main one; plain before marked up where both are there."""
    texts = [item for item in _objects(items) if isinstance(item.get("value"), str)]
    texts.sort(key=lambda item: (item.get("role") not in (None, "main"), not _is_plain(item)))
    return str(texts[0]["value"]) if texts else ""


def _is_plain(item: dict[str, object]) -> bool:
    return (item.get("contenttype") or item.get("contentType") or "") in PLAIN_FIRST


def _name(items: object) -> object:
    return next((item["name"] for item in _objects(items) if item.get("name")), None)


def _objects(items: object) -> list[dict[str, object]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _address(uri: object) -> str:
    return uri if isinstance(uri, str) and uri.startswith(("http://", "https://")) else ""
