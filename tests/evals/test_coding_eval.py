"""The coding task's stories and counts are what they say, and its baselines see no alignment."""

from __future__ import annotations

from itertools import combinations

import pytest
from msgspec import structs

from evals.coding import cases, examples, naive, translated
from evals.coding.read import read_anew
from evals.coding.score import Tally, places, summed, tally
from evals.coding.stories import Coded, coded
from evals.coding.translated import Document
from samestory.collate.events_parties import Keys
from samestory.encode import Encoder
from samestory.model import Article, Dated, Deed, NameMention, Span


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.open()


def test_halves_share_no_sentence_and_no_actor() -> None:
    told, named = [], []
    for half in cases.HALVES:
        stories = cases.stories(half)
        assert len(stories) == 10
        assert sum(len(one.change) for one in stories) == 20
        told.append({text for one in stories for line in one.line for text in (line.left, line.right)})
        near = {one.text for one in cases.near(half)}
        names = {mark[3] for text in told[-1] | near for mark in cases.MARK.finditer(text)}
        named.append({one.split()[0] for one in names})
    assert not told[0] & told[1]
    assert not named[0] & named[1]


def test_every_change_is_one_and_its_names_stand_where_they_should() -> None:
    for story in (one for half in cases.HALVES for one in cases.stories(half)):
        for change in story.change:
            plain, changed = (
                {one.id: one for one in cases.reports(story, it)}[change.side] for it in (None, change)
            )
            before, after = (
                (
                    one.deeds[change.line].root,
                    one.deeds[change.line].mood,
                    one.names[one.deeds[change.line].source].span.of(one.text)[:3],
                )
                for one in (plain, changed)
            )
            assert before != after, change.text
            assert cases.kind(change) in cases.KINDS
            for name in changed.names:
                words = name.span.of(changed.text)
                assert words
                assert words == words.strip(" {}:>+")


def test_what_is_told_of_another_actor_differs_from_its_line_in_one() -> None:
    for half in cases.HALVES:
        for one in cases.near(half):
            line = cases.stories(half)[one.story].line[one.line]
            plain, other = (
                {mark[1]: mark[3] for mark in cases.MARK.finditer(text)}
                for text in (line.left if one.side == "left" else line.right, one.text)
            )
            assert [key[:1] for key in plain] == [key[:1] for key in other], one.text
            assert len({*plain.values()} & {*other.values()}) <= 1, one.text


def test_a_story_is_coded_and_its_change_found(encoder: Encoder) -> None:
    story = cases.stories("develop")[0]
    plain = coded(cases.encoded(cases.reports(story), encoder))
    assert len(plain.events) == len(story.line)
    assert not any(cases.is_found(change, plain.events) for change in story.change)
    (change, *_) = story.change
    changed = coded(cases.encoded(cases.reports(story, change), encoder))
    assert cases.is_found(change, changed.events)
    pairs, disputed = naive.told_of(changed)
    assert disputed <= pairs


def test_counts_tell_what_is_told_twice_and_what_is_not_one() -> None:
    told = {("a", 0): "x", ("b", 0): "x", ("b", 1): "y", ("c", 0): "x"}
    one = tally([frozenset({("a", 0), ("b", 0)}), frozenset({("b", 1), ("c", 0)})], told, 1)
    assert (one.redundancy, one.precision, one.peace) == (1.5, 0.5, 0.5)
    assert summed([one, one]) == Tally(4, 6, 4, 2, 4, 2)
    assert Tally().redundancy == Tally().precision == Tally().peace == 1


def _article(name: str, *deeds: tuple[str, str]) -> Article:
    """Sentences "A B" of which each names two who do something to one another."""
    text = "".join(f"{one} {other}\n" for one, other in deeds)
    names, spans = [], []
    for one, other in deeds:
        start = 0 if not spans else spans[-1].end + 1
        spans.append(Span(start, start + len(one) + 1 + len(other)))
        for at, word in ((start, one), (start + len(one) + 1, other)):
            names.append(NameMention(span=Span(at, at + len(word)), type="person"))
    acts = tuple(
        Deed(sentence=n, source=2 * n, target=2 * n + 1, root="ACCUSE", mood="stated", score=0.9 - 0.5 * n)
        for n in range(len(deeds))
    )
    return Article(
        id=name, document_id=name, source=name, lang="en", text=text, sentences=tuple(spans),
        names=tuple(names), deeds=acts,
    )  # fmt: skip


