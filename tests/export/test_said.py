"""What the exports say of utterances: who says it, to whom, who had it first, how a wording is flagged."""

from __future__ import annotations

import re

from ferry_texts import day, headlines, write
from rich.console import Console

from samestory.export import said_json, said_printed
from samestory.export.html import report
from samestory.export.index import index
from samestory.export.said import Names, Voice, Wording, extent_words, flags, said_to
from samestory.model import (
    Account,
    Article,
    Contents,
    Copy,
    Dated,
    Entity,
    Mention,
    NameMention,
    Origin,
    Quote,
    Said,
    Span,
    Spelling,
    Story,
    Thread,
    Utterance,
)

ANA, IGOR = "Ana Bel", "Igor Zem"


def said(name: str, lang: str, sentence: str, number: int, **more: str) -> Article:
    """A sentence that quotes one speaker; ``«…»`` is what is said, ``more`` has its audience."""
    article = write(name, lang, f"Title {name}", [sentence], published=day(2026, 3, number))
    text = article.text
    speaker = ANA if ANA in text else IGOR
    where = text.index(speaker)
    audience = more.get("audience")
    quote = Quote(
        span=Span(text.index("«") + 1, text.index("»")),
        kind="direct",
        name=0,
        audience=None
        if audience is None
        else Span(text.index(audience), text.index(audience) + len(audience)),
    )
    names = (NameMention(span=Span(where, where + len(speaker)), type="person"),)
    changed = {"names": names, "quotes": (quote,)}
    return Article(**{**{f: getattr(article, f) for f in article.__struct_fields__}, **changed})


ONE = said("one", "en", f"«We dig until <b>May</b>», {ANA} told the Valley Post.", 3, audience="Valley Post")
TWO = said("two", "ro", f"«Săpăm până în mai», a spus {ANA}.", 4)
THREE = said("three", "en", f"«We dig until June», said {IGOR}.", 4)
LONE = said("four", "en", f"«It rains», said {IGOR}.", 4)
ARTICLES = (ONE, TWO, THREE, LONE)


def entity(id_: str, name: str, *articles: Article) -> Entity:
    return Entity(
        id=id_,
        name=name,
        type="person",
        mentions=tuple(Mention(article=one.id, name=0) for one in articles),
        spellings=tuple(
            Spelling(key=f"person:{lang}:{name}", lang=lang, written=name, count=1)
            for lang in dict.fromkeys(one.lang for one in articles)
        ),
    )


def contents(source: str | None = None) -> Contents:
    wordings = (
        Said(article="one", quotes=(0,)),
        Said(article="two", quotes=(0,), how="shortened"),
        Said(article="three", quotes=(0,), how="altered"),
    )
    copy = Copy(
        left="one", right="two", verdict="copy", left_share=1.0, right_share=1.0, pairs=(), source=source
    )
    story = Story(
        id="story-1",
        titles=headlines(*ARTICLES),
        thread="thread-1",
        articles=tuple(one.id for one in ARTICLES),
        origins=(Origin(articles=("one", "two")), Origin(articles=("three",)), Origin(articles=("four",))),
        dates=tuple(Dated(article=one.id, when=one.published, how="stated") for one in ARTICLES),
        account=Account(rows=(), copies=(copy,)),
        utterances=(
            Utterance(id="u-1", wordings=wordings),
            Utterance(id="u-2", wordings=(Said(article="four", quotes=(0,)),)),
        ),
    )
    return Contents(
        articles=ARTICLES,
        files={one.id: (one.source,) for one in ARTICLES},
        stories=(story,),
        threads=(Thread(id="thread-1", stories=("story-1",)),),
        decisions=(),
        failures=(),
        entities=(entity("e-ana", ANA, ONE, TWO), entity("e-igor", IGOR, THREE, LONE)),
    )


def printed(by: Entity | None = None) -> str:
    console = Console(width=200, no_color=True)
    with console.capture() as captured:
        console.print(said_printed.quotes(contents(), by=by))
    return captured.get()


def test_speaker_audience_and_flags():
    held = index(contents())
    told, lone = Names(held).spoken(held.stories["story-1"])
    assert said_to(told) == f"{ANA}, to Valley Post"
    assert extent_words(told) == "2 independent origins, 2 languages"
    assert [flags(one, told) for one in told.wordings] == [
        ("first",),
        ("shortened",),
        ("altered", f"said by {IGOR}"),
    ]
    assert (lone.lone, said_to(lone), lone.known_first) == (True, IGOR, False)


def test_first_is_who_is_known_to_be():
    held = index(contents())
    story = held.stories["story-1"]
    assert Names(held).spoken(story)[0].known_first
    late = {f: getattr(story, f) for f in story.__struct_fields__}
    lent = tuple(
        Dated(article=d.article, when=d.when, how="counterpart" if d.article == "two" else "stated")
        for d in story.dates
    )
    assert not Names(held).spoken(Story(**{**late, "dates": lent}))[0].known_first
    taken = contents("one").stories[0]
    its = {f: getattr(taken, f) for f in taken.__struct_fields__}
    assert Names(held).spoken(Story(**{**its, "dates": lent}))[0].known_first


def test_the_readers_language_follows_the_first_wording():
    held = index(contents(), "ro")
    told = Names(held).spoken(held.stories["story-1"])[0]
    assert [one.article.id for one in told.wordings] == ["one", "two", "three"]


def test_printed_and_by_one_speaker():
    text = printed()
    assert re.search(r"A +one.txt, English +“We dig until <b>May</b>”  \[first\]", text)
    assert re.search(r"B +three.txt, English +“We dig until June”  \[altered, said by Igor Zem\]", text)
    assert "Quoted by one report only" in text
    assert "It rains" not in printed(by=contents().entities[0])
    assert "Nothing is quoted" in printed(by=entity("e-none", "Nobody"))


def test_json_has_every_place():
    (story,) = said_json.quotes(contents())["stories"]
    first = story["utterances"][0]
    assert first["speaker"] == {"entity": "e-ana", "name": ANA}
    assert (first["origins"], first["languages"], first["audience"]) == (2, ["en", "ro"], "Valley Post")
    assert [one["how"] for one in first["wordings"]] == ["whole", "shortened", "altered"]
    quote = first["wordings"][0]["quotes"][0]
    assert ONE.text[quote["start"] : quote["end"]] == quote["text"] == "We dig until <b>May</b>"
    assert ONE.text[quote["audience"]["start"] : quote["audience"]["end"]] == "Valley Post"


def test_the_page_leads_from_every_wording_to_its_sentence_and_escapes_it():
    html = report(contents(), "Said")
    assert "<b>May</b>" not in html
    section = html[html.index(">Who said what") : html.index(">Full texts")]
    assert "We dig until &lt;b&gt;May&lt;/b&gt;" in section
    assert 'href="#one-s0"' in section
    assert 'id="one-s0"' in html
    assert section.count("<q>") == 4


def test_a_comma_before_the_closing_mark_is_not_shown():
    article = said("five", "en", f"«Water, mud, sand,» said {ANA}.", 3)
    wording = Wording(said=Said(article="five", quotes=(0,)), article=article, origin=0, voice=Voice())
    assert wording.words == "Water, mud, sand"
