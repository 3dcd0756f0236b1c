"""What a page says of its own, for tests that nothing of it is left in another language."""

from __future__ import annotations

import re

from lxml import html

from samestory.model import Contents

Page = html.HtmlElement

# Latin words of ours that stay: what we are called, PLOVER's roots and codes of sectors, kinds of files.
KEPT = re.compile(r"Samestory|[A-Z]{3,9}")
SPOKEN_TO = ("aria-label", "title", "placeholder", "data-row", "data-stories", "data-names")
NOT_OURS = ("bdi", "code", "kbd", "script", "style")


def ours(page: Page, lang: str) -> list[str]:
    """All that the page says of its own in ``lang``: outside articles' words, names, files and commands."""
    found: list[str] = []

    def walk(element: Page, said: str, quoted: bool) -> None:
        said = element.get("lang", said)
        quoted = quoted or element.tag in NOT_OURS or element.get("dir") == "auto"
        if said == lang and not quoted:
            found.extend(words for words in (element.text, *map(element.get, SPOKEN_TO)) if words)
        for child in element.iterchildren(tag=html.etree.Element):
            walk(child, said, quoted)
            if child.tail and said == lang and not quoted:
                found.append(child.tail)

    walk(page, "", False)
    return found


def known(contents: Contents) -> list[str]:
    """What articles, files and readers are called, and the words that a page has of them, longest first."""
    told = {name for files in contents.files.values() for name in files}
    told |= {name.replace("\\", "/").rsplit("/", 1)[-1] for name in told}
    told |= {words for one in contents.articles for words in (one.outlet, one.words(one.title)) if words}
    told |= {span.span.of(one.text) for one in contents.articles for span in (*one.names, *one.bodies)}
    told |= {one.made_by.removeprefix("user:") for one in contents.decisions}
    told |= {one.name for one in contents.entities}
    return sorted(told, key=len, reverse=True)


def bare(words: str, names: list[str]) -> str:
    """``words`` without names, what is quoted of articles, and places to fill."""
    words = re.sub(r"\{\w+\}|[„«“][^“”»]*[“”»]", "", words)
    return re.sub("|".join(map(re.escape, names)), "", words) if names else words


def latin(words: str, names: list[str]) -> list[str]:
    """The words in Latin letters that are none of ``names`` and not KEPT."""
    # The letters of origins and the codes of countries are two at most.
    found = re.findall(r"[A-Za-z]{3,}", bare(words, names))
    return [one for one in found if not KEPT.fullmatch(one)]
