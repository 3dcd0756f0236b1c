"""What a dossier held open answers, as plain JSON values: the same as the command prints.

Knows nothing of HTTP. Every call may raise InputError, for an id that is not held, and DossierError.
"""

from __future__ import annotations

from typing import Any

from samestory.corrections.stories import find_two
from samestory.dossier import choosing
from samestory.dossier.choosing import Choice
from samestory.dossier.opened import Dossier
from samestory.errors import InputError
from samestory.export import (
    about_json,
    article_json,
    events_json,
    graph_json,
    happenings,
    happenings_json,
    json,
    names_json,
    said_json,
    stories_json,
)
from samestory.export import events as told_events
from samestory.export import graph as graphs
from samestory.export.index import index
from samestory.export.why import whys
from samestory.model import Contents, Entity, NameType
from samestory.search.found import By, Wanted
from samestory.search.values import values

Values = dict[str, Any]


class Answers:
    """The answers of one dossier. ``lang`` is everywhere the reader's language: what is in it comes first."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def overview(self) -> Values:
        """What the dossier holds, in numbers."""
        held = self._dossier.catalogue()
        return {
            "dossier": self._dossier.path.stem,
            "articles": len(held.articles),
            "stories": len(held.stories),
            "threads": len(held.threads),
            "names": len(held.entities),
            "failures": held.failures,
        }

    def stories(self, choice: Choice, page: int, size: int, lang: str | None) -> Values:
        """Stories without accounts, as ``samestory stories`` lists them, page by page."""
        paged = self._page(choice, page, size)
        contents = self._dossier.stories(paged.pop("ids"), whole=False)
        return {**paged, "stories": json.stories(contents, self._dossier.reading(lang, contents))}

    def account(self, story: str, rows: int | None, lang: str | None) -> Values:
        """One story's account, whole or with the ``rows`` rows that tell most."""
        contents = self._dossier.story(story)
        return json.account(contents, story, rows, self._dossier.reading(lang, contents))

    def story_quotes(self, story: str, said_by: str | None, lang: str | None) -> Values:
        """What is said in one story, by all, or by whom is called ``said_by`` alone."""
        contents = self._dossier.story(story)
        speaker = self._meant(contents, said_by)
        return said_json.quotes(contents, story, speaker, self._dossier.reading(lang, contents))

    def story_timeline(self, story: str, lang: str | None) -> Values:
        """What happened when, as one story tells it."""
        contents = self._dossier.story(story)
        reading = self._dossier.reading(lang, contents)
        return happenings_json.listed(happenings.of_story(contents, contents.stories[0], reading))

    def story_events(self, story: str, lang: str | None) -> Values:
        """Who did what to whom in one story."""
        contents = self._dossier.story(story)
        every, reading = told_events.Wanted(), self._dossier.reading(lang, contents)
        return events_json.listed(told_events.of_story(contents, contents.stories[0], every, reading))

    def story_graph(self, story: str, lang: str | None) -> Values:
        """Who acts on whom in one story."""
        contents = self._dossier.story(story)
        reading = self._dossier.reading(lang, contents)
        return graph_json.listed(graphs.of_story(contents, contents.stories[0], reading))

    def thread(self, thread: str, lang: str | None) -> Values:
        """A thread's stories, earliest first, and why each follows from the one before."""
        contents = self._dossier.thread(thread)
        held = index(contents, self._dossier.reading(lang, contents))
        stories = [held.stories[one] for one in held.threads[thread].stories]
        return about_json.thread(stories, held, whys(contents, held))

    def thread_timeline(self, thread: str, lang: str | None) -> Values:
        """What happened when, as the stories of a thread tell it."""
        contents = self._dossier.thread(thread)
        (one,) = (each for each in contents.threads if each.id == thread)
        reading = self._dossier.reading(lang, contents)
        return happenings_json.listed(happenings.of_thread(contents, one, reading))

    def article(self, article: str) -> Values:
        """An article's text with every mark in it."""
        return article_json.article(self._dossier.article(article), article)

    def names(self, said: str, only: NameType | None, page: int, size: int) -> Values:
        """Who is named, those in most articles first; whose words begin as ``said``."""
        held = self._dossier.catalogue()
        found = [one for one in held.book.holding(said) if only in (None, one.type)]
        paged = choosing.paged(found, page, size)
        return {
            **_numbers(paged),
            "names": [
                {
                    "id": one.id,
                    "name": one.name,
                    "type": one.type,
                    "articles": len(one.articles),
                    "spellings": [
                        {"lang": each.lang, "written": each.written, "count": each.count}
                        for each in one.spellings
                    ],
                }
                for one in paged.things
            ],
        }

    def name(self, name: str) -> Values:
        """One who is named, with every sentence and what was decided of the spellings."""
        contents = self._dossier.entity(name)
        return names_json.shown(contents, contents.entities[0])

    def quotes(self, choice: Choice, page: int, size: int, lang: str | None) -> Values:
        """What is said in the stories of one page; where the choice names a speaker, by that one alone."""
        paged, contents = self._whole(choice, page, size)
        speaker = self._meant(contents, choice.wanted.entity)
        reading = self._dossier.reading(lang, contents)
        return {**paged, **said_json.quotes(contents, None, speaker, reading)}

    def events(self, choice: Choice, wanted: told_events.Wanted, page: int, size: int) -> Values:
        """Who did what to whom in the stories of one page, as far as it is ``wanted``."""
        paged, contents = self._whole(choice, page, size)
        return {**paged, **events_json.listed(told_events.every(contents, wanted))}

    def graph(self, choice: Choice, page: int, size: int) -> Values:
        """Who acts on whom in the stories of one page."""
        _, contents = self._whole(choice, page, size)
        return graph_json.listed(graphs.every(contents))

    def failures(self, page: int, size: int) -> Values:
        """What was not read, and why."""
        with self._dossier.view() as view:
            paged = choosing.paged(view.failures(), page, size)
        told = [{"file": one.source, "stage": one.stage, "reason": one.reason} for one in paged.things]
        return {**_numbers(paged), "failures": told}

    def why(self, left: str, right: str) -> Values:
        """What was decided of two articles, or stories: ids of either."""
        held = self._dossier.catalogue()
        homes = [one.id for each in (left, right) if (one := held.holding(each)) is not None]
        contents = self._dossier.stories(homes, whole=False)
        return stories_json.why(contents, *find_two(contents, left, right))

    def search(self, words: str, wanted: Wanted, limit: int, by: By) -> Values:
        """Sentences that hold ``words`` or mean what they say; ``by`` tells how they were found.

        A hit has the number of its ``sentence``, None for a title or subtitle.
        """
        answer = self._dossier.searcher.find(words, wanted, limit, by)
        with self._dossier.view() as view:
            files = view.files(one.article for story in answer.found.stories for one in story.articles)
        return {**values(answer.found, files), "by": answer.by}

    def _page(self, choice: Choice, page: int, size: int) -> Values:
        held = self._dossier.catalogue()
        paged = choosing.paged(choosing.chosen(held, choice), page, size)
        return {**_numbers(paged), "ids": [one.id for one in paged.things]}

    def _whole(self, choice: Choice, page: int, size: int) -> tuple[Values, Contents]:
        paged = self._page(choice, page, size)
        return paged, self._dossier.stories(paged.pop("ids"))

    def _meant(self, contents: Contents, said: str | None) -> Entity | None:
        if said is None:
            return None
        meant = {one.id for one in choosing.named(self._dossier.catalogue(), said)}
        found = next((one for one in contents.entities if one.id in meant), None)
        if found is None and contents.stories:
            raise InputError(f"nobody called {said!r} is named in these stories")
        return found


def _numbers(paged: choosing.Paged[Any]) -> Values:
    return {"page": paged.number, "pages": paged.pages, "total": paged.total}
