"""A graph of actors in words: what an edge is, in signs and phrases that the printed list and the page share.

Only words for people; nothing here is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from samestory.export.events import DOES, MOODS
from samestory.export.graph import Act, Edge, Graph, Sign
from samestory.export.lines import line
from samestory.export.times import time_words
from samestory.model import When
from samestory.speech import Speech, message, messages

SIGN_WORDS: dict[Sign, str] = {
    "+": message("cooperation"),
    "−": message("conflict"),
    "±": message("as much cooperation as conflict"),
    "": message("not told as done"),
}


def printed(graph: Graph) -> str:
    """Every edge on a line, safe for terminals: sign and weight, who acts on whom, what is done, when."""
    names = graph.names()
    speech = graph.held.speech
    edges = (f"{one.sign or '·'} {one.weight:>3}  {edge_title(one, names, speech)}" for one in graph.edges)
    return "".join(f"{line(words).plain}\n" for words in (size_words(graph), *edges))


def size_words(graph: Graph) -> str:
    """How many actors and edges there are, and what the numbers mean."""
    speech = graph.held.speech
    if not graph.edges:
        return speech.say("No events between two actors")
    actors = speech.plural("{n} actor", "{n} actors", len(graph.nodes))
    edges = speech.plural("{n} edge", "{n} edges", len(graph.edges))
    return f"{actors}, {edges}. " + speech.say("Numbers are independent origins, summed over events")


def edge_title(edge: Edge, names: Mapping[str, str], speech: Speech) -> str:
    """An edge in a line: "Lorn → Vard: accuses 2, refuses 1; planned: 1; 11–13 May 2026".

    ``names`` are those of a graph.
    """
    told = "; ".join(words for words in (what_words(edge, speech), days_words(edge, speech)) if words)
    return f"{names[edge.source]} → {names[edge.target]}: {told}"


def act_words(act: Act, speech: Speech) -> str:
    """What is done, and how it is told where not as done: "accuses", "planned: helps"."""
    does = speech.say(DOES[act.event.root])
    return does if act.stated else f"{speech.say(MOODS[act.event.mood])}: {does}"


def otherwise_words(act: Act, speech: Speech) -> str:
    """How many origins tell the same otherwise; empty where none does."""
    many = messages("{n} origin tells it otherwise", "{n} origins tell it otherwise")
    return speech.plural(*many, act.otherwise) if act.otherwise else ""


def what_words(edge: Edge, speech: Speech) -> str:
    """What is done and how many origins tell it: "accuses 2, refuses 1; planned: 1"."""
    done = ", ".join(f"{speech.say(DOES[root])} {number}" for root, number in edge.roots.items())
    undone = (f"{speech.say(MOODS[mood])}: {number}" for mood, number in edge.undone.items() if number)
    return "; ".join(words for words in (done, *undone) if words)


def days_words(edge: Edge, speech: Speech) -> str:
    """The days of what is told as done: "12–14 May 2026"; empty where no time is told."""
    if edge.days is None:
        return ""
    first, last = (datetime.combine(day, time()) for day in edge.days)
    return time_words(When(start=first, end=last + timedelta(1), granularity="day", reason=""), speech)
