"""The agency case: a report made of a wire and of another paper's reporting, in one language or two."""

from __future__ import annotations

from pathlib import Path

import pytest

from samestory import pipeline
from samestory.export import json
from samestory.export.index import index
from samestory.export.kinship import passages
from samestory.export.texts import compounds, tellings
from samestory.export.words import compound_words, passage_words
from samestory.model import Decision
from samestory.store.view import View

WIRE = """Dam gates opened above Tarvel after record rain

2025-03-11

TARVEL (Norrpress) — Engineers opened all six gates of the Ostrel dam on Tuesday morning after the \
reservoir rose to within 40 centimetres of its rim. The water authority said 1,200 cubic metres a second \
were being released into the Lume, four times the usual flow in March. Two villages below the dam, Hask \
and Lower Pirn, were told to leave before noon. Buses took some 900 people to a sports hall in Tarvel, \
where the Red Cross had set up beds. Rain has fallen on the upper valley for eleven days without a \
break, and 212 millimetres were measured at Ostrel since Sunday alone. The regional railway stopped \
trains between Tarvel and Brenn because the embankment had begun to slip. Governor Maria Kestel asked \
the army for pumps and sandbags and promised that nobody would be left without help. The weather service \
expects the rain to ease on Thursday.
"""
LOCAL = """“We carried my mother out on a door”: how Hask emptied in two hours

2025-03-11
Lume Courier

By half past nine the church bell of Hask had been ringing for twenty minutes and the first tractors \
were already rolling uphill. Baker Tomas Ruhl left forty loaves in the oven and drove three neighbours \
to his sister's farm above the quarry. “We carried my mother out on a door because the stretcher did not \
come,” said Ines Halva, a teacher. The fire brigade's only boat stayed in its shed, since its engine has \
been at the repair shop in Brenn since January. Mayor Oskar Venn had asked the water authority three \
times since Christmas to lower the reservoir, according to letters seen by this newspaper. Each time the \
answer was that the power station needed the water until April. Cows on the Ruhl meadow stood up to \
their bellies in the Lume by early afternoon. Nobody in the village knows when the road over the lower \
bridge will open again.
"""
ENGLISH = """Villages cleared below Ostrel dam as letters reveal early warnings

2025-03-12

Engineers opened all six gates of the Ostrel dam on Tuesday morning after the reservoir rose to within \
40 centimetres of its rim, the Norrpress agency reports. The water authority said 1,200 cubic metres a \
second were being released into the Lume, four times the usual flow for March. The villages of Hask and \
Lower Pirn below the dam were told to leave before noon. Some 900 people were taken by bus to a sports \
hall in Tarvel, where the Red Cross had set up beds. As the Lume Courier writes, Mayor Oskar Venn had \
asked the water authority three times since Christmas to lower the reservoir. Each time the answer was \
that the power station needed the water until April. The fire brigade's only boat stayed in its shed, as \
its engine has been at the repair shop in Brenn since January. “We carried my mother out on a door \
because the stretcher did not come,” the paper quotes Ines Halva, a teacher. In the capital, opposition \
deputies called for a special sitting of the energy committee next week. The ministry of energy did not \
answer our questions by the evening.
"""
ROMANIAN = """Sate golite sub barajul Ostrel; primarul ceruse de trei ori scăderea lacului

2025-03-12

Inginerii au deschis marți dimineață toate cele șase stăvilare ale barajului Ostrel, după ce lacul \
ajunsese la 40 de centimetri de coronament, transmite agenția Norrpress. Autoritatea apelor a precizat \
că în Lume se deversează 1.200 de metri cubi pe secundă, de patru ori debitul obișnuit al lunii martie. \
Locuitorilor din Hask și Pirnul de Jos, două sate aflate sub baraj, li s-a cerut să plece până la prânz. \
Circa 900 de oameni au fost duși cu autobuzele într-o sală de sport din Tarvel, unde Crucea Roșie a \
instalat paturi. Potrivit ziarului Lume Courier, primarul Oskar Venn ceruse autorității apelor de trei \
ori, de la Crăciun încoace, să coboare nivelul lacului. De fiecare dată i s-a răspuns că hidrocentrala \
are nevoie de apă până în aprilie. Singura barcă a pompierilor a rămas în magazie, fiindcă motorul ei \
este din ianuarie la reparat, la Brenn. „Am cărat-o pe mama afară pe o ușă, pentru că targa n-a mai \
venit”, povestește învățătoarea Ines Halva. În capitală, deputații opoziției au cerut o ședință specială \
a comisiei pentru energie. Ministerul Energiei nu a răspuns până seara întrebărilor noastre.
"""


@pytest.mark.parametrize("joined", [ENGLISH, ROMANIAN], ids=["one language", "two languages"])
@pytest.mark.usefixtures("encoding")
def test_a_report_made_of_two_others_shows_both_with_their_sentences(tmp_path: Path, joined: str):
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, text in (("wire.txt", WIRE), ("local.txt", LOCAL), ("joined.txt", joined)):
        (folder / name).write_text(text, "utf-8")
    pipeline.run(folder, tmp_path / "pile.db")
    # Whether the local report is gathered with the others is not what is tested here: a reader says so.
    with View.open(tmp_path / "pile.db") as view:
        ids = {article.source: article.id for article in view.contents().articles}
    left, right = sorted(ids[name] for name in ("local.txt", "joined.txt"))
    together = Decision(
        kind="story", left=left, right=right, verdict="same", score=1.0, made_by="user:reader"
    )
    pipeline.decide(tmp_path / "pile.db", [together])
    with View.open(tmp_path / "pile.db") as view:
        contents = view.contents()
    (story,) = contents.stories
    held = index(contents)
    place = {held.name(origin.articles[0]): number for number, origin in enumerate(story.origins)}
    letters = {name: "ABC"[number] for name, number in place.items()}
    joins, wire, local = letters["joined.txt"], letters["wire.txt"], letters["local.txt"]
    (compound,) = compounds(story, held)
    assert compound_words(compound, story, held) == (
        f"{joins} (joined.txt): sentences 1–4 stand in {wire} (wire.txt), "
        f"5–8 in {local} (local.txt), 9–10 in neither"
    )
    assert {passage_words(one, story, held) for one in passages(story)} == {
        f"{joins} took 4 of its 10 sentences from {giver}" for giver in (wire, local)
    }
    # No row is confirmed by who only took it.
    assert all(len(told) == 1 for told in tellings(story.account))
    copies = [one for one in json.account(contents, story.id)["copies"] if one["verdict"] == "partial"]
    assert {one["source_file"] for one in copies} == {"wire.txt", "local.txt"}
    assert [len(one["pairs"]) for one in copies] == [4, 4]
