from __future__ import annotations

import time
from xml.etree import ElementTree

from evals.flame import drawn, laid
from evals.profile import by_part, cut, sampled
from samestory.read.text import unwrap

STACKS = {
    ("run:a", "read/text:b"): 3.0,
    ("run:a", "encode/session:<c&d>"): 5.0,
    ("run:a",): 1.0,
    ("store/writer:e",): 1.0,
}


def test_boxes_stand_on_their_callers_and_are_as_wide_as_their_time():
    boxes = {box.stack: box for box in laid(STACKS)}
    assert boxes["run:a",].share == 0.9
    assert boxes["run:a", "read/text:b"].share == 0.3
    for stack, box in boxes.items():
        assert box.depth == len(stack) - 1
        if box.depth:
            below = boxes[stack[:-1]]
            assert below.start <= box.start
            assert box.start + box.share <= below.start + below.share + 1e-9
    beside = sorted(box for box in boxes.values() if box.depth == 1)
    assert beside[0].start + beside[0].share <= beside[1].start + 1e-9


def test_the_picture_says_every_time_and_runs_nothing():
    tree = ElementTree.fromstring(drawn(STACKS))
    told = [title.text for title in tree.iter("{http://www.w3.org/2000/svg}title")]
    assert "encode/session:<c&d>: 5.00 s, 50.0%" in told
    assert not any("script" in one.tag for one in tree.iter())


def test_what_is_too_narrow_is_left_out():
    assert "tiny" not in drawn({("wide:a",): 1e6, ("tiny:b",): 1.0})


def test_deeper_frames_count_for_their_callers():
    assert cut(STACKS, 1) == {("run:a",): 9.0, ("store/writer:e",): 1.0}
    assert by_part(STACKS)[0] == ("encode/session", 5.0)


def test_a_profile_counts_what_works_and_not_what_waits():
    text = "word and word\n" * 4000

    def work() -> None:
        end = time.process_time() + 0.3
        while time.process_time() < end:
            unwrap(text)
        time.sleep(0.3)

    found = sampled(work)
    assert dict(by_part(found)).keys() == {"read/text"}
    assert 0.1 < sum(found.values()) < 0.45
