"""The address that an article goes by: the one form of what its page says, where that can be believed.

Mobile pages and such made for a network's cache (AMP) say which page they are another form of.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from samestory.links.address import canonical
from samestory.links.trouble import NotFetched

# What stands before a site's name where the same pages are shown in another form.
FORMS = frozenset({"www", "m", "mobile", "amp", "wap", "touch"})


def address(given: str | None, stated: str | None) -> str | None:
    """What an article goes by that was got at ``given`` and whose page says that it is ``stated``.

    Another site's address is not believed, as anybody can say it; nor is a front page's, as some papers state
    it on all of their pages. What is no address of the web stays as it is given.
    """
    own = _form(given or "")
    said = _form(stated or "", own)
    if said and not _is_front(said) and (not own or _site(said) == _site(own)):
        return said
    return own or given


def _form(link: str, base: str = "") -> str:
    try:
        return canonical(link, base) if link.strip() else ""
    except NotFetched:
        return ""


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _site(url: str) -> str:
    """The host without what only tells the form its pages are shown in."""
    labels = (urlsplit(url).netloc).split(".")
    while len(labels) > 2 and labels[0] in FORMS:
        labels = labels[1:]
    return ".".join(labels)
