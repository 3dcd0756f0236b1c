"""`samestory search`: a thin door to finding sentences by words and by meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number
from rich.console import Group, RenderableType

from samestory.console import Json, say, say_json

if TYPE_CHECKING:
    from samestory.encode import Encoder
    from samestory.search import Found, FoundArticle, FoundStory, Hit

Most = Annotated[int, Parameter(validator=Number(gte=1))]
By = Literal["both", "words", "meaning"]


def _option(name: str, words: str) -> Parameter:
    return Parameter(name=name, help=words)


@Parameter(name="*")
@dataclass(frozen=True)
class Where:
    """Where to look: the options that leave some articles out."""

    lang: Annotated[str | None, _option("--lang", "Only texts in this language, such as `bg`.")] = None
    outlet: Annotated[str | None, _option("--outlet", "Only texts of this outlet.")] = None
    since: Annotated[date | None, _option("--since", "Only what was published on this day or later.")] = None
    until: Annotated[date | None, _option("--until", "Only what was published on this day or before.")] = None
    entity: Annotated[str | None, _option("--name", "Only texts that name NAME, in any spelling.")] = None
    origins: Annotated[int, _option("--origins", "Only stories of so many independent origins or more.")] = 0


ANYWHERE = Where()


def search(
    dossier: Path,
    words: str,
    /,
    *,
    limit: Most = 20,
    by: By = "both",
    where: Where = ANYWHERE,
    as_json: Json = False,
) -> int:
    """Find sentences by WORDS, in any form, and by what they mean, in any language.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    words
        What to look for: a word, several, or a sentence in quotation marks.
    limit
        The most sentences to show.
    by
        `words` and `meaning` look by one alone; by words it is quicker, as no weights are loaded.
    as_json
        Print one JSON object instead of text.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.search import Search, Wanted  # noqa: PLC0415
    from samestory.search.values import values  # noqa: PLC0415
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view:
        encoder = None if by == "words" else _encoder()
        found = Search(view, encoder).find(words, Wanted(**vars(where)), limit, by)
        files = view.files()
    if as_json:
        say_json(values(found, files))
    else:
        say(_printed(found, files))
    return 0


def _encoder() -> Encoder:
    from samestory.encode import Encoder  # noqa: PLC0415

    return Encoder.open()


def _printed(found: Found, files: Mapping[str, tuple[str, ...]]) -> RenderableType:
    from samestory.export.lines import inset, line  # noqa: PLC0415

    parts: list[RenderableType] = [] if found.stories else [line("Nothing is found")]
    for story in found.stories:
        head, about = _story(story)
        parts.append(line(f"\n{head}", "bold underline"))
        parts += inset([line(about, "dim")])
        for one in story.articles:
            where = ", ".join(filter(None, (one.outlet, one.lang, *files.get(one.article, ())[:1])))
            parts += inset([line(where, "bold")])
            parts += inset([_hit(one, hit) for hit in one.hits], 5)
    return Group(*parts)


def _story(story: FoundStory) -> tuple[str, str]:
    """What a story is called, and what stands below."""
    from samestory.export.index import counted  # noqa: PLC0415
    from samestory.ids import ID_SHOWN  # noqa: PLC0415

    if story.story is None:
        return "No story yet", "run again"
    origins = counted(story.origins, "independent origin", "independent origins")
    return story.title() or "(no title)", f"{origins}, id {story.story[:ID_SHOWN]}"


def _hit(article: FoundArticle, hit: Hit) -> RenderableType:
    from samestory.export.lines import line  # noqa: PLC0415

    shown, place = line(""), hit.span.start
    for word in hit.words:
        shown.append_text(line(article.text[place : word.start]))
        shown.append_text(line(word.of(article.text), "bold green"))
        place = word.end
    shown.append_text(line(article.text[place : hit.span.end]))
    return shown
