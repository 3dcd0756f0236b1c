import pytest

from samestory.lang import fold, known, load
from samestory.read.appeals import is_appeal, is_note
from samestory.read.furniture import count_words

APPEALS = {
    "bg": ["Пишете ни на news@corva.example", "Открихте грешка? Сигнализирайте на редакторите."],
    "ro": ["Scrie-ne pe WhatsApp la 0711 111 111", "Ai observat o eroare? Anunță redacția."],
    "ru": ["Присылайте новости и фото в наш бот", "Увидели ошибку в тексте? Сообщите редакции!"],
    "uk": ["Надсилайте новини на пошту редакції", "Помітили помилку? Повідомте редакцію."],
    "en": ["Download the Corva Post app", "Want stories in your inbox?", "Send us photos by WhatsApp"],
    "de": ["Schreiben Sie uns eine E-Mail", "Laden Sie die App der Post herunter"],
    "fr": ["Téléchargez notre application", "Recevez notre infolettre chaque matin"],
    "es": ["Descárgate nuestra aplicación", "Recibe el boletín cada mañana"],
    "it": ["Scarica la nostra app", "Scrivici una mail"],
    "pt": ["Receba a newsletter todas as manhãs", "Descarregue a aplicação do jornal"],
    "pl": ["Pobierz naszą aplikację", "Zauważyłeś błąd? Napisz do redakcji."],
    "tr": ["Uygulamamızı indirin", "Bültenimize abone olun"],
}
NOTES = {
    "bg": ["Време за четене: 5 мин.", "1 204 прочитания", "Обновена в 09:12"],
    "ro": ["Timp de citire: 5 min", "1.204 vizualizări", "Actualizat la 09:12"],
    "ru": ["Время чтения: 5 минут", "1 204 просмотра", "Обновлено в 09:12", "12 комментариев"],
    "en": ["5 min read", "1,204 views", "Updated at 09:12", "12 comments"],
    "de": ["Lesezeit: 5 Minuten", "Aktualisiert um 09:12 Uhr"],
    "fr": ["Temps de lecture : 5 minutes", "Mis à jour à 09 h 12"],
    "es": ["Tiempo de lectura: 5 minutos", "Actualizado a las 09:12"],
    "pl": ["Czas czytania: 5 minut", "1204 wyświetleń"],
}
PROSE = {
    "bg": [
        "Общината пусна приложение, с което хората пращат сигнали за дупки.",
        "„Пишете ни на пощата“, каза кметът.", "12 души са пострадали", "Мачът започва в 19:30",
    ],
    "ro": [
        "Primarul scrie pe Facebook că aplicația va fi gata în mai.", "Echipa citește mesajele în 12 minute.",
        "„Trimiteți-ne un e-mail”, a spus primarul.", "12 oameni au fost răniți",
    ],
    "ru": [
        "Мэрия запустила приложение и канал для жалоб на ямы.", "«Пишите нам на почту», — сказал мэр.",
        "12 человек пострадали", "Матч начнётся в 19:30",
    ],
    "en": [
        "The council will download the data of its app every night.", "“Send us an email,” the mayor said.",
        "Users can share stories on the site, the company said.", "12 people were hurt",
        "The match ended 3:2",
        "Readers of the newsletter write letters to the mayor.",
    ],
    "de": ["Die Gemeinde hat eine App und einen Newsletter.", "12 Menschen wurden verletzt"],
    "es": ["El alcalde comparte la página con los vecinos.", "Hay 12 heridos"],
}  # fmt: skip


def asked(code: str, line: str) -> tuple[bool, bool]:
    folded, words, phrases = fold(line), count_words(line), load(code).furniture
    return is_appeal(folded, words, phrases), is_note(folded, words, phrases)


@pytest.mark.parametrize(
    ("code", "line"), [(code, line) for code, lines in APPEALS.items() for line in lines]
)
def test_appeals(code: str, line: str) -> None:
    assert asked(code, line)[0]


@pytest.mark.parametrize(("code", "line"), [(code, line) for code, lines in NOTES.items() for line in lines])
def test_notes(code: str, line: str) -> None:
    assert asked(code, line)[1]


@pytest.mark.parametrize(("code", "line"), [(code, line) for code, lines in PROSE.items() for line in lines])
def test_what_the_article_says_is_neither(code: str, line: str) -> None:
    assert asked(code, line) == (False, False)


def test_a_long_line_is_the_articles_own() -> None:
    line = "Write to us by email at news@corva.example" + " or come and see us" * 6
    assert asked("en", line) == (False, False)
    assert not asked("en", "Write to us, as so many people of the valley did in those years of want")[0]


@pytest.mark.parametrize("code", known())
def test_words_are_of_one_kind(code: str) -> None:
    phrases = load(code).furniture
    assert not phrases.calls & phrases.orders
    assert not (phrases.calls | phrases.orders) & phrases.things
