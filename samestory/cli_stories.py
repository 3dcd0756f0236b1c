"""`samestory stories` and `samestory threads`: thin doors to what belongs together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cyclopts import App

from samestory import console
from samestory.cli_correct import Because, By, decide, undone
from samestory.console import Json, Lang, say, say_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from samestory.corrections.rows import Correction
    from samestory.model import Contents
    from samestory.pipeline import Summary

# Of more stories than this a run shows so many: to read and print them all takes longer than most runs. Asked
# for, more are told a part at a time.
MOST_SHOWN, SHOWN_OF_MORE = 200, 50

stories = App(name="stories", help="A dossier's stories: list, say why, move a report, join, split, undo.")
threads = App(name="threads", help="Stories that follow from one another: list, move, join, split, undo.")


@stories.default
def listing(dossier: Path, /, *, lang: Lang = None, as_json: Json = False) -> int:
    """List a dossier's stories with their origins and dates.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    lang
        The reader's language, such as `ro`: titles and sentences in it come first.
    as_json
        Print one JSON object instead of text.
    """
    show_dossier(dossier, lang, as_json=as_json)
    return 0


@stories.command
def why(dossier: Path, one: str, other: str, /, *, as_json: Json = False) -> int:
    """Say why two articles or stories are one or not: what readers and the machine decided, with reasons.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    one
        An article or a story: a file, a title, an id or the beginning of it.
    other
        Another.
    as_json
        Print one JSON object instead of text.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory.corrections.stories import find_two  # noqa: PLC0415
    from samestory.export import stories_json, stories_printed  # noqa: PLC0415

    held = console.about(dossier, one, other)
    lefts, rights = find_two(held, one, other)
    if as_json:
        say_json(stories_json.why(held, lefts, rights))
    else:
        say(stories_printed.why(held, lefts, rights))
    return 0


@stories.command
def move(dossier: Path, article: str, story: str, /, *, by: By = None, because: Because = None) -> int:
    """Decide that an article belongs to another story. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    article
        The article: its file, title, id or the beginning of it.
    story
        The story it belongs to: its id, title, or any article of it.
    by
        Who decides; the login name if not given.
    because
        Why, in your own words.
    """
    from samestory.corrections import stories as told  # noqa: PLC0415

    def decided(held: Contents, who: str) -> Correction:
        one, there = told.find_article(held, article), told.find_story(held, story)
        return told.moved(held, one, there, who, because)

    return decide(dossier, (article, story), decided, by, _stories_touched)


@stories.command
def join(dossier: Path, story: str, other: str, /, *, by: By = None, because: Because = None) -> int:
    """Decide that two stories are one. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        The one: its id, title, or any article of it.
    other
        The other.
    by
        Who decides; the login name if not given.
    because
        Why, in your own words.
    """
    from samestory.corrections import stories as told  # noqa: PLC0415

    def decided(held: Contents, who: str) -> Correction:
        return told.joined(told.find_story(held, story), told.find_story(held, other), who, because)

    return decide(dossier, (story, other), decided, by, _stories_touched)


@stories.command
def split(
    dossier: Path, story: str, article: str, /, *more: str, by: By = None, because: Because = None
) -> int:
    """Decide that articles are a story of their own. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        The story they were taken for: its id, title, or any article of it.
    article
        An article that leaves it: its file, title, id or the beginning of it.
    more
        Others that leave it with this one; of those that stay nothing is decided.
    by
        Who decides; the login name if not given.
    because
        Why, in your own words.
    """
    from samestory.corrections import stories as told  # noqa: PLC0415

    def decided(held: Contents, who: str) -> Correction:
        away = [told.find_article(held, one) for one in (article, *more)]
        return told.parted(held, told.find_story(held, story), away, who, because)

    return decide(dossier, (story, article, *more), decided, by, _stories_touched)


@stories.command
def undo(dossier: Path, what: str, /) -> int:
    """Forget what readers decided of an article or a story, so that it is again as the machine judges.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    what
        An article or a story: a file, a title, an id or the beginning of it.
    """
    from samestory.corrections import stories as told  # noqa: PLC0415

    def decided(held: Contents) -> Correction:
        return told.undoable(held, what, told.members(told.find_either(held, what)))

    return undone(dossier, (what,), decided, _stories_touched)


@threads.default
def timeline(dossier: Path, /, *, lang: Lang = None, as_json: Json = False) -> int:
    """List the threads of several stories, each as a timeline.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    lang
        The reader's language, such as `ro`: titles in it come first.
    as_json
        Print one JSON object instead of text.
    """
    from samestory.export import stories_json, stories_printed  # noqa: PLC0415

    held = console.contents(dossier)
    if as_json:
        say_json(stories_json.timeline(held, lang))
    else:
        say(stories_printed.timeline(held, lang))
    return 0


