"""Own pages: articles we wrote, set with the furniture of invented outlets into the pages of such outlets.

Each half has outlets and kinds of page of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.pages.gold import HALVES, Case

HERE = Path(__file__).parent / "own"
LANGS = ("bg", "ro", "ru")


class Written(NamedTuple):
    """An article with its outlet; both are tables of the file that it stands in."""

    outlet: dict[str, Any]
    article: dict[str, Any]


def files() -> list[Path]:
    """The files that the own pages are made of."""
    return [*sorted(HERE.glob("*.toml")), *sorted(HERE.glob("templates/*.html"))]


def cases() -> Iterator[Case]:
    """All own pages."""
    kinds = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined
    )
    for half in HALVES:
        for lang in LANGS:
            table = tomllib.loads((HERE / f"{half}_{lang}.toml").read_text("utf-8"))
            written = [Written(outlet, article) for outlet in table["outlets"] for article in outlet["pages"]]
            for number, one in enumerate(written):
                others = [other.article for other in chain(written[number + 1 :], written[:number])]
                yield _case(lang, half, one, partial(_page, kinds, lang, one, others))


def _case(lang: str, half: str, written: Written, html: Any) -> Case:
    article = written.article
    return Case(
        lang=lang,
        half=half,
        # The address says nothing of the day.
        url=f"https://{written.outlet['host']}/news",
        title=article["title"],
        day=article["day"],
        text=f"{article['lead']}\n{article['text']}".strip(),
        html=html,
    )


def _page(kinds: Environment, lang: str, written: Written, others: Sequence[dict[str, Any]]) -> str:
    """The page of an article; ``others`` are those that it has links to."""
    day: date = written.article["day"]
    return kinds.get_template(f"{written.outlet['template']}.html").render(
        lang=lang,
        outlet=written.outlet,
        page=written.article,
        paragraphs=written.article["text"].strip().split("\n"),
        shown=format_date(day, "d MMMM yyyy", locale=lang),
        number=len(written.article["title"]),
        related=[other["title"] for other in others],
        leads=[other["lead"] for other in others],
    )
