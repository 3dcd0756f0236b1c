"""Publication times in words and in ISO 8601, no finer than they are known.

Not for times inside articles, and no arithmetic: a When comes resolved.
"""

from __future__ import annotations

from datetime import timedelta

from samestory.model import Dated, When

HOW = {
    "stated": "as stated",
    "inferred": "from the text",
    "counterpart": "from a counterpart",
    "unknown": "not known",
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


def spoken(dated: Dated) -> str:
    """The time in words to read; ≈ before one taken from another article."""
    when = dated.when
    if when is None:
        return "date not known"
    start = when.start
    day = f"{start.day} {start:%B %Y}"
    words = {
        "minute": f"{day}, {start:%H:%M}",
        "day": day,
        "week": f"week of {day}",
        "month": f"{start:%B %Y}",
        "year": f"{start:%Y}",
    }.get(when.granularity, f"{start:%B %Y}")
    return f"≈ {words}" if dated.how == "counterpart" else words


def stretch(when: When) -> str:
    """The day, or the first and the last: "26 September – 11 November 2025"."""
    first, last = when.start, when.end - timedelta(microseconds=1)
    closing = f"{last.day} {last:%B %Y}"
    if when.granularity != "day" or first.date() == last.date():
        return spoken(Dated(article="", when=when, how="stated"))
    year = "" if first.year == last.year else f" {first.year}"
    if not year and first.month == last.month:
        return f"{first.day}–{closing}"
    return f"{first.day} {first:%B}{year} – {closing}"


def known_by(dated: Dated) -> str:
    """How the time is known: "from a counterpart, though it states 3 March 2028"."""
    how = HOW[dated.how]
    if dated.doubted is None:
        return how
    return f"{how}, though it states {spoken(Dated(article=dated.article, when=dated.doubted, how='stated'))}"


def earliest(dates: tuple[Dated, ...]) -> Dated | None:
    """The first of the best known of ``dates``; None where none is known.

    A time an article gives itself goes before one from a counterpart, and a day before a mere month.
    """
    return min((one for one in dates if one.when), key=_order, default=None)


def _order(dated: Dated) -> tuple[bool, bool, str]:
    when = dated.when
    if when is None:
        return (True, True, "")
    # The start as text, because one may carry its time zone and another not; those do not compare.
    return (dated.how == "counterpart", when.granularity not in ("minute", "day"), when.start.isoformat())
