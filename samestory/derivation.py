"""The second half of the pipeline: stored articles -> stories, accounts, threads, entities. Writes nothing.

Articles and stories are met one at a time, and little is held of all of them (see shelf.py). Loads numpy and
the steps, which take a while; pipeline imports it where something has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
from msgspec import structs

from samestory.accounts import Accounts, Elsewhere, Head, Kept, Making, Pile, chains, thread_id
from samestory.collated import Encoding
from samestory.encode.neutral import Floats2d, neutral
from samestory.gather.about import Naming
from samestory.gather.actors import with_actors
from samestory.gather.entities import entities
from samestory.gather.gathered import Gathered as Whole
from samestory.gather.kept import portions
from samestory.gather.linked import Linked
from samestory.gather.matrix import Matrix, Named
from samestory.gather.name_context import Texts
from samestory.gather.spellings import Spelt, spellings
from samestory.gather.stories import Judging, gathered
from samestory.gather.threads import threads
from samestory.gather.written import Written, written
from samestory.heap import trim
from samestory.model import Article, Decision, Thread
from samestory.progress import Progress
from samestory.read.forms import forms
from samestory.shelf import Aside, BySentence, Drawer, Seen, Shelf, set_aside
from samestory.signals import Floats1d, Signals
from samestory.store.grounds import Ground, Grounds
from samestory.store.writer import Derived
from samestory.windowed import Folding, judged

# So many written names are encoded at a time.
NAMES_AT_ONCE = 8192
# To link more written names takes more memory than the encoder, and longer than to load it again.
MANY_NAMES = 16_384
# To form threads of the stories of more articles does too; nothing is encoded after that.
MANY_ARTICLES = 10_000
# Articles whose pairs are judged while one is collated.
JUDGED_AN_ARTICLE = 4
# Names whose vectors workers get at a time, and names encoded while an article is collated.
NAMES_TOGETHER, NAMES_AN_ARTICLE = 256, 8


class Held(NamedTuple):
    """Articles by id, and the vectors of an article's units, by its id: float32 (units, d).

    ``stored`` gives them to be sent, where they are stored: as store/vectors.py packs them, and their width.
    """

    articles: Mapping[str, Article]
    vectors: Callable[[str], Floats2d]
    stored: Callable[[str], tuple[bytes, int]] | None = None

    def neutral(self, article: str) -> Floats2d:
        """The vectors of an article, neutral of language."""
        return neutral(self.vectors(article))


@contextmanager
def derived(
    held: Held,
    encoding: Encoding,
    told: Sequence[Decision],
    progress: Progress,
    kept: Kept,
    elsewhere: Elsewhere | None = None,
) -> Iterator[Derived]:
    """Stories, threads, entities and decisions of the articles ``held``; ``told`` are users' decisions.

    A decision on an article or spelling that is not held counts for nothing. A story that is ``kept`` is not
    collated again, as an article's text, names and vectors never change; others are kept as they are made,
    ``elsewhere`` where that is given and they are many. It changes nothing in them.
    What this gives is for use inside the context, once: most of it is made as it is asked for.
    """
    with set_aside() as file, set_aside() as beside, set_aside() as heads, set_aside() as of_threads:
        shelf = Shelf(file)
        progress("names", 0, 1)
        names = written(shelf.passing(held.articles[i] for i in sorted(held.articles)))
        found = linked(names, encoding, told, Seen(shelf, held.neutral, most=1), elsewhere)
        found = found._replace(decisions=Aside(beside, found.decisions, Decision))
        trim()
        progress("names", 1, 1)
        progress("gather", 0, 1)
        pile = Pile(held.articles, Seen(shelf, held.neutral, found.by_sentence), Naming.of(found))
        whole = gathered(pile.seen, told, elsewhere=_judging(held, shelf, found.by_sentence, elsewhere))
        grouped, whole = whole.stories(), structs.replace(whole, pile=whole.pile.counted())
        trim()
        progress("gather", 1, 1)
        accounts = Accounts(pile, grouped, told, Making(encoding, kept, Drawer(heads, Head)))
        accounts.collate(progress, elsewhere)
        if len(held.articles) > MANY_ARTICLES:
            encoding.let_go()
        threaded = threads([accounts.gathered(one) for one in accounts.bases()], grouped.judged, told)
        chained = chains([accounts.placed(one) for one in accounts.bases()], threaded.groups)
        yield Derived(
            stories=(accounts.threaded(one.basis, thread_id(its)) for its in chained for one in its),
            bases=[one.basis for its in chained for one in its],
            # Made before any is written, as a writer keeps others waiting.
            threads=Aside(of_threads, map(accounts.thread, chained), Thread),
            entities=with_actors(found.entities(), shelf.standings),
            decisions=chain(grouped.decisions, threaded.decisions, found.decisions),
            grounds=_grounds(whole, found.called),
        )


def _judging(held: Held, shelf: Shelf, named: BySentence, elsewhere: Elsewhere | None) -> Judging | None:
    """Who judges windows of the articles ``held``, ``named`` being whom they name; None for this process."""
    if (
        held.stored is None
        or elsewhere is None
        or not elsewhere.worth(len(held.articles) // JUDGED_AN_ARTICLE)
    ):
        return None
    folding, workers = Folding(shelf, held.stored, named), elsewhere.workers
    return lambda frames: judged(frames, folding, workers())


def _grounds(whole: Whole, called: Mapping[str, str]) -> Grounds:
    """What a few articles more, or decisions of readers, may go on from."""
    space, pile = whole.space, whole.pile
    marks = {mark: int(pile.counts[number]) for mark, number in pile.numbers.items()}
    ground = Ground(space.ids, space.centres, space.times.days)
    return Grounds(ground=ground, marks=marks, judged=portions(whole), called=called)


def linked(
    names: Written,
    encoding: Encoding,
    told: Sequence[Decision],
    seen: Mapping[str, Signals],
    elsewhere: Elsewhere | None = None,
) -> Linked:
    """The entities; what a written name means is its vector, each encoded once."""
    # Each is asked for once; what reading kept of them is not asked for again.
    forms.cache_clear()
    spelt = spellings(names, forms.__wrapped__)
    vectors = _meant(spelt, encoding, elsewhere)
    if len(spelt) > MANY_NAMES:
        encoding.let_go()
    return entities(Texts(names, seen, vectors), spelt, [d for d in told if d.kind in ("entity", "name")])


def _meant(spelt: Sequence[Spelt], encoding: Encoding, elsewhere: Elsewhere | None) -> Mapping[str, Floats1d]:
    """What each spelling means, by its key; what is written the same means the same."""
    said: dict[str, int] = {}
    places = {one.key: said.setdefault(one.spelling.written, len(said)) for one in spelt}
    found: Matrix | None = None
    for part in _of_texts(list(said), encoding, elsewhere):
        found = Matrix(part.shape[1]) if found is None else found
        found.add(neutral(part))
    return {} if found is None else Named(places, found)


def _of_texts(texts: Sequence[str], encoding: Encoding, elsewhere: Elsewhere | None) -> Iterator[Floats2d]:
    """Vectors of ``texts``, NAMES_AT_ONCE at a time; of many by workers."""
    if elsewhere is None or not elsewhere.worth(len(texts) // NAMES_AN_ARTICLE):
        yield from map(encoding.of_texts, _in_parts(texts, NAMES_AT_ONCE))
        return
    workers = elsewhere.workers()
    parts = workers.map(elsewhere.encoding(workers.threads).of_texts, _in_parts(texts, NAMES_TOGETHER))
    # Made one again: the last digits of products may hang on how many rows there are.
    while some := list(islice(parts, NAMES_AT_ONCE // NAMES_TOGETHER)):
        yield np.concatenate(some)


def _in_parts(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (texts[start : start + size] for start in range(0, len(texts), size))
