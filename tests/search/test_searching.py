from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from searchable import Told, article, batch, derived, entity, stored, story, units

from samestory.errors import DossierError, InputError
from samestory.search import Found, Hit, Search, Wanted
from samestory.store.terms import terms
from samestory.store.view import View
from samestory.store.writer import Batch, Sighting, Writer

BRIDGE = article("bridge", "en", "Bridge at Velm reopens", "The old bridge was closed for nine months.")
MOST = article("most", "bg", "Мостът при Велм отново е отворен", "Старият мост беше затворен девет месеца.")
BREAD = article("bread", "en", "Bread dearer again", "Bakers in Velm blame the price of flour.", outlet="Ora")
ALL = (BRIDGE, MOST, BREAD)
SHUT = "nine months without a crossing"
MEANT = Told({units(BRIDGE)[1]: 3, units(MOST)[1]: 3, SHUT: 3, units(BREAD)[1]: 5})


def sentences(found: Found) -> list[str]:
    """All that was found, the best first."""
    each = [(hit.score, hit.span.of(a.text)) for s in found.stories for a in s.articles for hit in a.hits]
    return [words for _, words in sorted(each, key=lambda one: -one[0])]


def hits(found: Found) -> Iterator[tuple[str, Hit]]:
    return ((a.text, hit) for s in found.stories for a in s.articles for hit in a.hits)


def places(found: Found) -> dict[tuple[str, int], tuple[object, ...]]:
    """What was found by article and unit, without the order among equals."""
    each = ((a.article, hit) for s in found.stories for a in s.articles for hit in a.hits)
    return {(one, hit.unit): (hit.words, hit.share, hit.likeness) for one, hit in each}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = stored(tmp_path / "a.db", ALL, MEANT)
    who = entity("Ada Lorn", [("en", "Ada Lorn"), ("en", "Lorn"), ("bg", "Ада Лорн")], ["bridge", "most"])
    derived(path, [story("crossing", [["bridge"], ["most"]], 4), story("food", [["bread"]], 9)], [who])
    return path


@pytest.fixture
def search(dossier: Path) -> Iterator[Search]:
    with View.open(dossier) as view:
        yield Search(view, MEANT)


class TestWords:
    def test_are_found_in_another_form_with_the_words_marked(self, search: Search):
        found = search.find("мостове", by="words")
        assert set(sentences(found)) == set(units(MOST))
        marked = [[word.of(text) for word in hit.words] for text, hit in hits(found)]
        assert sorted(marked) == [["Мостът"], ["мост"]]

    def test_as_asked_go_before_other_forms(self, search: Search):
        assert sentences(search.find("мост", by="words"))[0] == units(MOST)[1]
        assert sentences(search.find("мостът", by="words"))[0] == units(MOST)[0]

    def test_inflect_as_the_language_of_the_text_does(self, tmp_path: Path):
        same = "мостовете"
        stored(tmp_path / "b.db", [article("one", "bg", same), article("two", "en", same)])
        with View.open(tmp_path / "b.db") as view:
            found = Search(view).find("мост", by="words")
        assert [a.article for s in found.stories for a in s.articles] == ["one"]

    def test_more_of_them_and_rarer_ones_go_first(self, search: Search):
        assert sentences(search.find("old bridge", by="words"))[0] == units(BRIDGE)[1]
        assert sentences(search.find("Velm flour", by="words"))[0] == units(BREAD)[1]

    def test_counts_sentences_that_hold_all(self, search: Search):
        assert search.find("bridge", by="words").holding == 2
        assert search.find("old bridge", by="words").holding == 1
        assert search.find("old flour", by="words").holding == 0

    def test_without_a_letter_are_refused(self, search: Search):
        with pytest.raises(InputError, match="no word to look for"):
            search.find("?!", by="words")

    @pytest.mark.parametrize(
        ("hostile", "plain"),
        [
            ('old" OR 1', "old or 1"), ("NEAR(old bridge)", "near old bridge"), ("forms:old", "forms old"),
            ("old*", "old"), ("old'; DROP TABLE words", "old drop table words"), ("-old ^flour", "old flour"),
        ],
    )  # fmt: skip
    def test_are_never_commands(self, search: Search, hostile: str, plain: str):
        found = search.find(hostile, by="words")
        assert sentences(found)
        assert found == search.find(plain, by="words")