def _story(*articles: Article) -> Coded:
    held = {one.id: one for one in articles}
    who = {one.id: tuple(name.span.of(one.text) for name in one.names) for one in articles}
    dates = [Dated(article=one.id, when=None, how="unknown") for one in articles]
    return Coded(held, Keys(held, who), (), dates, (), ())


def test_naive_ways_go_by_article_and_by_day() -> None:
    story = _story(_article("a", ("Ana", "Ion"), ("Ana", "Ion")), _article("b", ("Ana", "Ion")))
    assert sorted(map(len, naive.by_article(story))) == [1, 2]
    assert sorted(map(len, naive.one_a_day(story))) == [3]
    assert naive.told_of(story)[1] == set()
    turned = _story(_article("a", ("Ana", "Ion")), _article("b", ("Ion", "Ana")))
    assert naive.told_of(turned) == ({frozenset({"entity:Ana", "entity:Ion"})},) * 2


def test_a_line_tells_of_as_many_pairs_as_one_language_has() -> None:
    one, other = _article("a", ("Ana", "Ion"), ("Ana", "Dan")), _article("b", ("Ana", "Dan"))
    story = _story(one, other)
    document = Document("made", [(one, None), (other, None)], {"a": [0, 0], "b": [0]})  # type: ignore[list-item]
    told = translated.happenings(document, story)
    assert told["a", 1] == told["b", 0] != told["a", 0]
    assert [len(a.deeds) for a, _ in document.above(0.6).articles] == [1, 1]
    apart = document._replace(lines={"a": [0, 1], "b": [2]})
    assert len(set(translated.happenings(apart, story).values())) == 3


def test_where_languages_have_one_of_two_in_common_the_line_tells_one_happening() -> None:
    told = [("Ana", "Ion"), ("Dan", "Lia")], [("Ana", "Eva")], [("Olt", "Nor")]
    articles = [_article(name, *deeds) for name, deeds in zip("abc", told, strict=True)]
    document = Document("made", [(one, None) for one in articles], {"a": [0, 0], "b": [0], "c": [0]})  # type: ignore[misc]
    found = translated.happenings(document, _story(*articles))
    assert found["a", 0] == found["b", 0]
    assert len({found["a", 0], found["a", 1], found["c", 0]}) == 3


def test_who_is_named_is_who_a_reader_finds() -> None:
    gold = translated._gold()
    assert all(len(forms) == len({*forms}) for one in gold.who for forms in one.names)
    named = gold.who[0]
    (first, *_) = named.names
    one = _article("a", (first[0], "Ion"))
    story = _story(one)
    assert translated._who(one, 0, story, named.names) == "read:0"
    assert translated._who(one, 1, story, named.names) == story.key("a", 1)


def test_own_deeds_are_read_of_the_same_two(encoder: Encoder) -> None:
    (one, _) = cases.reports(cases.stories("develop")[0])
    read = read_anew(one, encoder)
    assert len(read.deeds) == len(one.deeds)
    for told, found in zip(one.deeds, read.deeds, strict=True):
        assert {told.source, told.target} == {found.source, found.target}
        assert (found.sentence, found.time) == (told.sentence, told.time)
        assert 0 < found.sure < 1


def test_lines_are_found_by_their_words() -> None:
    made = structs.replace(_article("a", ("Ana", "Ion"), ("Dan", "Lia")), deeds=())
    assert translated.lines_of(made, ["Ana Ion", "Dan Lia"]) == [0, 1]
    assert translated.lines_of(made, ["Ana Ion", "was left out", "Dan Lia"]) == [0, 2]


def test_what_a_reader_finds_in_the_examples_stands_there_and_is_coded() -> None:
    told = examples.happenings()
    assert len({(one.story, one.name) for one in told}) == len(told)
    deeds = [deed for one in told for deed in one.deeds]
    assert all(a[:4] != b[:4] for a, b in combinations(deeds, 2))
    given = list(examples.given())
    assert sum(len(one.happenings) for one in given) == len(deeds)
    for one in given:
        held = {place for group in places(one.coded.events) for place in group}
        assert held == set(one.happenings)
