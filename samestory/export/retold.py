"""Reasons as a dossier holds them, in the one language of messages, told again in the language of a reader.

Each message here is how some reason is worded where it is given; what is worded otherwise stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from samestory.export.retold_marks import QUOTES, TIMES, UNITS
from samestory.speech import UNTRANSLATED, Speech, message, messages

# What a name in a message stands for; any other for whatever words.
DAY = r"\d{4}-\d{2}-\d{2}"
PUBLISHED = ", when published"
FORMS = {
    "n": r"\d+",
    "year": r"\d{4}",
    "number": r"-?\d+(?:\.\d+)?",
    "share": r"\d+%",
    "seen": rf"{DAY}(?:{PUBLISHED})?",
    "weekday": r"[A-Z]\w+day",
    "unit": "|".join(UNITS),
}
# What a reason is made of.
BETWEEN = "; "
# What stands between quotation marks as messages write them, and how each language writes them.
MARKED, QUOTED = re.compile("“([^“”]+)”"), message("“{words}”")

Said = tuple[str, ...]

# Why articles are one story or two, and stories one thread or two (gather).
STORIES: tuple[str | Said, ...] = (
    message("published on one day"),
    message("published one day apart"),
    messages("published {n} day apart", "published {n} days apart"),
    message("first reported on one day"),
    message("first reported one day apart"),
    messages("first reported {n} day apart", "first reported {n} days apart"),
    message("neither says when it was published"),
    message("one of them does not say when it was published"),
    message("the time of one of them is not known"),
    message("only one tells of a first, second or last time"),
    message("the undated one is about as near to another happening of the same affair"),
    message("one text, figures and all, though stated {number} days apart: one of the days is wrong"),
    message("readers would find them {share} alike"),
    message("their sentences are {number} nearer to one another than is usual in the pile"),
    message("their sentences are {number} farther from one another than is usual in the pile"),
    message("one's first sentence and one of the other are {number} alike"),
    message("names and figures are {share} the same, rare ones counting more"),
    message("figures agree {number}, where 0.50 tells nothing"),
    messages("{n} calendar day is named in both", "{n} calendar days are named in both"),
    message("they look alike, but what they count and when tells of two happenings"),
    message("figures in common, also in words and rounded, come to {number}"),
    message("figures that each has and the other lacks come to {number}"),
    messages(
        "{n} pair of like sentences gives figures far from one another",
        "{n} pairs of like sentences give figures far from one another",
    ),
    message("publication, from 1 for one day down to -3: {number}"),
    message("weekdays named agree (1) or not (-1): {number}"),
    message("they open with different ordinals"),
    message("ordinals in like sentences agree (1) or not (-1): {number}"),
    message("only one opens by looking back at a like happening before, by {number}"),
    message("their reports are alike enough, time left aside"),
    message("their reports are not alike enough, time left aside"),
    message("both are about {names}"),
)
# Why spellings are one name or two (gather).
NAMES: tuple[str | Said, ...] = (
    message("both are a well-known name ({code})"),
    message("the same words, but for endings and alphabet"),
    message("surname of the fuller name, which stands in the same text in {share} of the texts with it"),
    message("{share} of the words are the same by sound"),
    message("every word of the shorter is {share} alike"),
    message("the names are {number} alike in meaning"),
    message("they have one place in the news of different languages"),
    message("what is said in the sentences with them is {number} alike"),
    message("the one is made of the other's initials"),
    message("the one is given in brackets behind the other"),
    message("the longer stands in {share} of the texts with the shorter"),
    message("their figures are the same"),
    message("their figures differ"),
    message("both are well known, and not the same"),
    message("in one language their first names differ"),
    message("their first names are {share} unlike by sound"),
    message("only one of the two is well known"),
    message("{share} of the mentions are in one language"),
    message("they are taken for different kinds of things"),
    message("the one word each has is {share} alike by sound"),
)
# Why one text is a copy of another, and which of which (collate).
COPIES: tuple[str | Said, ...] = (
    message("{counterparts} of {left} and {right} sentences have a counterpart"),
    message("{share} of them in the same order"),
    message("{share} of the runs of three words of one are in the other"),
    messages(
        "the figures are the same in {agree} of the {n} that has any",
        "the figures are the same in {agree} of the {n} that have any",
    ),
    message("more than {share} likely that one took from the other, or both from a third"),
    message("{share} likely that one took from the other, or both from a third"),
    message("the other one names {outlet}"),
    message("both credit {credits}"),
    messages("the source was published {n} day earlier", "the source was published {n} days earlier"),
    messages(
        "what only the longer one has, {over} of its {n} sentence, stands at its end",
        "what only the longer one has, {over} of its {n} sentences, stands at its end",
    ),
)
# How a day of publication is known (read, gather), and the day of a story.
DAYS: tuple[str | Said, ...] = (
    message("stated with the text"),
    message("stated by the feed"),
    message("stated beside the text: “{words}”"),
    message("“{words}” said of “{day}”"),
    message("the year {year} from its story"),
    message("about this day, from its counterpart ({share} of the sentences shared)"),
    message("about this day, from its story"),
    message("it states {day}, which cannot be"),
    messages(
        "named in the leads of {told} of {n} independent report",
        "named in the leads of {told} of {n} independent reports",
    ),
    message("first published then"),
    message("from its first story to its last"),
)
# What readers decided of stories, threads and copies (corrections).
READERS: tuple[str | Said, ...] = (
    message("the threads of {left} and {right} joined"),
    message("split from the thread of {whole}"),
    message("{part} moved to the thread of {whole}"),
    message("{left} and {right} joined"),
    message("split from {whole}"),
    message("moved from {left} to {right}"),
    message("{articles} are one text"),
    message("{taker} took it from {source}"),
    message("{articles} are independent reports"),
    message("of other texts of the two origins"),
    message("decided by {who}"),
)
# Worded as what means something else in another place.
TAKEN = {"stated": message("as stated")}
# What begins with words of others comes last.
ALL = (*STORIES, *NAMES, *COPIES, *DAYS, *TIMES, *QUOTES, *READERS, message("{credits} credited"))


def retold(words: str, speech: Speech) -> str | None:
    """What a dossier gives as a reason, in ``speech``; None where part of it is worded as no message is."""
    told = [_part(one, speech) for one in words.split(BETWEEN)]
    known = [one for one in told if one is not None]
    return BETWEEN.join(known) if len(known) == len(told) else None


def marked(words: str, speech: Speech) -> str:
    """``words``, as titles that fill a message, with the quotation marks of ``speech``."""
    return MARKED.sub(lambda found: speech.say(QUOTED, words=found[1]), words)


@lru_cache(maxsize=20_000)
def _part(words: str, speech: Speech) -> str | None:
    if words in TAKEN:
        return speech.say(TAKEN[words])
    for form, said in _forms():
        found = form.fullmatch(words)
        if found is not None:
            values = {name: _value(name, value, speech) for name, value in found.groupdict().items()}
            if isinstance(said, str):
                return speech.say(said, **values)
            one, many = said
            return speech.plural(one, many, int(values.pop("n")), **values)
    return None


def _value(name: str, value: str, speech: Speech) -> str:
    """What fills a message for a name, read from the stored words."""
    read = READ.get(name)
    return value if read is None else read(value, speech)


def _number(value: str, speech: Speech) -> str:
    return speech.decimal(float(value), len(value.partition(".")[2]))


def _share(value: str, speech: Speech) -> str:
    return speech.percent(int(value.removesuffix("%")))


def _seen(value: str, speech: Speech) -> str:
    """The day that a time is counted from, and whether that is the article's own."""
    day = speech.day(date.fromisoformat(value.removesuffix(PUBLISHED)))
    return speech.say("{day}, when published", day=day) if value.endswith(PUBLISHED) else day


def _weekday(value: str, speech: Speech) -> str:
    return next((speech.weekday(n) for n in range(7) if UNTRANSLATED.weekday(n) == value), value)


def _unit(value: str, speech: Speech) -> str:
    return speech.say(UNITS[value])


def _reason(value: str, speech: Speech) -> str:
    return _part(value, speech) or value


READ: MappingProxyType[str, Callable[[str, Speech], str]] = MappingProxyType(
    {
        **{"number": _number, "share": _share, "seen": _seen, "weekday": _weekday, "unit": _unit},
        **{"reason": _reason, "left": marked, "right": marked, "whole": marked},
    }
)


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], str | Said], ...]:
    """What each wording looks like, with its message."""
    wordings = ((one, said) for said in ALL for one in ((said,) if isinstance(said, str) else said))
    return tuple((re.compile(_form(wording)), said) for wording, said in wordings)


def _form(wording: str) -> str:
    parts = re.split(r"\{(\w+)\}", wording)
    return "".join(
        f"(?P<{part}>{FORMS.get(part, '.+')})" if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    )
