"""Corrections being carried out: one after another in a thread of their own, each told of until it is done.

Holds them while the reader runs, so that each can be taken back; what was decided is in the dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from secrets import token_hex
from typing import NamedTuple

from samestory import pipeline
from samestory.corrections.rows import Correction
from samestory.dossier.opened import Dossier
from samestory.errors import SamestoryError
from samestory.model import Decision
from samestory.speech import message

# Where it can be: in the order in which pipeline.decide tells them.
STEPS = {
    "names": message("Who is named"),
    "gather": message("Which reports belong together"),
    "collate": message("What the stories say"),
}
WAITING = message("It waits for its turn")
# So long an answer waits for the work itself, in seconds, before it shows a page that tells of it.
PATIENCE = 1.0


class Told(NamedTuple):
    """What a correction does, as a message with its values, and where it leads once it is done.

    ``where`` gives a path; ``beside`` is an article that left, None where none did. ``back`` is true of what
    takes another back.
    """

    message: str
    values: Mapping[str, str]
    where: Callable[[], str]
    beside: str | None = None
    back: bool = False


class Work:
    """One correction: under way, done, or failed with ``error``."""

    def __init__(self, correction: Correction, told: Told) -> None:
        self.id, self.correction, self.told = token_hex(8), correction, told
        self.replaced: tuple[Decision, ...] = ()
        self.step, self.part, self.whole = "", 0, 0
        self.future: Future[None] | None = None

    def progress(self, step: str, done: int, total: int) -> None:
        """How far it is, as the pipeline tells it."""
        self.step, self.part, self.whole = step, done, total

    @property
    def done(self) -> bool:
        """Whether it has ended, in whichever way."""
        return self.future is not None and self.future.done()

    @property
    def error(self) -> str | None:
        """Why it was not done; None while it is under way and where it was."""
        failed = self.future.exception() if self.future is not None and self.done else None
        if failed is None:
            return None
        return str(failed) if isinstance(failed, SamestoryError) else f"{type(failed).__name__}: {failed}"

    @property
    def stage(self) -> str:
        """What is being done now, as a message; it waits for its turn where nothing is."""
        return STEPS.get(self.step, WAITING)

    def undone(self) -> Correction:
        """What takes it back: what it replaced and forgot is decided again."""
        return Correction((*self.replaced, *self.correction.forgotten), self.correction.made)


class Works:
    """All corrections since the reader was started."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._held: dict[str, Work] = {}
        self._former: dict[str, str] = {}
        self._one_at_a_time = ThreadPoolExecutor(max_workers=1, thread_name_prefix="correcting")

    def do(self, correction: Correction, told: Told) -> Work:
        """Begin to carry out ``correction``, behind those begun before; waits for it a moment."""
        work = Work(correction, told)
        self._held[work.id] = work
        work.future = self._one_at_a_time.submit(self._carry_out, work)
        with suppress(TimeoutError):
            work.future.exception(PATIENCE)
        return work

    def find(self, known: str) -> Work | None:
        """The correction with this id; None where there is none, as after the reader was started anew."""
        return self._held.get(known)

    def now(self, story: str) -> str | None:
        """The story that holds the first report of a former ``story``; None where none of ours changed it."""
        article = self._former.get(story)
        return None if article is None else self._dossier.catalogue().story_of.get(article)

    def _carry_out(self, work: Work) -> None:
        before = self._dossier.catalogue()
        made, forgotten = work.correction
        work.replaced = self._replaced(made, forgotten)
        pipeline.decide(self._dossier.path, made, work.progress, forgotten)
        after = self._dossier.catalogue(now=True)
        self._former.update(
            {one.id: one.articles[0] for one in before.stories.values() if one.id not in after.stories}
        )

    def _replaced(self, made: tuple[Decision, ...], forgotten: tuple[Decision, ...]) -> tuple[Decision, ...]:
        """What readers decided before of the same as ``made``, but for what is ``forgotten`` anyway."""
        same = {_about(one) for one in made}
        ids = [side for one in made for side in (one.left, one.right)]
        with self._dossier.view() as view:
            told = view.portions().decisions({one.kind for one in made}, ids)
        held = (one for one in told if one.made_by != "machine" and _about(one) in same)
        return tuple(one for one in held if one not in forgotten)


def _about(one: Decision) -> tuple[str, ...]:
    return (one.kind, one.left) if one.kind == "name" else (one.kind, *sorted((one.left, one.right)))
