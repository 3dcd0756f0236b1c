"""Corrections of which reports tell of one happening: what is meant, and decisions that move, join or split.

They stand on articles, as the id of a story changes with its members.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, product

from samestory.corrections.found import Among, folded, meant
from samestory.corrections.rows import LONGEST_NAME, Correction, judged, showable
from samestory.errors import InputError
from samestory.ids import ID_SHOWN
from samestory.model import Article, Contents, Decision, Reason, Story


def find_article(contents: Contents, said: str) -> Article:
    """The article that ``said`` names: its id, a file it was seen at, its title, or the beginning of its id.

    In this order; a file may go without its folders, titles compare without case and accents. Raises
    InputError, which lists candidates, where none or several are meant.
    """
    begun = [one for one in contents.articles if said and one.id.startswith(said)]
    return meant(said, (*_named(contents, said), begun), _articles(contents))


def find_story(contents: Contents, said: str) -> Story:
    """The story that ``said`` names: its id, a title, any article of it, or the beginning of its id.

    An article as in find_article, but for the beginning of its id. Raises InputError as there.
    """
    form = folded(said)
    homes = _homes(contents)
    kinds = (
        [one for one in contents.stories if one.id == said],
        [one for one in contents.stories if form and any(folded(title) == form for title in _called(one))],
        *([homes[one.id] for one in found if one.id in homes] for found in _named(contents, said)),
        [one for one in contents.stories if said and one.id.startswith(said)],
    )
    return meant(said, kinds, _stories(contents))


def find_either(contents: Contents, said: str) -> Article | Story:
    """The article or the story that ``said`` names.

    An id comes first, then a file, a story's title, an article's, and the beginning of an id. Raises
    InputError, which lists candidates, where none or several are meant.
    """
    form = folded(said)
    held: tuple[Article | Story, ...] = (*contents.stories, *contents.articles)
    by_id, *by_file, by_title = _named(contents, said)
    kinds: tuple[Sequence[Article | Story], ...] = (
        [*by_id, *(one for one in contents.stories if one.id == said)],
        *by_file,
        [one for one in contents.stories if form and any(folded(title) == form for title in _called(one))],
        by_title,
        [one for one in held if said and one.id.startswith(said)],
    )
    of_articles, of_stories = _articles(contents), _stories(contents)

    def listed(one: Article | Story) -> str:
        return of_stories.listed(one) if isinstance(one, Story) else of_articles.listed(one)

    def forms(one: Article | Story) -> Iterable[str]:
        return of_stories.forms(one) if isinstance(one, Story) else of_articles.forms(one)

    return meant(said, kinds, Among("article or story", "articles and stories", held, listed, forms))


def find_two(contents: Contents, said: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles of two articles or stories, as find_either finds them.

    Raises InputError as it does, and where both are the same.
    """
    one, another = find_either(contents, said), find_either(contents, other)
    if one.id == another.id:
        raise InputError(f"{said!r} and {other!r} are the same; give two")
    return members(one), members(another)


