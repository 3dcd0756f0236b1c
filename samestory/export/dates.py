"""Publication times in words and in ISO 8601, no finer than they are known.

Not for times inside articles, and no arithmetic: a When comes resolved.
"""

from __future__ import annotations

from datetime import timedelta

from samestory.model import Dated, When
from samestory.speech import UNTRANSLATED, Speech, message

HOW = {
    "stated": message("as stated"),
    "inferred": message("from the text"),
    "counterpart": message("from a counterpart"),
    "unknown": message("not known"),
}
# Granularities that ISO 8601 has a form for.
FORMS = {"minute": "%Y-%m-%dT%H:%M", "day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}


def iso(when: When | None) -> str | None:
    """``when`` in ISO 8601, as fine as it is known; an interval where ISO has no form for it."""
    if when is None:
        return None
    if when.granularity in FORMS:
        return format(when.start, FORMS[when.granularity])
    return "/".join(format(moment, FORMS["minute"]) for moment in (when.start, when.end))


def spoken(dated: Dated, speech: Speech = UNTRANSLATED) -> str:
    """The time in words to read; ≈ before one taken from another article."""
    if dated.when is None:
        return speech.say("date not known")
    words = _first(dated.when, speech)
    return f"≈ {words}" if dated.how == "counterpart" else words


def stretch(when: When, speech: Speech = UNTRANSLATED) -> str:
    """The day, or the first and the last: "26 September – 11 November 2025"."""
    first, last = when.start, when.end - timedelta(microseconds=1)
    return speech.days(first, last) if when.granularity == "day" else _first(when, speech)


def known_by(dated: Dated, speech: Speech = UNTRANSLATED) -> str:
    """How the time is known: "from a counterpart, though it states 3 March 2028"."""
    how = speech.say(HOW[dated.how])
    if dated.doubted is None:
        return how
    return speech.say("{how}, though it states {day}", how=how, day=_first(dated.doubted, speech))


def earliest(dates: tuple[Dated, ...]) -> Dated | None:
    """The first of the best known of ``dates``; None where none is known.

    A time an article gives itself goes before one from a counterpart, and a day before a mere month.
    """
    return min((one for one in dates if one.when), key=_order, default=None)


def _first(when: When, speech: Speech) -> str:
    """When it began, as fine as it is known."""
    start, clock = when.start, f"{when.start:%H:%M}"
    match when.granularity:
        case "minute":
            return speech.say("{day}, {time}", day=speech.day(start), time=clock)
        case "day":
            return speech.day(start)
        case "week":
            return speech.say("week of {day}", day=speech.day(start))
        case "year":
            return f"{start:%Y}"
        case _:
            return speech.months(start, start)


def _order(dated: Dated) -> tuple[bool, bool, str]:
    when = dated.when
    if when is None:
        return (True, True, "")
    # The start as text, because one may carry its time zone and another not; those do not compare.
    return (dated.how == "counterpart", when.granularity not in ("minute", "day"), when.start.isoformat())
