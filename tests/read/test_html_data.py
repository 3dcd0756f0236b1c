import json

from samestory.read.html_data import body, headlines, without_end

FIRST = "The council of Corva has sold the timber mill to a company from the capital, the mayor said."
SECOND = "It had stood empty for twenty years, and the roof of the saw hall had fallen in last winter."
APPEAL = "Papers like this one live from those who read them, so become one of those who give a crown."


def page(**data: object) -> str:
    return f'<html><script type="application/ld+json">{json.dumps(data)}</script></html>'


def test_what_the_data_say() -> None:
    assert headlines(page(headline="Mill &amp; river") + page(headline="Other")) == ["Mill & river", "Other"]
    long = f"{FIRST} {SECOND} „{FIRST}\n{SECOND}“ {FIRST}"
    assert body(page(articleBody=long)) == long
    assert body(page(articleBody=FIRST)) == ""
    assert body(page(headline="Mill")) == ""
    assert body('"articleBody": "' + "a" * 500) == ""


def test_an_end_that_the_data_do_not_have_goes() -> None:
    text = f"{FIRST}\nEmpty rooms\n{SECOND}\n{FIRST}\n{APPEAL}"
    assert without_end(text, f"{FIRST}{SECOND}") == text.removesuffix(f"\n{APPEAL}")
    assert without_end(f"{text}\n{SECOND}", f"{FIRST} {SECOND}") == f"{text}\n{SECOND}"


def test_a_text_of_another_article_proves_nothing() -> None:
    text = f"{FIRST}\n{SECOND}\n{APPEAL}"
    assert without_end(text, FIRST) == text
    assert without_end(text, "") == text
    assert without_end("Mill sold\nNo more", FIRST) == "Mill sold\nNo more"
