import pytest
from lxml.html import document_fromstring

from samestory.read.html_links import link_lines, open_tables, parted, plain_crowds

SENTENCE = "The council of Corva has sold the timber mill, the mayor said on Monday."


def found(body: str) -> frozenset[str]:
    return link_lines(document_fromstring(f"<html><body>{body}</body></html>"))


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/1'>Mill stays closed until spring</a></p>",
        "<li>» <a href='/1'>Mill stays closed</a> (3)</li>",
        "<p><b>Mer om:</b> <a href='/1'>Mill stays closed until spring</a></p>",
        "<div>Läs också <a href='/1'>Mill stays closed until spring</a></div>",
        "<h3><a href='/1'>Mill stays closed</a></h3>",
        "<p><a href='/t/1'>mill</a>, <a href='/t/2'>timber</a></p>",
    ],
)
def test_lines_of_links_are_found(line: str) -> None:
    assert found(f"<p>{SENTENCE}</p>{line}<p>It had stood empty.</p>") == {
        " ".join(document_fromstring(line).text_content().split())
    }


@pytest.mark.parametrize(
    "line",
    [
        "<p>It was sold, <a href='/1'>the Corva Post wrote</a>, for a crown.</p>",
        "<p>The <a href='/1'>council of Corva</a></p>",
        "<p>He told <a href='/1'>a paper of the capital that it was sold.</a></p>",
        "<h2><a href='#top'>The sale</a></h2>",
        "<h1><a href='/self'>Mill sold</a></h1>",
        "<p>The people who know it best of all say: <a href='/1'>it should never be sold</a></p>",
    ],
)
def test_links_within_the_text_stay(line: str) -> None:
    assert found(f"<p>{SENTENCE}</p>{line}") == frozenset()


def test_a_label_with_a_colon_goes_with_the_links_below_it() -> None:
    links = "<ul><li><a href='/1'>Mill closed</a></li></ul>"
    assert found(f"<p>Mer om saken:</p>{links}") == {"Mer om saken:", "Mill closed"}
    assert found(f"<p>{SENTENCE}</p>{links}") == {"Mill closed"}


def test_a_text_is_parted_from_its_links() -> None:
    text = f"{SENTENCE}\n- Mill  closed\nMill closed again"
    assert parted(text, frozenset({"Mill closed"})) == (f"{SENTENCE}\nMill closed again", ("- Mill  closed",))


def test_only_tables_that_lay_out_the_page_are_opened() -> None:
    page = "<table><tr><td><h1>Mill sold</h1><p>It stood empty.</p></td></tr></table>"
    figures = "<table><tr><td>1</td><td>2</td></tr></table>"
    tree = document_fromstring(f"<html><body>{page}{figures}</body></html>")
    open_tables(tree)
    assert [table.text_content() for table in tree.iter("table")] == ["12"]
    assert tree.xpath("//div/div/div/h1")


def test_a_crowd_of_marks_becomes_the_text_it_holds_and_what_stands_between_stays() -> None:
    marks = "".join(f"<a href='/{n}'>w{n}</a> and <span>x</span>" for n in range(1500))
    page = f"<div>{marks}<p>It <b>stood</b> empty.</p>{marks}<p>Sold.</p>end</div><p>A <a href='/'>b</a></p>"
    tree, plain = (document_fromstring(f"<html><body>{page}</body></html>") for _ in range(2))
    plain_crowds(plain)
    assert plain.text_content() == tree.text_content()
    assert [one.tag for one in plain.iter()] == ["html", "body", "div", "p", "b", "p", "p", "a"]
