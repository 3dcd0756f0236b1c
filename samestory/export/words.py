"""The phrases that printed text and page share: what a row is, how a copy stands to its model, who decided.

Only words for people; nothing here decides anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from samestory.export.disputes import Dispute, Wording
from samestory.export.index import Index, counted, letter, origin_of
from samestory.export.kinship import Behind
from samestory.export.terms import Called, Side
from samestory.export.texts import Compound, Tellings, sides
from samestory.export.why import by_user
from samestory.lang import load
from samestory.model import Contents, Copy, Decision, DifferenceKind, Reason, RowKind, Statement, Story

# What settles a decision, by the reason's name, the weightiest first; else the lowest likeness does.
SETTLING = ("rival", "days_apart", "singled_out", "undated")
LIKENESS = ("counterparts", "first_sentences")
# Fewer days than this keep nothing apart by themselves.
TELLING_DAYS = 7

KIND_WORDS: dict[DifferenceKind, str] = {
    "number": "number",
    "date": "date",
    "name": "name",
    "place": "place",
    "attribution": "who says it",
    "negation": "yes or no",
    "addition": "said by one only",
}
# What stands for a side that has no words of its own.
NOTHING: dict[DifferenceKind, str] = {"negation": "affirmed", "addition": "not said"}

SYMBOL: dict[RowKind, str] = {"shared": "=", "differs": "≠", "alone": "·"}


def figures(contents: Contents) -> tuple[tuple[int, str], ...]:
    """How much is held: each number with its noun."""
    counts = [
        (len(contents.stories), "story", "stories"),
        (len(contents.articles), "article", "articles"),
        (len({one.lang for one in contents.articles}), "language", "languages"),
        (sum(len(one.origins) for one in contents.stories), "independent origin", "independent origins"),
        *([(len(contents.entities), "name", "names")] if contents.entities else []),
        (len(contents.failures), "file not read", "files not read"),
    ]
    return tuple((number, one if number == 1 else many) for number, one, many in counts)


def language(code: str) -> str:
    """The name of a language; its code where the language has no file."""
    known = load(code)
    return known.name if known.code == code else code


def stating(row: Statement) -> tuple[int, ...]:
    """The numbers of the origins that have a sentence in ``row``."""
    return tuple(place for place, cells in enumerate(row.cells) if cells)


def row_words(row: Statement) -> str:
    """What a row is: "all", "A, C", "differs: number", "only B"."""
    letters = ", ".join(letter(place) for place in stating(row))
    if row.kind == "differs":
        kinds = dict.fromkeys(KIND_WORDS[one.kind] for one in row.differences if one.kind != "addition")
        return f"differs: {', '.join(kinds)}" if kinds else "differs"
    if row.kind == "alone":
        return f"only {letters}"
    return "all" if len(stating(row)) == len(row.cells) else letters


def text_words(told: Tellings) -> str:
    """Who of a row's origins carries one text of it and so confirms nothing; empty where none does."""
    if len(told) == 1 and len(told[0]) > 1:
        return "one text"
    carried = (" and ".join(letter(place) for place in one) for one in told if len(one) > 1)
    return ", ".join(f"{letters}: one text" for letters in carried)


def tally(rows: Sequence[Statement], told: Sequence[Tellings]) -> dict[RowKind, str]:
    """How many rows there are of each kind: "6 shared, 3 of them in one text only", "1 differs"."""
    counts = Counter(row.kind for row in rows)
    carried = sum(row.kind == "shared" and len(one) == 1 for row, one in zip(rows, told, strict=True))
    only = f", {carried:,} of them in one text only" if carried else ""
    return {
        "shared": f"{counts['shared']:,} shared{only}",
        "differs": counted(counts["differs"], "differs", "differ"),
        "alone": f"{counts['alone']:,} alone",
    }


def reports(story: Story) -> str:
    """How many reports from how many origins: "3 reports, 2 independent origins"."""
    return f"{counted(len(story.articles), 'report', 'reports')}, " + counted(
        len(story.origins), "independent origin", "independent origins"
    )


def dispute_words(dispute: Dispute, held: Index) -> str:
    """A point of dispute in one line: "2 mai (A) = 2 May (C, D) ≠ 3 mayo (B, 9.txt of A)".

    An addition is none: "the minister (A), not in C".
    """
    if dispute.kind == "addition":
        every = [one for wordings in dispute.sides for one in wordings]
        lacking = ", ".join(_voices(one, held) for one in every if not one.words)
        return f"{' = '.join(_voiced(one, dispute, held) for one in every if one.words)}, not in {lacking}"
    return " ≠ ".join(
        " = ".join(_voiced(one, dispute, held) for one in wordings) for wordings in dispute.sides
    )


