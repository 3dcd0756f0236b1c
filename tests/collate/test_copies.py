from itertools import combinations

from texts import EARLY, LATE, seen

from samestory.collate.align import align
from samestory.collate.copies import copy, order, origins
from samestory.model import Aligned, Copy
from samestory.signals import Signals


def judged(left: Signals, right: Signals) -> Copy:
    return copy(left, right, align(left, right))


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


def test_the_earlier_one_was_first() -> None:
    late = seen("late", [0, 1, 2, 3, 4], published=LATE, blur=0.8)
    early = seen("early", [0, 1, 2, 3, 4], published=EARLY)
    assert judged(early, late).source == judged(late, early).source == "early"


def test_a_shared_wire_is_named_and_leaves_the_direction_open() -> None:
    left = seen("left", [0, 1, 2, 3, 4], credits=["TASS"])
    right = seen("right", [0, 1, 2, 3, 4], credits=["TASS", "AFP"], blur=0.8)
    found = judged(left, right)
    assert found.source is None
    assert "both credit TASS" in [r.says for r in found.reasons]


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
