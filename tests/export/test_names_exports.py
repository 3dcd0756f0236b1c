"""Who is named, printed, as JSON and as a table: every mention once, at its offsets, in its own words."""

from __future__ import annotations

import csv
import json
from io import StringIO

import msgspec
import pytest
from ferry_names import CAST, IMAGE, standing
from ferry_texts import AR, BG, RO
from rich.console import Console, RenderableType

from samestory.export import names_csv, names_json, names_printed
from samestory.export.index import index
from samestory.export.json import account, listing
from samestory.export.named import by_language, judgements, places, posts, ranked
from samestory.model import Contents, Entity, NameMention, Span


def told(what: RenderableType, width: int = 1_000) -> list[str]:
    console = Console(width=width)
    with console.capture() as captured:
        console.print(what)
    return [" ".join(line.split()) for line in captured.get().splitlines()]


def of(contents: Contents, id_: str) -> Entity:
    return next(one for one in contents.entities if one.id == id_)


def test_every_mention_stands_around_its_name(named: Contents):
    held = index(named)
    found = [one for each in named.entities for one in places(each, held)]
    assert len(found) == sum(len(one.names) for one in named.articles) > 20
    for one in found:
        assert one.around.start <= one.name.span.start
        assert one.name.span.end <= one.around.end
        assert one.written in {form for cast in CAST for form in cast[3]}
        assert one.sentence is None or one.article.sentences[one.sentence] == one.around
    assert {one.around == one.article.title for one in found} == {True, False}


def test_a_name_between_sentences_stands_around_itself(named: Contents):
    # Behind the last sentence of the text.
    at = Span(len(RO.text) - 1, len(RO.text))
    article = msgspec.structs.replace(RO, names=(NameMention(span=at, type="person"),))
    held = index(msgspec.structs.replace(named, articles=(article,)))
    dorca = of(named, "e-dorca")
    lone = msgspec.structs.replace(dorca, mentions=(msgspec.structs.replace(dorca.mentions[0], name=0),))
    (place,) = places(lone, held)
    assert (place.around, place.sentence) == (at, None)


def test_those_in_most_articles_come_first(named: Contents):
    assert [one.id for one in ranked(named)][:3] == ["e-meridian", "e-corva", "e-dorca"]
    assert [one.id for one in ranked(named, "person")] == ["e-dorca", "e-oleg"]


def test_spellings_come_by_language(named: Contents):
    spellings = by_language(of(named, "e-corva"))
    assert {lang: [one.written for one in each] for lang, each in spellings.items()} == {
        "ar": ["كورفا", "Corva"],
        "bg": ["Корва"],
        "en": ["Corva"],
        "ro": ["Corva"],
        "ru": ["Корва"],
    }
    counts = [sum(one.count for one in each) for each in spellings.values()]
    assert counts == sorted(counts, reverse=True)


def test_posts_are_counted_by_language(named: Contents):
    found = places(of(named, "e-dorca"), index(named))
    assert set(posts(found)) == {("ro", "căpitanul", 1), ("bg", "капитан", 1)}


def test_decisions_are_told_of_both_sides(named: Contents):
    judged = judgements(named)
    assert [one.made_by for one in judged["e-corva"].together] == ["user:Maria Ionescu"]
    assert judged["e-corva"].apart == judged["e-laden"].apart
    assert [one.score for one in judged["e-laden"].apart] == [0.3]