def _voiced(wording: Wording, dispute: Dispute, held: Index) -> str:
    return f"{wording_words(dispute, wording)} ({_voices(wording, held)})"


def _voices(wording: Wording, held: Index) -> str:
    return ", ".join(voice.called(held) for voice in wording.voices)


def wording_words(dispute: Dispute, wording: Wording) -> str:
    """The words of a side; where it has none, what that means: "affirmed", "not said"."""
    return wording.words or NOTHING.get(dispute.kind, "")


def called_words(side: Side, held: Index) -> str:
    """A side in one line: "“riot” ×3 (Harbour Post, 5.txt, English), “бунт” ×2 (Утро, Bulgarian)"."""
    return ", ".join(f"“{one.written}” ×{one.count} ({_users(one, held)})" for one in side)


def _users(one: Called, held: Index) -> str:
    outlets = (held.articles[term.article].outlet or held.name(term.article) for term in one.terms)
    return ", ".join((*dict.fromkeys(outlets), language(one.lang)))


def share_words(stands: Behind, held: Index) -> str:
    """How much of a copy stands in its model."""
    model = held.name(stands.model)
    if stands.share is None:
        return f"not compared with {model} directly"
    return f"{percent(stands.share)} of its sentences stand in {model}"


def direction_words(stands: Behind, held: Index) -> str:
    """Which of the two took from which."""
    model = held.name(stands.model)
    match stands.direction:
        case "from":
            return f"taken from {model}"
        case "to":
            return f"{model} took from it"
        case "elsewhere":
            return f"both taken from {source_name(stands.source, held)}"
        case _:
            return "which came first cannot be told"


def passage_words(copy: Copy, story: Story, held: Index) -> str:
    """What two articles of different origins share: "C took 4 of its 10 sentences from A"."""
    places = origin_of(story)
    if copy.source in (copy.left, copy.right):
        of_left, of_right = sides(copy)
        taker, taken = (copy.right, of_right) if copy.source == copy.left else (copy.left, of_left)
        of = f"{len(taken)} of its {counted(len(held.articles[taker].sentences), 'sentence', 'sentences')}"
        return f"{letter(places[taker])} took {of} from {letter(places[copy.source])}"
    letters = " and ".join(letter(one) for one in sorted((places[copy.left], places[copy.right])))
    shared = counted(len(copy.pairs), "sentence", "sentences")
    if copy.source is None:
        return f"{letters} share {shared}; which took from which cannot be told"
    return f"{letters} share {shared}, both taken from {source_name(copy.source, held)}"


def passage_places(copy: Copy, held: Index) -> str:
    """Where the sentences stand that two articles share: "5–8 of 10 in c.txt; 2, 4–6 of 8 in a.txt"."""
    return "; ".join(
        f"{ranges(numbers)} of {len(held.articles[article].sentences)} in {held.name(article)}"
        for article, numbers in zip((copy.left, copy.right), sides(copy), strict=True)
    )


def compound_words(one: Compound, story: Story, held: Index) -> str:
    """The texts a report joins: "C (c.txt): sentences 1–4 stand in B (b.txt), 5–8 in A (a.txt)"."""
    stand = [(part.sentences, f"{letter(part.place)} ({held.name(part.article)})") for part in one.parts]
    if one.own:
        stand.append((one.own, "neither" if len(one.parts) == 2 else "none of them"))
    told = ", ".join(
        f"{ranges(numbers)} {'in' if place else 'stand in'} {where}"
        for place, (numbers, where) in enumerate(stand)
    )
    return f"{letter(origin_of(story)[one.article])} ({held.name(one.article)}): sentences {told}"


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
    return held.name(source) if source in held.articles else source or "an unknown source"


def percent(share: float) -> str:
    """A share in 0..1 as a whole percentage; never 0% or 100% by rounding alone."""
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole}%"


def verdict_words(decision: Decision) -> str:
    """What was decided, as a reader would say it."""
    verdict = {"same": "the same story", "different": "not the same story", "related": "related"}
    if decision.kind == "thread":
        verdict = {"same": "the same thread", "related": "one thread", "different": "not the same thread"}
    if decision.kind == "entity":
        verdict = {"same": "the same", "different": "not the same"}
    if decision.kind == "copy":
        verdict = {"same": "one text", "copy": "one text", "different": "independent reports"}
    return verdict.get(decision.verdict, decision.verdict)


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