@threads.command(name="move")
def move_story(dossier: Path, story: str, thread: str, /, *, by: By = None, because: Because = None) -> int:
    """Decide that a story belongs to another thread. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        The story: its id, title, or any article of it.
    thread
        The thread it belongs to: its id, or any story of it.
    by
        Who decides; the login name if not given.
    because
        Why, in your own words.
    """
    from samestory.corrections import threads as told  # noqa: PLC0415
    from samestory.corrections.stories import find_story  # noqa: PLC0415

    def decided(held: Contents, who: str) -> Correction:
        return told.moved(held, find_story(held, story), told.find_thread(held, thread), who, because)

    return decide(dossier, (story, thread), decided, by, _threads_touched)


@threads.command(name="join")
def join_threads(dossier: Path, thread: str, other: str, /, *, by: By = None, because: Because = None) -> int:
    """Decide that two threads are one. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    thread
        The one: its id, or any story of it; a story that follows nothing is a thread too.
    other
        The other.
    by
        Who decides; the login name if not given.
    because
        Why, in your own words.
    """
    from samestory.corrections import threads as told  # noqa: PLC0415

    def decided(held: Contents, who: str) -> Correction:
        one, another = told.find_thread(held, thread), told.find_thread(held, other)
        return told.joined(held, one, another, who, because)

    return decide(dossier, (thread, other), decided, by, _threads_touched)


@threads.command(name="split")
def split_thread(
    dossier: Path, thread: str, story: str, /, *more: str, by: By = None, because: Because = None
) -> int:
    """Decide that stories are a thread of their own. It outranks the machine and holds in every later run.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    thread
        The thread they were taken for: its id, or any story of it.
    story
        A story that leaves it: its id, title, or any article of it.
    more
        Others that leave it with this one; of those that stay nothing is decided.
    by
        Who decides; the login name if not given.
    because
        Why, in your own words.
    """
    from samestory.corrections import threads as told  # noqa: PLC0415
    from samestory.corrections.stories import find_story  # noqa: PLC0415

    def decided(held: Contents, who: str) -> Correction:
        gone = [find_story(held, one) for one in (story, *more)]
        return told.parted(held, told.find_thread(held, thread), gone, who, because)

    return decide(dossier, (thread, story, *more), decided, by, _threads_touched)


@threads.command(name="undo")
def undo_threads(dossier: Path, story: str, /) -> int:
    """Forget what readers decided of a story's thread, so that it is again as the machine judges.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    story
        The story: its id, title, or any article of it.
    """
    from samestory.corrections import stories as told  # noqa: PLC0415

    def decided(held: Contents) -> Correction:
        return told.undoable(held, story, told.find_story(held, story).articles, "thread")

    return undone(dossier, (story,), decided, _threads_touched)


def show_dossier(dossier: Path, lang: str | None = None, *, as_json: bool) -> None:
    """Print all that ``dossier`` holds: its stories by thread, and what was not read."""
    from samestory.export import json, printed  # noqa: PLC0415
    from samestory.store.view import View  # noqa: PLC0415

    with View.open(dossier) as view:
        large = view.count_stories() > MOST_SHOWN
    if as_json:
        say_json(json.listing(console.contents(dossier), lang))
    elif large:
        _print_in_parts(dossier, lang)
    else:
        say(printed.summary(console.contents(dossier), lang=lang))


def _print_in_parts(dossier: Path, lang: str | None) -> None:
    """All of it as text, so many stories at a time: not all is held at once, which takes longer to start."""
    from samestory.dossier import asked  # noqa: PLC0415
    from samestory.dossier.opened import Dossier  # noqa: PLC0415
    from samestory.export.printed import Part, in_parts  # noqa: PLC0415

    with Dossier(dossier) as held:
        with held.view() as view:
            whole = asked.counted(view)
        # What is no language is told before anything is printed.
        held.reading(lang, held.stories([]))
        order = list(console.in_parts(whole))
        told = (held.stories(one, beside=True) for one in order)
        parts = (Part(its, one, held.reading(lang, its)) for one, its in zip(order, told, strict=True))
        for piece in in_parts(whole, parts):
            say(piece)


def show_what_was_run(dossier: Path, done: Summary, *, as_json: bool) -> None:
    """Print what ``dossier`` holds after a run; of very many stories only the first, as text."""
    from samestory.export import printed  # noqa: PLC0415
    from samestory.store.view import View  # noqa: PLC0415

    if as_json or done.stories <= MOST_SHOWN:
        show_dossier(dossier, as_json=as_json)
        return
    with View.open(dossier) as view:
        first = view.beginning(SHOWN_OF_MORE)
    say(printed.beginning(first, done.stories, done.articles))
    say(f"\n{done.stories - len(first.stories):,} stories more: samestory stories {dossier}")


def _stories_touched(held: Contents, articles: frozenset[str]) -> RenderableType:
    from samestory.export import stories_printed  # noqa: PLC0415

    return stories_printed.touched(held, articles)


def _threads_touched(held: Contents, articles: frozenset[str]) -> RenderableType:
    from samestory.export import stories_printed  # noqa: PLC0415

    return stories_printed.threaded(held, articles)
