from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from texts import seen

from samestory.collate.align import align
from samestory.collate.common_words import Words, words
from samestory.collate.copies import Side, copy, order, origins
from samestory.model import Aligned, Copy
from samestory.signals import Signals


def judged(left: Signals, right: Signals, texts: tuple[str, str] = ("", "")) -> Copy:
    """The verdict on two articles, of two languages where no ``texts`` are given."""
    langs = ("aa", "aa") if any(texts) else ("aa", "bb")
    sides = [
        Side(one, Words(lang, words(lang, [text]).runs, (60,) * len(one.sentences)))
        for one, lang, text in zip((left, right), langs, texts, strict=True)
    ]
    return copy(sides[0], sides[1], align(left, right))


def all_pairs(*articles: Signals) -> list[Copy]:
    return [judged(a, b) for a, b in combinations(sorted(articles, key=lambda s: s.id), 2)]


WIRE = seen("wire", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
TRANSLATION = seen("translation", [0, 1, 2, 3, 4, 5, 6, 7, 10], blur=0.8)
HALF = seen("half", [0, 1, 2, 3, 11, 12, 13], blur=0.8)
OWN = seen("own", [0, 14, 15], blur=0.8)


def test_verdicts_follow_the_share() -> None:
    verdicts = [judged(WIRE, other).verdict for other in (TRANSLATION, HALF, OWN)]
    assert verdicts == ["copy", "partial", "independent"]


def test_shares_are_of_each_articles_own_sentences() -> None:
    found = judged(WIRE, TRANSLATION)
    assert (found.left_share, found.right_share) == (0.8, 0.889)


def test_a_short_brief_taken_whole_is_a_copy() -> None:
    assert judged(WIRE, seen("brief", [2, 3], blur=0.8)).verdict == "copy"


def test_one_shared_sentence_makes_no_copy_of_a_short_report() -> None:
    assert judged(WIRE, seen("brief", [2, 15], blur=0.8)).verdict == "independent"


def test_a_rewritten_report_in_the_same_language_is_no_copy() -> None:
    other = seen("other", [0, 1, 2, 3, 11, 12, 13], blur=0.8)
    own, taken = "they tell it in words of their own", "the ferry sank at dawn near the pier, it says"
    assert judged(WIRE, other, (own, "the ferry sank at dawn near the pier")).verdict == "independent"
    assert judged(WIRE, other, (taken, "the ferry sank at dawn near the pier")).verdict != "independent"


def test_reasons_are_said_as_a_reader_would() -> None:
    says = [
        r.says for r in judged(WIRE, TRANSLATION, ("one two three four five", "two three four six")).reasons
    ]
    assert says[:3] == [
        "8 of 10 and 9 sentences have a counterpart",
        "100% of them in the same order",
        "50% of the runs of three words of one are in the other",
    ]


def test_what_is_only_likely_makes_no_copy_and_is_kept_of_independent_reports_alone() -> None:
    def aligned(score: float, *places: int) -> tuple[Aligned, ...]:
        return tuple(Aligned(left=(i,), right=(i,), score=score) for i in places)

    sides = [Side(seen(name, [0, 1, 2, 3]), Words(name, frozenset(), (60,) * 4)) for name in "ab"]
    likely = copy(sides[0], sides[1], aligned(0.7, 0, 1, 2, 3))
    assert (likely.verdict, likely.left_share, len(likely.pairs)) == ("independent", 0, 4)
    taken = copy(sides[0], sides[1], (*aligned(0.99, 0, 1, 2), *aligned(0.7, 3)))
    assert (taken.verdict, taken.left_share, len(taken.pairs)) == ("copy", 0.75, 3)


def test_nothing_aligned_is_independent() -> None:
    found = judged(WIRE, seen("other", [20, 21, 22]))
    assert (found.verdict, found.pairs, found.left_share) == ("independent", (), 0.0)


@given(st.permutations(range(8)), st.integers(0, 8))
def test_order_counts_every_two(places: list[int], kept: int) -> None:
    pairs = [Aligned(left=(i,), right=(j,), score=1.0) for i, j in enumerate(places[:kept])]
    both = list(combinations(pairs, 2))
    share = sum(a.right < b.right for a, b in both) / len(both) if both else None
    assert order(pairs[::-1]) == share


def test_copies_are_one_origin_and_partial_copies_their_own() -> None:
    copies = all_pairs(WIRE, TRANSLATION, HALF, OWN)
    found = origins(["half", "own", "translation", "wire"], copies)
    assert [set(o.articles) for o in found] == [{"translation", "wire"}, {"half"}, {"own"}]


def test_two_origins_do_not_merge_through_a_third_text_that_quotes_both() -> None:
    one, other = seen("one", [0, 1, 2, 3, 4]), seen("two", [5, 6, 7, 8, 9])
    digest = seen("digest", list(range(10)))
    found = origins(["digest", "one", "two"], all_pairs(one, other, digest))
    assert len(found) == 2


def test_order_is_the_share_of_pairs_in_sequence() -> None:
    def aligned(*places: tuple[int, int]) -> list[Aligned]:
        return [Aligned(left=(i,), right=(j,), score=1.0) for i, j in places]

    assert order(aligned((0, 0), (1, 1), (2, 2))) == 1.0
    assert order(aligned((0, 2), (1, 1), (2, 0))) == 0.0
    assert order(aligned((0, 0))) is None
