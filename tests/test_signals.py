from samestory.model import Article, Entity, Mention, NameMention, Span
from samestory.signals import entities_by_sentence, named

TEXT = "Ada Lorn\n\nLorn left. Nobody came. Ada and Orlin spoke."
SENTENCES = (Span(10, 20), Span(21, 33), Span(34, 54))


def article() -> Article:
    places = [TEXT.index("Ada"), TEXT.index("Lorn left"), TEXT.rindex("Ada"), TEXT.index("Orlin")]
    lengths = [8, 4, 3, 5]
    names = tuple(
        NameMention(span=Span(start, start + length), type="person", score=0.9)
        for start, length in zip(places, lengths, strict=True)
    )
    return Article(
        id="a",
        document_id="d",
        source="a.txt",
        lang="en",
        text=TEXT,
        title=Span(0, 8),
        sentences=SENTENCES,
        names=names,
    )


def entity(id: str, *mentions: int) -> Entity:  # noqa: A002
    places = tuple(Mention(article="a", name=name) for name in mentions)
    return Entity(id=id, name=id, type="person", mentions=places, spellings=())


def test_each_name_means_the_entity_that_holds_it_or_none():
    assert named([entity("lorn", 0, 1)], {"a": article()}) == {"a": ("lorn", "lorn", None, None)}


def test_entities_stand_in_the_headline_and_in_their_sentences():
    ids = ("lorn", "lorn", "lorn", "orlin")
    assert entities_by_sentence(article(), ids) == (
        frozenset({"lorn"}),
        frozenset({"lorn"}),
        frozenset(),
        frozenset({"lorn", "orlin"}),
    )
    assert entities_by_sentence(article(), (None,) * 4) == (frozenset(),) * 4
