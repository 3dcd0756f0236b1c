"""The articles of the synthetic dossier, in six languages, and what builds them."""

from __future__ import annotations

from datetime import datetime, timedelta

from samestory.model import Article, Cell, Span, Title, When


def write(name: str, lang: str, title: str | None, sentences: list[str], **more: object) -> Article:
    """An article with its title on the first line and two sentences a paragraph."""
    text = "" if title is None else f"{title}\n\n"
    spans = []
    for number, sentence in enumerate(sentences):
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + ("\n" if number % 2 else " ")
    return Article(
        id=name,
        document_id=f"doc-{name}",
        source=f"pile/{name}.txt",
        lang=lang,
        text=text,
        title=None if title is None else Span(0, len(title)),
        sentences=tuple(spans),
        **more,  # type: ignore[arg-type]
    )


def day(year: int, month: int, number: int, reason: str = "the page states it") -> When:
    """A day as a When."""
    start = datetime(year, month, number)
    return When(start=start, end=start + timedelta(days=1), granularity="day", reason=reason)


def minute(year: int, month: int, number: int, hour: int, past: int) -> When:
    """A minute as a When."""
    start = datetime(year, month, number, hour, past)
    return When(
        start=start, end=start + timedelta(minutes=1), granularity="minute", reason="the page's own metadata"
    )


def cell(article: Article, sentence: int) -> Cell:
    """The cell of one sentence of ``article``."""
    return Cell(article=article.id, sentence=sentence, span=article.sentences[sentence])


def under(article: Article, sentence: int, words: str) -> Span:
    """Where ``words`` stand in a sentence of ``article``."""
    span = article.sentences[sentence]
    start = article.text.index(words, span.start, span.end)
    return Span(start, start + len(words))


def headlines(*articles: Article) -> tuple[Title, ...]:
    """The headlines of articles as titles, in the order given."""
    return tuple(
        Title(lang=one.lang, words=one.title.of(one.text).strip(), article=one.id, span=one.title)
        for one in articles
        if one.title is not None
    )


RO = write(
    "a1f0ro",
    "ro",
    "Feribotul „Meridian” a eșuat lângă insula Corva cu 212 pasageri la bord",
    [
        "Feribotul „Meridian” a eșuat marți dimineață pe un banc de nisip lângă insula Corva.",
        "La bord se aflau 212 pasageri și 18 membri ai echipajului.",
        "Toți pasagerii au fost evacuați până la ora 14.00 cu trei nave ale pazei de coastă.",
        "„Am simțit o lovitură, apoi s-a făcut liniște”, a spus căpitanul Ilie Dorca.",
        "Nimeni nu a fost rănit.",
        "Compania a anunțat că va restitui integral prețul biletelor.",
    ],
    outlet="Agenția Litoral",
    url="https://litoral.example/feribot",
    published=minute(2024, 11, 12, 15, 20),
)
BG = write(
    "b2e1bg",
    "bg",
    "Фериботът „Меридиан“ заседна край остров Корва, на борда са 212 пътници",
    [
        "Фериботът „Меридиан“ заседна във вторник сутринта на пясъчна плитчина край остров Корва.",
        "На борда имаше 221 пътници и 18 членове на екипажа.",
        "Всички пътници бяха евакуирани до 14,00 часа с три кораба на бреговата охрана.",
        "„Усетих удар, после стана тихо“, каза капитан Илие Дорка.",
        "Няма пострадали, съобщи „Агенция Литорал“.",
    ],
    outlet="Утринна поща",
    credits=("Агенция Литорал",),
)
EN = write(
    "c3d2en",
    "en",
    "Ferry with 212 aboard grounds off Corva; all passengers safe",
    [
        "The ferry Meridian ran aground on a sandbank off the island of Corva on Tuesday morning.",
        "It was carrying 212 passengers and a crew of 18, Litoral Agency reported.",
        "The harbour office in Corva said the channel had last been dredged in 2019.",
    ],
    outlet="The Strait Courier",
    published=day(2024, 11, 12),
)
AR = write(
    "d4c3ar",
    "ar",
    "جنوح العبّارة «ميريديان» قرب جزيرة كورفا وعلى متنها 200 راكب",
    [
        "جنحت العبّارة «ميريديان» صباح الثلاثاء على رصيف رملي قرب جزيرة كورفا.",
        "وكان على متنها 200 راكب و18 من أفراد الطاقم، بحسب هيئة الموانئ.",
        "وقالت الهيئة إن الضباب الكثيف حجب منارة كورفا (Corva Light) طوال الليل.",
        "ولم يُصب أحد بأذى.",
        "وستفتح الهيئة تحقيقًا في الحادث يوم الخميس.",
    ],
    outlet="بريد الميناء",
)
RU = write(
    "e5b4ru",
    "ru",
    "Паром «Меридиан» сел на мель у острова Корва",
    [
        "Паром «Меридиан» во вторник утром сел на мель у острова Корва.",
        "На борту находились 212 пассажиров.",
        "Эвакуация завершилась только к 16:00, рассказал пассажир Олег Н.",
        "По его словам, спасательных жилетов хватило не всем.",
        "Никто не пострадал.",
    ],
    outlet="Морской вестник",
    published=day(2024, 11, 13, "a line of the text gives the day"),
)
NEXT_RO = write(
    "f6a5ro",
    "ro",
    "Feribotul „Meridian”, readus pe linia de plutire",
    [
        "Feribotul „Meridian” a fost readus joi pe linia de plutire cu ajutorul a două remorchere.",
        "Ancheta a început în aceeași zi.",
    ],
    published=day(2024, 11, 14),
)
NEXT_EN = write(
    "071sen",
    "en",
    "Tugs refloat the Meridian",
    ["Two tugs refloated the Meridian at high water on Thursday.", "An inquiry opened the same day."],
    published=day(2024, 11, 14),
)
LONE = write(
    "182xru",
    "ru",
    None,
    ["Паром «Аврора» сел на мель у острова Ладен.", "На борту было 40 человек."],
)
HOSTILE = write(
    "293bad",
    "en",
    "<script>alert('title')</script> & \"quotes\" [bold]x[/bold]",
    ["Body with </details></main><script>alert(1)</script> inside.", "And <img src=http://evil.example/x>."],
    outlet="<b>Outlet</b>",
    url="javascript:alert(2)",
)
