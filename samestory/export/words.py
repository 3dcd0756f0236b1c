"""The phrases that printed text and page share: what a row is, how a copy stands to its model, who decided.

Only words for people, in the language they are spoken to in; nothing here decides anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samestory.export.disputes import Dispute, Wording
from samestory.export.index import Index, letter, origin_of
from samestory.export.kinship import Behind
from samestory.export.terms import Called, Side
from samestory.export.texts import Compound, Tellings, sides
from samestory.export.why import by_user
from samestory.model import Contents, Copy, Decision, DifferenceKind, Reason, RowKind, Statement, Story
from samestory.speech import UNTRANSLATED, Speech, message

# What settles a decision, by the reason's name, the weightiest first; else the lowest likeness does.
SETTLING = ("rival", "days_apart", "singled_out", "undated")
LIKENESS = ("counterparts", "first_sentences")
# Fewer days than this keep nothing apart by themselves.
TELLING_DAYS = 7

KIND_WORDS: dict[DifferenceKind, str] = {
    "number": message("number"),
    "date": message("date"),
    "name": message("name"),
    "place": message("place"),
    "attribution": message("who says it"),
    "negation": message("yes or no"),
    "addition": message("said by one only"),
}
# What stands for a side that has no words of its own.
NOTHING: dict[DifferenceKind, str] = {"negation": message("affirmed"), "addition": message("not said")}

STORY_VERDICTS: dict[str, str] = {
    "same": message("the same story"),
    "different": message("not the same story"),
    "related": message("related"),
}
# Of other kinds of decisions.
VERDICTS: dict[str, dict[str, str]] = {
    "thread": {
        "same": message("the same thread"),
        "related": message("one thread"),
        "different": message("not the same thread"),
    },
    "entity": {"same": message("the same"), "different": message("not the same")},
    "copy": {
        "same": message("one text"),
        "copy": message("one text"),
        "different": message("independent reports"),
    },
}

SYMBOL: dict[RowKind, str] = {"shared": "=", "differs": "≠", "alone": "·"}


def figures(contents: Contents, speech: Speech = UNTRANSLATED) -> tuple[tuple[int, str], ...]:
    """How much is held: each number with its noun."""
    stories, articles = len(contents.stories), len(contents.articles)
    languages = len({one.lang for one in contents.articles})
    origins = sum(len(one.origins) for one in contents.stories)
    names, failures = len(contents.entities), len(contents.failures)
    told = [
        (stories, speech.plural("story", "stories", stories)),
        (articles, speech.plural("article", "articles", articles)),
        (languages, speech.plural("language", "languages", languages)),
        (origins, speech.plural("independent origin", "independent origins", origins)),
        *([(names, speech.plural("name", "names", names))] if names else []),
        (failures, speech.plural("file not read", "files not read", failures)),
    ]
    return tuple(told)


def language(code: str, speech: Speech = UNTRANSLATED) -> str:
    """The name of a language; its code where it has none."""
    return speech.language(code)


def stating(row: Statement) -> tuple[int, ...]:
    """The numbers of the origins that have a sentence in ``row``."""
    return tuple(place for place, cells in enumerate(row.cells) if cells)


def row_words(row: Statement, speech: Speech = UNTRANSLATED) -> str:
    """What a row is: "all", "A, C", "differs: number", "only B"."""
    letters = ", ".join(letter(place) for place in stating(row))
    if row.kind == "differs":
        kinds = dict.fromkeys(KIND_WORDS[one.kind] for one in row.differences if one.kind != "addition")
        if not kinds:
            return speech.say("differs")
        return speech.say("differs: {kinds}", kinds=", ".join(map(speech.say, kinds)))
    if row.kind == "alone":
        return speech.say("only {letters}", letters=letters)
    return speech.say("all") if len(stating(row)) == len(row.cells) else letters


def text_words(told: Tellings, speech: Speech = UNTRANSLATED) -> str:
    """Who of a row's origins carries one text of it and so confirms nothing; empty where none does."""
    if len(told) == 1 and len(told[0]) > 1:
        return speech.say("one text")
    carried = (speech.listed([letter(place) for place in one]) for one in told if len(one) > 1)
    return ", ".join(speech.say("{letters}: one text", letters=letters) for letters in carried)