def may_mean(contents: Contents, said: str) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of stories and of articles of which the ways of finding here may take one for ``said``.

    The stories of those articles are among them.
    """
    form, homes = folded(said), _homes(contents)
    begun = [one for one in contents.articles if said and one.id.startswith(said)]
    articles = {one.id for kind in (*_named(contents, said), begun) for one in kind}
    stories = (
        one
        for one in contents.stories
        if (said and one.id.startswith(said)) or (form and any(folded(each) == form for each in _called(one)))
    )
    found = (*stories, *(homes[one] for one in articles if one in homes))
    return frozenset(one.id for one in found), frozenset(articles)


def members(one: Article | Story) -> tuple[str, ...]:
    """The articles of a story, or an article itself."""
    return one.articles if isinstance(one, Story) else (one.id,)


def home(contents: Contents, article: Article) -> Story:
    """The story that holds ``article``; raises InputError where a run that was cut off left it in none."""
    found = _homes(contents).get(article.id)
    if found is None:
        where = " or ".join(_files(contents, article))
        raise InputError(f"{where} stands in no story yet; run again over its folder")
    return found


def moved(
    contents: Contents, article: Article, story: Story, by: str, because: str | None = None
) -> Correction:
    """The reader ``by`` says that ``article`` belongs to ``story``, and not to the one that holds it now.

    What readers decided of threads stays with the reports it leaves. Raises InputError where it is there.
    """
    left = home(contents, article)
    if left.id == story.id:
        raise InputError(f"{_files(contents, article)[0]} is of {_listed(story)} already")
    why = reasons("moved", f"moved from {quoted(left)} to {quoted(story)}", because)
    rest = [one for one in left.articles if one != article.id]
    return Correction(
        (
            *judged("story", product([article.id], story.articles), "same", by, why),
            *judged("story", product([article.id], rest), "different", by, why),
        ),
        decided(contents, "thread", [article.id]),
    )


def joined(story: Story, other: Story, by: str, because: str | None = None) -> Correction:
    """The reader ``by`` says that two stories are one; raises InputError for a story and itself."""
    if story.id == other.id:
        raise InputError(f"both are {_listed(story)}; give two stories to join")
    why = reasons("joined", f"{quoted(story)} and {quoted(other)} joined", because)
    return Correction(judged("story", product(story.articles, other.articles), "same", by, why))


def parted(
    contents: Contents, story: Story, articles: Sequence[Article], by: str, because: str | None = None
) -> Correction:
    """The reader ``by`` says that ``articles`` are one story, and another than the rest of ``story``.

    Of the rest nothing is said. Raises InputError where one is not of ``story`` and where nothing is left.
    """
    away = {one.id for one in articles}
    for one in articles:
        if one.id not in story.articles:
            raise InputError(
                f"{_files(contents, one)[0]} is not of {_listed(story)}, so it stays where it is"
            )
    rest = [one for one in story.articles if one not in away]
    if not rest:
        raise InputError(f"nothing would be left of {_listed(story)}; name fewer of its articles")
    why = reasons("split", f"split from {quoted(story)}", because)
    return Correction(
        (
            *judged("story", combinations(sorted(away), 2), "same", by, why),
            *judged("story", product(sorted(away), rest), "different", by, why),
        )
    )


def undoable(contents: Contents, said: str, articles: Collection[str], kind: str = "story") -> Correction:
    """What readers decided of any of ``articles``, taken back; raises InputError where that is nothing.

    ``said`` is what the reader called them.
    """
    found = decided(contents, kind, articles)
    if not found:
        raise InputError(f"no reader has decided anything of {said!r}, so there is nothing to undo")
    return Correction((), found)


def decided(contents: Contents, kind: str, articles: Collection[str]) -> tuple[Decision, ...]:
    """The decisions held of this ``kind`` that readers made of any of ``articles``."""
    ids = frozenset(articles)
    return tuple(
        one
        for one in contents.decisions
        if one.kind == kind and one.made_by != "machine" and (one.left in ids or one.right in ids)
    )


def reasons(name: str, says: str, because: str | None) -> tuple[Reason, ...]:
    """What a correction gives as its reasons: the reader's own first, then what was done."""
    own = [] if because is None else [Reason(name="because", value=1.0, says=" ".join(because.split()))]
    return (*own, Reason(name=name, value=1.0, says=says))


def quoted(story: Story) -> str:
    """The title of ``story`` in a line of words."""
    return f"“{showable(next(iter(_called(story)), ''), LONGEST_NAME)}”"


def file_name(contents: Contents, article: Article) -> str:
    """The name of the file of ``article`` in a line of words, without its folders."""
    file = _files(contents, article)[0]
    return showable(_last_part(file) or file, LONGEST_NAME)


def _named(contents: Contents, said: str) -> Iterator[list[Article]]:
    """Articles by their id, by a file, by the last part of a file's path, by their title."""
    form = folded(said)
    files = {one.id: _files(contents, one) for one in contents.articles}
    yield [one for one in contents.articles if one.id == said]
    yield [one for one in contents.articles if said in files[one.id]]
    yield [one for one in contents.articles if said in map(_last_part, files[one.id])]
    yield [one for one in contents.articles if form and folded(one.words(one.title) or "") == form]


def _files(contents: Contents, article: Article) -> tuple[str, ...]:
    return contents.files.get(article.id) or (article.source,)


def _last_part(file: str) -> str:
    return file.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def _homes(contents: Contents) -> dict[str, Story]:
    return {article: story for story in contents.stories for article in story.articles}


def _articles(contents: Contents) -> Among[Article]:
    def listed(one: Article) -> str:
        return f"{_files(contents, one)[0]} ({one.lang}, id {one.id[:ID_SHOWN]})"

    def forms(one: Article) -> list[str]:
        return [*_files(contents, one), *map(_last_part, _files(contents, one)), one.words(one.title) or ""]

    return Among("article", "articles", contents.articles, listed, forms)


def _stories(contents: Contents) -> Among[Story]:
    return Among("story", "stories", contents.stories, _listed, _called)


def _called(story: Story) -> tuple[str, ...]:
    """Its titles, the most central first."""
    return tuple(one.words for one in story.titles)


def _listed(story: Story) -> str:
    reports = len(story.articles)
    return f"{quoted(story)} ({reports} report{'s' * (reports != 1)}, id {story.id[:ID_SHOWN]})"