class TestMeaning:
    def test_is_found_in_another_language(self, search: Search):
        found = search.find(SHUT, by="meaning")
        assert set(sentences(found)) == {units(BRIDGE)[1], units(MOST)[1]}
        assert all(hit.likeness == pytest.approx(1.0, abs=1e-3) for _, hit in hits(found))

    def test_goes_together_with_words(self, search: Search):
        found = search.find(SHUT)
        # What also holds the words comes first.
        assert sentences(found)[:2] == [units(BRIDGE)[1], units(MOST)[1]]

    def test_of_strangers_is_not_found(self, search: Search):
        assert search.find("nothing that was told", by="meaning").stories == ()

    def test_asks_for_an_encoder_of_the_same_model(self, dossier: Path):
        other = Told({})
        other.model_id = "other"
        with View.open(dossier) as view:
            with pytest.raises(DossierError, match="weights told"):
                Search(view, other).find("bridge")
            with pytest.raises(InputError, match="encoder"):
                Search(view).find("bridge")


class TestNames:
    def test_are_found_in_every_script(self, tmp_path: Path):
        texts = [article("en", "en", "Ada Lorn resigns"), article("bg", "bg", "Ада Лорн се оттегля")]
        path = stored(tmp_path / "n.db", texts)
        spellings = [("en", "Ada Lorn"), ("en", "Lorn"), ("bg", "Ада Лорн")]
        derived(path, [], [entity("Ada Lorn", spellings, ["en", "bg"])])
        with View.open(path) as view:
            search = Search(view)
            for asked in ("Lorn", "Ada Lorn", "Ада Лорн"):
                assert len(sentences(search.find(asked, by="words"))) == 2, asked
            (marked,) = [hit.words for text, hit in hits(search.find("Lorn", by="words")) if "Лорн" in text]
        assert [word.of("Ада Лорн се оттегля") for word in marked] == ["Лорн"]


@pytest.mark.parametrize(
    ("wanted", "articles"),
    [
        (Wanted(lang="bg"), {"most"}),
        (Wanted(lang="BG-bg"), {"most"}),
        (Wanted(lang="ro"), set()),
        (Wanted(outlet="ORA"), {"bread"}),
        (Wanted(since=date(2031, 5, 5)), {"bread"}),
        (Wanted(until=date(2031, 5, 4)), {"bridge", "most"}),
        (Wanted(since=date(2031, 5, 4), until=date(2031, 5, 9)), {"bridge", "most", "bread"}),
        (Wanted(entity="лорн ада"), None),
        (Wanted(entity="Ада Лорн"), {"bridge", "most"}),
        (Wanted(entity="id-Ada Lorn", lang="en"), {"bridge"}),
        (Wanted(origins=2), {"bridge", "most"}),
        (Wanted(origins=3), set()),
    ],
)
def test_what_is_not_wanted_is_left_out(search: Search, wanted: Wanted, articles: set[str] | None):
    if articles is None:
        with pytest.raises(InputError, match="no name"):
            search.find("Velm Велм", wanted)
        return
    found = search.find("Velm Велм", wanted, by="words")
    assert {a.article for s in found.stories for a in s.articles} == articles


def test_no_language_is_no_answer(search: Search):
    with pytest.raises(InputError, match="no language has the code 'xx'"):
        search.find("Velm", Wanted(lang="xx"), by="words")


def test_what_is_found_stands_by_story_and_article(search: Search):
    found = search.find("Velm Велм", by="words")
    assert {one.story: {a.article for a in one.articles} for one in found.stories} == {
        "crossing": {"bridge", "most"},
        "food": {"bread"},
    }
    assert {one.story: one.origins for one in found.stories} == {"crossing": 2, "food": 1}
    for text, hit in hits(found):
        assert hit.span in (article.units()[hit.unit] for article in ALL if article.text == text)