class TestPrinted:
    def test_the_table_has_a_line_for_each(self, named: Contents):
        total, heading, *lines = told(names_printed.table(named))
        assert total == "2 people, 1 organisation, 2 places, 1 work, 1 event"
        assert heading == "Id Name Type Actor Mentions Articles Languages Spellings"
        assert len(lines) == len(named.entities)
        assert lines[2] == "e-dorca Ilie Dorca person 2 2 ro bg Ilie Dorca, Илие Дорка"

    def test_country_and_sector_are_told_with_their_words(self, named: Contents):
        held = standing(named)
        lines = told(names_printed.table(held))
        assert lines[4] == "e-dorca Ilie Dorca person RO LAB 2 2 ro bg Ilie Dorca, Илие Дорка"
        lines = told(names_printed.entity(held, of(held, "e-dorca")))
        at = lines.index("Country and sector")
        assert lines[at + 1 : at + 3] == [
            f"Romania (RO): {RO.text[:4].strip()} 1",
            "labour (LAB): капитан 1, căpitanul 1",
        ]
        assert "Country and sector" not in told(names_printed.entity(held, of(held, "e-oleg")))

    def test_one_type_alone(self, named: Contents):
        total, _, *lines = told(names_printed.table(named, "place"))
        assert (total, len(lines)) == ("2 places", 2)

    def test_nothing_named_says_so(self, nothing: Contents):
        assert told(names_printed.table(nothing)) == ["No names"]

    def test_many_forms_are_cut_and_counted(self, named: Contents):
        oleg = of(named, "e-oleg")
        more = tuple(
            msgspec.structs.replace(oleg.spellings[0], written=f"Олег {n}", count=1) for n in range(10)
        )
        shown = msgspec.structs.replace(oleg, spellings=more)
        assert told(names_printed.summary(shown))[0].endswith("Олег 6, Олег 7 and 2 more")

    def test_an_entity_has_its_spellings_posts_sentences_and_reasons(self, named: Contents):
        lines = told(names_printed.entity(named, of(named, "e-dorca")))
        assert lines[:3] == [
            "Ilie Dorca",
            "person · 2 mentions in 2 articles · Romanian, Bulgarian",
            "id e-dorca",
        ]
        assert "Romanian: Ilie Dorca 1" in lines
        assert "căpitanul 1 · капитан 1" in lines
        start = RO.text.index("Ilie Dorca")
        assert f"{start}–{start + 10} Ilie Dorca {RO.sentences[3].of(RO.text)}" in lines
        assert "pile/b2e1bg.txt (Bulgarian, Утринна поща)" in lines
        assert lines[-2:] == [
            "Why these are one",
            "Илие Дорка (bg) – Ilie Dorca (ro): the same (0.93): they sound alike in Latin letters",
        ]

    def test_marks_of_direction_are_left_out_and_the_name_alone_is_bold(self, named: Contents):
        text = "\u202eA \u2067ferry\u2069 of Litoral."
        start = text.index("Litoral")
        article = msgspec.structs.replace(
            RO, text=text, title=None, sentences=(Span(0, len(text)),),
            names=(NameMention(span=Span(start, start + 7), type="organisation"),),
        )  # fmt: skip
        dorca = of(named, "e-dorca")
        lone = msgspec.structs.replace(dorca, mentions=(msgspec.structs.replace(dorca.mentions[0], name=0),))
        console = Console(width=200, force_terminal=True, color_system="standard")
        with console.capture() as captured:
            console.print(names_printed.entity(msgspec.structs.replace(named, articles=(article,)), lone))
        assert "A ferry of \x1b[1mLitoral\x1b[0m." in captured.get()

    def test_a_reader_who_decided_is_named(self, named: Contents):
        lines = told(names_printed.entity(named, of(named, "e-corva")))
        assert "Корва (bg) – Corva (ro): the same (1.00): decided by Maria Ionescu" in lines
        assert lines[-1] == "Корва (bg) – Ладен (ru): not the same (0.30): never named in one story"

    def test_every_file_of_an_article_is_named(self, named: Contents):
        lines = told(names_printed.entity(named, of(named, "e-litoral")))
        assert any(line.startswith("pile/c3d2en.txt, pile/again/courier.txt (English") for line in lines)


def stands(mention: dict[str, object], texts: dict[str, str]) -> bool:
    return texts[str(mention["article"])][mention["start"] : mention["end"]] == mention["text"]  # type: ignore[misc]


