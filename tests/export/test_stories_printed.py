"""Why two are one or not: pairs that would be judged otherwise by themselves, and overruled words."""

from __future__ import annotations

from pathlib import Path

import pytest
from gathering import contents, gathered
from msgspec import structs
from rich.console import Console

from samestory import pipeline
from samestory.corrections.stories import find_article
from samestory.export import stories_json, stories_printed
from samestory.export.html import report as page
from samestory.export.index import index
from samestory.export.why import whys
from samestory.model import Contents, Decision, Reason, Verdict

WHOLES = "stories join as wholes"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    return contents(gathered(tmp_path_factory.mktemp("held") / "a.db"))


def ids(held: Contents, *names: str) -> list[str]:
    return [find_article(held, f"{name}.txt").id for name in names]


def told(held: Contents, one: str, other: str, *decisions: Decision) -> str:
    """What is printed where these are the decisions."""
    (left,), (right,) = ids(held, one), ids(held, other)
    console = Console(width=1_000)
    with console.capture() as captured:
        console.print(stories_printed.why(structs.replace(held, decisions=decisions), [left], [right]))
    return captured.get()


def decision(
    held: Contents, one: str, other: str, verdict: Verdict, score: float, **more: object
) -> Decision:
    left, right = ids(held, one, other)
    return Decision(kind="story", left=left, right=right, verdict=verdict, score=score, **more)


@pytest.mark.parametrize(
    ("pair", "verdict", "score", "said"),
    [
        (("ferry-1", "ferry-2"), "same", 0.3, True),
        (("ferry-1", "ferry-2"), "same", 0.7, False),
        (("ferry-1", "ferry-7"), "different", 0.7, True),
        (("ferry-1", "ferry-7"), "different", 0.3, False),
    ],
)
def test_what_a_pair_by_itself_would_not_be_is_explained(
    held: Contents, pair: tuple[str, str], verdict: Verdict, score: float, said: bool
):
    assert (WHOLES in told(held, *pair, decision(held, *pair, verdict, score))) == said


def test_a_look_alike_needs_no_other_explanation(held: Contents):
    why = (Reason(name="look_alike", value=-2.0, says="they tell of two happenings that look alike"),)
    shown = told(
        held, "ferry-1", "ferry-7", decision(held, "ferry-1", "ferry-7", "different", 0.7, reasons=why)
    )
    assert WHOLES not in shown
    assert "not the same story (0.70)\n     they tell of two happenings that look alike\n" in shown


def test_what_is_overruled_is_told_here_and_nowhere_else(held: Contents):
    overruled = decision(held, "ferry-1", "ferry-7", "same", 1.0, made_by="user:ana")
    shown = told(held, "ferry-1", "ferry-7", overruled)
    assert "decided by ana (overruled by what readers decided later)" in shown
    assert "the machine has no decision on them" in shown
    alone = structs.replace(held, decisions=(overruled,))
    assert all(not (one.together or one.apart) for one in whys(alone, index(alone)).values())
    (left,), (right,) = ids(held, "ferry-1"), ids(held, "ferry-7")
    (pair,) = stories_json.why(alone, [left], [right])["decisions"]
    assert (pair["overruled"], pair["machine"]) == (True, None)


def test_a_reader_who_made_a_thread_is_named_on_the_page(tmp_path: Path):
    dossier = gathered(tmp_path / "a.db")
    left, right = ids(contents(dossier), "ferry-1", "bridge-1")
    why = (Reason(name="because", value=1.0, says="the ferry goes where the bridge was"),)
    pipeline.decide(
        dossier,
        [
            Decision(
                kind="thread", left=left, right=right, verdict="related", score=1.0, reasons=why,
                made_by="user:ana",
            )
        ],
    )  # fmt: skip
    text = page(contents(dossier), "Threads", None, None)
    assert text.count("the ferry goes where the bridge was") == 2
    assert "decided by ana" in text
