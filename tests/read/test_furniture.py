import pytest

from samestory.lang import load
from samestory.read.furniture import count_words, is_credit, is_furniture, is_likely_furniture

FURNITURE = {
    "bg": [
        "Последвайте ни във Фейсбук и Viber", "Абонирайте се за нашия бюлетин", "Начало » Новини » Свят",
        "Споделете", "Снимка: БТА", "Кметът Иван Стоев пред общината. Снимка: Пресфото/БТА",
        "Тагове: мост, ремонт, Ловеч", "Всички права запазени", "Прочетете още: Мостът остава затворен",
    ],
    "ro": [
        "Abonează-te la canalul nostru de Telegram", "Urmărește-ne pe Facebook", "Acasă > Știri > Externe",
        "Citește și: Podul rămâne închis până în martie", "Foto: Agerpres",
        "Distribuie", "Sursa foto: Primăria Arad",
    ],
    "ru": [
        "Подписывайтесь на «ГВ»:", "Подписывайтесь на нас в Telegram", "Городские вести → Общество 12+",
        "Читайте также: Мост закрыт до марта", "Мэр Иванов на мосту, фото: Пресс-служба/Архив", "Поделиться",
    ],
    "en": [
        "Follow us on Twitter", "Subscribe to our newsletter", "Home > World > Europe",
        "Photo: Jane Roe/Agency",
        "Share this article", "Read more: Bridge stays closed", "Advertisement", "© 2025 The Bridge Times",
    ],
    "uk": ["Підписуйтесь на наш Telegram", "Читайте також: Міст закрито", "Фото: Укрінформ"],
    "de": ["Folgen Sie uns auf Facebook", "Lesen Sie auch: Brücke bleibt gesperrt", "Foto: dpa"],
    "es": ["Síguenos en Facebook", "Lea también: El puente sigue cerrado", "Foto: EFE"],
}  # fmt: skip
ARTICLE = {
    "bg": [
        "Реклама на хазарт вече няма да се допуска по телевизията", "Начало на ремонта на моста в Ловеч",
        "Снимка от мястото показва пукнатините по моста, каза кметът на града.",
        "Още по-скъп ток от януари", "За нас това е голям успех, каза кметът пред съветниците вчера.",
    ],
    "ro": [
        "Contactul cu echipa de salvare s-a pierdut luni seara, spune primarul.",
        "Podul vechi din Arad se închide",
    ],
    "ru": [
        "Новости с моста обсуждает весь город", "«Мы закроем мост» — «на месяц»",
        "Фото моста изучила полиция.",
    ],
    "en": [
        "Home prices fall for a third month", "Search for survivors continues after bridge collapse",
        "Share prices rose on Monday.", "Video: Bridge falls into the river after a night of rain",
        "The mayor wrote on Facebook that the bridge would stay closed for a month.",
    ],
    "de": ["Die Brücke bleibt bis März gesperrt", "Teilen der Stadt fehlt seit Montag der Strom, sagte sie."],
    "es": ["El puente sigue cerrado hasta marzo"],
    "und": ["Most je zatvoren", "国会は新しい予算を可決した。"],
}  # fmt: skip
SHAPES = [
    ", 14:34 ,", "* * *", "16+", "1 234", "https://example.org/a?b=c", "red@example.org", "#мост #Ловеч",
    "Telegram", "Facebook | X | WhatsApp", "ВКонтакте", "Facebook Twitter Viber", "A » B » C",
    "News / World / Asia",
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "line"), [(code, line) for code, lines in FURNITURE.items() for line in lines]
)
def test_lines_of_the_page(code: str, line: str) -> None:
    phrases = load(code).furniture
    assert is_furniture(line, phrases) or is_likely_furniture(line, phrases)


@pytest.mark.parametrize(
    ("code", "line"), [(code, line) for code, lines in ARTICLE.items() for line in lines]
)
def test_lines_of_the_article(code: str, line: str) -> None:
    phrases = load(code).furniture
    assert not is_furniture(line, phrases)
    assert not is_likely_furniture(line, phrases)


@pytest.mark.parametrize("line", SHAPES)
def test_shapes_need_no_language(line: str) -> None:
    assert is_furniture(line, load("und").furniture)


def test_a_credit_is_told_from_a_sentence_about_a_picture() -> None:
    credits_ = ["photo:", "photo by"]
    assert is_credit("The old bridge at dawn. Photo: Jane Roe", credits_)
    assert is_credit("The old bridge at dawn (Photo by Jane Roe/Agency)", credits_)
    assert not is_credit("A photo by a resident shows the old bridge falling into the river.", credits_)
    assert not is_credit("Photo: how the bridge fell into the river on Monday", credits_)


def test_words_are_counted_in_scripts_without_spaces() -> None:
    assert count_words("the old bridge , 14") == 4
    assert count_words("国会は新しい予算を可決した") >= 6