def tally(
    rows: Sequence[Statement], told: Sequence[Tellings], speech: Speech = UNTRANSLATED
) -> dict[RowKind, str]:
    """How many rows there are of each kind: "6 shared, 3 of them in one text only", "1 differs"."""
    counts = Counter(row.kind for row in rows)
    carried = sum(row.kind == "shared" and len(one) == 1 for row, one in zip(rows, told, strict=True))
    shared = speech.plural("{n} shared", "{n} shared", counts["shared"])
    only = speech.plural("{n} of them in one text only", "{n} of them in one text only", carried)
    return {
        "shared": f"{shared}, {only}" if carried else shared,
        "differs": speech.plural("{n} differs", "{n} differ", counts["differs"]),
        "alone": speech.plural("{n} alone", "{n} alone", counts["alone"]),
    }


def reports(story: Story, speech: Speech = UNTRANSLATED) -> str:
    """How many reports from how many origins: "3 reports, 2 independent origins"."""
    told = speech.plural("{n} report", "{n} reports", len(story.articles))
    origins = speech.plural("{n} independent origin", "{n} independent origins", len(story.origins))
    return f"{told}, {origins}"


def dispute_words(dispute: Dispute, held: Index) -> str:
    """A point of dispute in one line: "2 mai (A) = 2 May (C, D) ≠ 3 mayo (B, 9.txt of A)".

    An addition is none: "the minister (A), not in C".
    """
    if dispute.kind == "addition":
        every = [one for wordings in dispute.sides for one in wordings]
        lacking = ", ".join(_voices(one, held) for one in every if not one.words)
        told = " = ".join(_voiced(one, dispute, held) for one in every if one.words)
        return held.speech.say("{told}, not in {lacking}", told=told, lacking=lacking)
    return " ≠ ".join(
        " = ".join(_voiced(one, dispute, held) for one in wordings) for wordings in dispute.sides
    )


def _voiced(wording: Wording, dispute: Dispute, held: Index) -> str:
    return f"{wording_words(dispute, wording, held.speech)} ({_voices(wording, held)})"


def _voices(wording: Wording, held: Index) -> str:
    return ", ".join(voice.called(held) for voice in wording.voices)


def wording_words(dispute: Dispute, wording: Wording, speech: Speech = UNTRANSLATED) -> str:
    """The words of a side; where it has none, what that means: "affirmed", "not said"."""
    return wording.words or speech.say(NOTHING.get(dispute.kind, ""))


def called_words(side: Side, held: Index) -> str:
    """A side in one line: "“riot” ×3 (Harbour Post, 5.txt, English), “бунт” ×2 (Утро, Bulgarian)"."""
    return ", ".join(f"“{one.written}” ×{one.count} ({_users(one, held)})" for one in side)


def _users(one: Called, held: Index) -> str:
    outlets = (held.articles[term.article].outlet or held.name(term.article) for term in one.terms)
    return ", ".join((*dict.fromkeys(outlets), held.speech.language(one.lang)))


def share_words(stands: Behind, held: Index) -> str:
    """How much of a copy stands in its model."""
    model = held.name(stands.model)
    if stands.share is None:
        return held.speech.say("not compared with {model} directly", model=model)
    share = percent(stands.share, held.speech)
    return held.speech.say("{share} of its sentences stand in {model}", share=share, model=model)


def direction_words(stands: Behind, held: Index) -> str:
    """Which of the two took from which."""
    model, say = held.name(stands.model), held.speech.say
    match stands.direction:
        case "from":
            return say("taken from {source}", source=model)
        case "to":
            return say("{taker} took from it", taker=model)
        case "elsewhere":
            return say("both taken from {source}", source=source_name(stands.source, held))
        case _:
            return say("which came first cannot be told")


def passage_words(copy: Copy, story: Story, held: Index) -> str:
    """What two articles of different origins share: "C took 4 of its 10 sentences from A"."""
    places, speech = origin_of(story), held.speech
    if copy.source in (copy.left, copy.right):
        of_left, of_right = sides(copy)
        taker, taken = (copy.right, of_right) if copy.source == copy.left else (copy.left, of_left)
        return speech.plural(
            "{taker} took {taken} of its {n} sentence from {source}",
            "{taker} took {taken} of its {n} sentences from {source}",
            len(held.articles[taker].sentences),
            taker=letter(places[taker]),
            taken=len(taken),
            source=letter(places[copy.source]),
        )
    shared = shared_words(places[copy.left], places[copy.right], len(copy.pairs), speech)
    if copy.source is None:
        return speech.say("{shared}; which took from which cannot be told", shared=shared)
    source = source_name(copy.source, held)
    return speech.say("{shared}, both taken from {source}", shared=shared, source=source)