def test_no_more_is_given_than_asked(search: Search):
    assert len(sentences(search.find("Velm Велм", limit=2, by="words"))) == 2


def test_as_many_are_given_as_asked(tmp_path: Path):
    said = [f"Velm has {number} bridges." for number in range(250)]
    stored(tmp_path / "m.db", [article("many", "en", *said)])
    with View.open(tmp_path / "m.db") as view:
        search = Search(view, MEANT)
        assert len(sentences(search.find("Velm", limit=240, by="words"))) == 240
        assert len(sentences(search.find("Velm", limit=900))) == 250


def test_a_text_without_a_story_is_found(tmp_path: Path):
    stored(tmp_path / "c.db", ALL)
    with View.open(tmp_path / "c.db") as view:
        found = Search(view).find("flour", by="words")
    assert [(one.story, one.title(), one.origins) for one in found.stories] == [(None, "", 0)]


def test_an_empty_dossier_holds_nothing(tmp_path: Path):
    stored(tmp_path / "e.db", ())
    with View.open(tmp_path / "e.db") as view:
        assert Search(view, MEANT).find("bread") == Found(stories=(), holding=0)


def test_what_is_no_longer_seen_is_not_found(dossier: Path):
    with Writer.open(dossier) as writer:
        # Another document stands there now.
        writer.add(Batch(sightings=(Sighting("news", "bread.txt", "d-bridge"),)))
    with View.open(dossier) as view:
        assert Search(view, MEANT).find("flour", by="words").stories == ()
        assert sentences(Search(view, MEANT).find("closed", by="words")) == [units(BRIDGE)[1]]


def test_where_nothing_is_seen_any_more_nothing_is_found(tmp_path: Path):
    stored(tmp_path / "f.db", (BREAD,))
    with Writer.open(tmp_path / "f.db") as writer:
        # What stands there now could not be read.
        writer.add(Batch(sightings=(Sighting("news", "bread.txt", "d-none"),)))
    with View.open(tmp_path / "f.db") as view:
        assert Search(view, MEANT).find("flour") == Found(stories=(), holding=0)


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@given(texts=st.lists(st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=4), data=st.data())
def test_a_sentence_is_found_by_its_own_words(
    texts: list[list[str]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
):
    held = [article(f"a{number}", "en", *its) for number, its in enumerate(texts)]
    path = stored(tmp_path_factory.mktemp("own") / "a.db", held)
    whose = data.draw(st.sampled_from(held))
    unit = data.draw(st.integers(0, len(whose.units()) - 1))
    said = units(whose)[unit]
    if not list(terms(said)):
        return
    with View.open(path) as view:
        found = Search(view).find(said, limit=100, by="words")
    assert (whose.id, unit) in places(found)
    assert found.holding >= 1


@given(order=st.permutations(range(3)), again=st.lists(st.integers(0, 2), max_size=3))
def test_however_it_was_stored_the_same_is_found(
    order: list[int], again: list[int], tmp_path_factory: pytest.TempPathFactory
):
    folder = tmp_path_factory.mktemp("order")
    fresh = stored(folder / "fresh.db", ALL, MEANT)
    with Writer.open(folder / "grown.db") as writer:
        for number in (*order, *again):
            writer.add(batch([ALL[number]], MEANT))
    with View.open(fresh) as one, View.open(folder / "grown.db") as other:
        for asked in ("Velm bridge", "мостове", SHUT):
            before, after = (places(Search(view, MEANT).find(asked)) for view in (one, other))
            assert before == after != {}


def test_an_article_read_again_is_found_by_what_it_says_now(tmp_path: Path):
    path = stored(tmp_path / "r.db", ALL)
    other = article("bread", "en", "Milk dearer again", "Dairies in Velm blame the drought.")
    with Writer.open(path) as writer:
        writer.add(batch([other]))
    with View.open(path) as view:
        search = Search(view)
        assert search.find("flour bakers bread", by="words").stories == ()
        assert sentences(search.find("drought", by="words")) == [units(other)[1]]
        assert sentences(search.find("closed", by="words")) == [units(BRIDGE)[1]]