class TestJson:
    def test_the_listing_holds_every_mention_at_its_offsets(self, named: Contents):
        texts = {one.id: one.text for one in named.articles}
        told = listing(named)["entities"]
        mentions = [mention for one in told for mention in one["mentions"]]
        assert len(mentions) == sum(len(one.names) for one in named.articles)
        assert all(stands(one, texts) for one in mentions)
        captain = next(one["post"] for one in mentions if one["text"] == "Ilie Dorca")
        assert captain["text"] == RO.text[captain["start"] : captain["end"]] == "căpitanul"
        assert json.loads(json.dumps(told)) == told

    def test_an_account_names_those_of_its_articles_there_alone(self, named: Contents):
        (refloat,) = (one for one in named.stories if one.id == "story-refloat")
        told = account(named, refloat.id)["entities"]
        assert [one["name"] for one in told] == ["Meridian"]
        assert (
            {one["article"] for one in told[0]["mentions"]}
            == set(refloat.articles)
            == set(told[0]["articles"])
        )
        # All its spellings, those of other stories too.
        assert {one["lang"] for one in told[0]["spellings"]} == {"ro", "bg", "en", "ar", "ru"}

    def test_one_shown_has_its_sentences_posts_and_decisions(self, named: Contents):
        told = names_json.shown(named, of(named, "e-dorca"))
        assert [one["around"]["text"] for one in told["mentions"]] == [
            one.sentences[3].of(one.text) for one in (RO, BG)
        ]
        assert told["posts"][0] == {"lang": "ro", "text": "căpitanul", "count": 1}
        assert [one["reasons"][0]["name"] for one in told["decisions"]] == ["sound"]

    def test_country_and_sector_lead_to_their_words(self, named: Contents):
        held = standing(named)
        texts = {one.id: one.text for one in held.articles}
        shown = names_json.shown(held, of(held, "e-dorca"))
        assert (shown["country"], shown["sector"]) == ("RO", "LAB")
        assert [(one["tells"], one["value"], one["text"]) for one in shown["clues"]] == [
            ("country", "RO", RO.text[:4]), ("sector", "LAB", "căpitanul"), ("sector", "LAB", "капитан"),
        ]  # fmt: skip
        assert all(stands(one, texts) for one in shown["clues"])
        listed = {one["id"]: (one["country"], one["sector"]) for one in names_json.listed(held)}
        assert listed == {
            one.id: ("RO", "LAB") if one.id == "e-dorca" else (None, None) for one in held.entities
        }

    def test_one_type_alone(self, named: Contents):
        assert {one["type"] for one in names_json.listed(named, "place")} == {"place"}


class TestCsv:
    @pytest.fixture
    def rows(self, named: Contents) -> list[dict[str, str]]:
        return list(csv.DictReader(StringIO(names_csv.table(named).removeprefix("\ufeff"))))

    def test_a_row_is_a_mention(self, rows: list[dict[str, str]], named: Contents):
        texts = {one.id: one.text for one in named.articles}
        assert len(rows) == sum(len(one.mentions) for one in named.entities)
        for row in rows:
            text = texts[row["article"]]
            assert text[int(row["start"]) : int(row["end"])] == row["spelling"]
            assert row["spelling"] in row["sentence"]
            assert row["sentence"] in text

    def test_a_row_says_where_it_stands(self, rows: list[dict[str, str]]):
        (row,) = (one for one in rows if one["spelling"] == "Илие Дорка")
        assert row["file"] == "pile/b2e1bg.txt"
        del row["start"], row["end"], row["file"]
        assert row == {
            "entity": "e-dorca",
            "name": "Ilie Dorca",
            "type": "person",
            "spelling": "Илие Дорка",
            "language": "bg",
            "outlet": "Утринна поща",
            "article": BG.id,
            "sentence": BG.sentences[3].of(BG.text),
            "post": "капитан",
            "score": "0.9",
        }

    def test_any_words_survive(self, rows: list[dict[str, str]]):
        assert IMAGE in {one["name"] for one in rows}
        assert AR.sentences[0].of(AR.text) in {one["sentence"] for one in rows}

    def test_what_would_be_a_formula_begins_with_an_apostrophe(self, named: Contents):
        posed = msgspec.structs.replace(named.entities[0], name="=1+1")
        rows = names_csv.table(msgspec.structs.replace(named, entities=(posed,))).splitlines()
        assert {row.split(",")[1] for row in rows[1:]} == {"'=1+1"}

    def test_nothing_named_is_a_line_of_headings(self, nothing: Contents):
        assert names_csv.table(nothing) == "\ufeff" + ",".join(names_csv.COLUMNS) + "\n"