def shared_words(one: int, other: int, sentences: int, speech: Speech) -> str:
    """How many sentences two origins share, by their numbers: "A and C share 4 sentences"."""
    letters = speech.listed([letter(place) for place in sorted((one, other))])
    return speech.plural(
        "{letters} share {n} sentence", "{letters} share {n} sentences", sentences, letters=letters
    )


def passage_places(copy: Copy, held: Index) -> str:
    """Where the sentences stand that two articles share: "5–8 of 10 in c.txt; 2, 4–6 of 8 in a.txt"."""
    return "; ".join(
        held.speech.say(
            "{numbers} of {n} in {name}",
            numbers=ranges(numbers),
            n=len(held.articles[article].sentences),
            name=held.name(article),
        )
        for article, numbers in zip((copy.left, copy.right), sides(copy), strict=True)
    )


def compound_words(one: Compound, story: Story, held: Index) -> str:
    """The texts a report joins: "C (c.txt): sentences 1–4 stand in B (b.txt), 5–8 in A (a.txt)"."""
    say = held.speech.say
    places = [f"{letter(part.place)} ({held.name(part.article)})" for part in one.parts]
    numbers = [ranges(part.sentences) for part in one.parts]
    report = f"{letter(origin_of(story)[one.article])} ({held.name(one.article)})"
    first, *others = zip(numbers, places, strict=True)
    told = [
        say(
            "{report}: sentences {numbers} stand in {where}", report=report, numbers=first[0], where=first[1]
        ),
        *(say("{numbers} in {where}", numbers=its, where=where) for its, where in others),
    ]
    if one.own:
        none = message("{numbers} in neither") if len(places) == 2 else message("{numbers} in none of them")
        told.append(say(none, numbers=ranges(one.own)))
    return ", ".join(told)


def ranges(numbers: Sequence[int]) -> str:
    """Numbers from 0, ascending, as read, from 1: "1–3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0] + 1}–{run[-1] + 1}" if len(run) > 1 else str(run[0] + 1) for run in runs)


def source_name(source: str | None, held: Index) -> str:
    """What to call the source of a copy, which need not be among the articles held."""
    return held.name(source) if source in held.articles else source or held.speech.say("an unknown source")


def percent(share: float, speech: Speech = UNTRANSLATED) -> str:
    """A share in 0..1 as a whole percentage; never 0% or 100% by rounding alone."""
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return speech.percent(whole)


def verdict_words(decision: Decision, speech: Speech = UNTRANSLATED) -> str:
    """What was decided, as a reader would say it."""
    verdicts = VERDICTS.get(decision.kind, STORY_VERDICTS)
    return speech.say(verdicts.get(decision.verdict, decision.verdict))


def beside_words(decision: Decision) -> str:
    """The decision as the opening of a line that ends with the other story's title."""
    return f"{verdict_words(decision)} {'with' if decision.verdict == 'related' else 'as'}"


def maker(decision: Decision) -> str | None:
    """The reader who decided; None where the machine did."""
    return decision.made_by.removeprefix("user:") if by_user(decision) else None


def reason_words(decision: Decision) -> str:
    """The reasons in one line."""
    return _said(decision, decision.reasons)


def decisive_words(decision: Decision) -> str:
    """The reason that settled it."""
    return _said(decision, decisive(decision))


def decisive(decision: Decision) -> tuple[Reason, ...]:
    """The reason that settled a decision: one of time, else the lowest likeness, else the first given."""
    by_name = {one.name: one for one in decision.reasons if _tells(one)}
    settled = [by_name[name] for name in SETTLING if name in by_name]
    alike = sorted((by_name[name] for name in LIKENESS if name in by_name), key=lambda one: one.value)
    return tuple((settled or alike or list(decision.reasons))[:1])


def _tells(reason: Reason) -> bool:
    """False for what speaks neither for nor against: days close together, neither one dated."""
    return {"days_apart": reason.value > TELLING_DAYS, "undated": reason.value == 1}.get(reason.name, True)


def _said(decision: Decision, reasons: tuple[Reason, ...]) -> str:
    said = "; ".join(one.says for one in reasons)
    who = maker(decision)
    if who is None:
        return said or "no reason recorded"
    return f"decided by {who}" + (f": {said}" if said else "")
