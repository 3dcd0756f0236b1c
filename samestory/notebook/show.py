"""What a notebook shows of lists and accounts: HTML that stands alone, everything from articles escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from samestory.export.marked import Piece

STYLE = Markup("""<style>
.samestory { max-width: 72em; }
.samestory table { border-collapse: collapse; }
.samestory th, .samestory td { text-align: start; vertical-align: top; padding: .25em .6em;
  border-block-end: 1px solid color-mix(in srgb, currentColor 20%, transparent); overflow-wrap: anywhere; }
.samestory .n { text-align: end; font-variant-numeric: tabular-nums; }
.samestory .s, .samestory th { white-space: nowrap; }
.samestory mark { color: inherit; background: none; text-decoration: underline; }
.samestory small { opacity: .7; }
</style>""")
LISTING = Markup(
    '<div class="samestory">{}{}<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}</div>'
)
# Lines of a list, and rows of an account, that are shown.
SHOWN = 20
LONGEST = 300
# What is as short as a day or an id stays on one line.
SHORT = 12


def listing(
    columns: Iterable[str], rows: Sequence[Sequence[object]], *, title: str = "", note: str = ""
) -> str:
    """A table of ``rows``, the first SHOWN of them."""
    head = Markup("").join(Markup("<th>{}</th>").format(one) for one in columns)
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(map(_cell, row))) for row in rows[:SHOWN]
    )
    heading = Markup("<h4><bdi>{}</bdi></h4>").format(title) if title else ""
    told = note or (f"and {len(rows) - SHOWN} more" if len(rows) > SHOWN else "")
    foot = Markup("<p><small>{}</small></p>").format(told) if told else ""
    return str(LISTING.format(STYLE, heading, head, body, foot))


def _cell(value: object) -> Markup:
    if value is None:
        return Markup("<td></td>")
    if isinstance(value, int | float):
        return Markup('<td class="n">{}</td>').format(value)
    if isinstance(value, Markup):
        return Markup("<td>{}</td>").format(value)
    words = str(value)
    if len(words) <= SHORT:
        return Markup('<td class="s" dir="auto">{}</td>').format(words)
    shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    return Markup('<td dir="auto">{}</td>').format(shown)


def sentences(told: Iterable[tuple[str, Iterable[Piece]]]) -> Markup:
    """Who says what, one below the other, with what differs underlined."""
    each = Markup('<div dir="auto"><small>{}</small> {}</div>')
    return Markup("").join(each.format(who, Markup("").join(map(_piece, words))) for who, words in told)


def _piece(one: Piece) -> Markup:
    return Markup("<mark>{}</mark>" if one.marked else "{}").format(one.text)
