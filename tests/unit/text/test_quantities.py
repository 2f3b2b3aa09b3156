"""Numbers as news states them."""

import pytest

from pipeline.text.numbers import Quantity, quantities

Figures = tuple[str, str, int | None, int | None, int | None]

COUNTS: list[tuple[str, Figures]] = [
    ("killing four police officers", ("four", "exact", 4, 4, 4)),
    ("At least 12 people died", ("At least 12", "at_least", 12, 12, None)),
    ("more than 300 were hurt", ("more than 300", "at_least", 300, 300, None)),
    ("over two dozen homes", ("over two dozen", "at_least", 24, 24, None)),
    ("no fewer than 15 fighters", ("no fewer than 15", "at_least", 15, 15, None)),
    ("a minimum of 5 dead", ("a minimum of 5", "at_least", 5, 5, None)),
    ("one or more gunmen", ("one or more", "at_least", 1, 1, None)),
    ("100+ arrests", ("100+", "at_least", 100, 100, None)),
    ("30-plus vehicles", ("30-plus", "at_least", 30, 30, None)),
    ("up to 40 dead", ("up to 40", "at_most", None, 40, 40)),
    ("as many as 17 villagers", ("as many as 17", "at_most", None, 17, 17)),
    ("no more than 12 soldiers", ("no more than 12", "at_most", None, 12, 12)),
    ("fewer than ten survivors", ("fewer than ten", "at_most", None, 10, 10)),
    ("about 50 peasants", ("about 50", "about", None, 50, None)),
    ("some 300 men", ("some 300", "about", None, 300, None)),
    ("nearly a dozen people", ("nearly a dozen", "about", None, 12, None)),
    ("an estimated 2,000 marchers", ("an estimated 2,000", "about", None, 2000, None)),
    ("200 or so mourners", ("200 or so", "about", None, 200, None)),
    ("50-odd trucks", ("50-odd", "about", None, 50, None)),
    ("between 10 and 15 people", ("between 10 and 15", "range", 10, 10, 15)),
    ("10-15 people", ("10-15", "range", 10, 10, 15)),
    ("10–15 people", ("10–15", "range", 10, 10, 15)),
    ("10 to 15 people", ("10 to 15", "range", 10, 10, 15)),
    ("three or four gunmen", ("three or four", "range", 3, 3, 4)),
    ("two to three million refugees", ("two to three million", "range", 2_000_000, 2_000_000, 3_000_000)),
    ("at least 10 and possibly as many as 15", ("at least 10 and possibly as many as 15", "range", 10, 10, 15)),
    ("10, possibly 15, rebels", ("10, possibly 15", "range", 10, 10, 15)),
    ("1500-2000 people fled", ("1500-2000", "range", 1500, 1500, 2000)),
    ("tens of militants", ("tens", "vague", None, 10, None)),
    ("dozens of people", ("dozens", "vague", None, 12, None)),
    ("scores of houses", ("scores", "vague", None, 20, None)),
    ("hundreds fled", ("hundreds", "vague", None, 100, None)),
    ("tens of thousands marched", ("tens of thousands", "vague", None, 10_000, None)),
    ("several soldiers", ("several", "vague", None, 3, None)),
    ("a few shots", ("a few", "vague", None, 3, None)),
    ("a number of civilians", ("a number of", "vague", None, 3, None)),
    ("several hundred people", ("several hundred", "vague", None, 300, None)),
    ("a couple of gunmen", ("a couple of", "vague", None, 2, None)),
    ("half a dozen rockets", ("half a dozen", "exact", 6, 6, 6)),
    ("a dozen men", ("a dozen", "exact", 12, 12, 12)),
    ("two million people", ("two million", "exact", 2_000_000, 2_000_000, 2_000_000)),
    ("one and a half million people", ("one and a half million", "exact", 1_500_000, 1_500_000, 1_500_000)),
    ("3.5 million people", ("3.5 million", "exact", 3_500_000, 3_500_000, 3_500_000)),
    ("1,200 troops", ("1,200", "exact", 1200, 1200, 1200)),
    ("1,20,000 voters", ("1,20,000", "exact", 120_000, 120_000, 120_000)),
    ("10 000 people", ("10 000", "exact", 10_000, 10_000, 10_000)),
    ("five lakh farmers", ("five lakh", "exact", 500_000, 500_000, 500_000)),
    ("twenty-one monks", ("twenty-one", "exact", 21, 21, 21)),
    ("two hundred and fifty cattle", ("two hundred and fifty", "exact", 250, 250, 250)),
    ("a further 12 bodies", ("a further 12", "exact", 12, 12, 12)),
    ("another three were hurt", ("another three", "exact", 3, 3, 3)),
    ("another was hurt", ("another", "exact", 1, 1, 1)),
    ("at least another 12 died", ("at least another 12", "at_least", 12, 12, None)),
    ("a total of at least 12", ("a total of at least 12", "at_least", 12, 12, None)),
    ("a five-member family", ("five", "exact", 5, 5, 5)),
    ("killing 2000 people", ("2000", "exact", 2000, 2000, 2000)),
    ("a soldier", ("a", "exact", 1, 1, 1)),
    ("a second blast", ("a", "exact", 1, 1, 1)),
    ("both men", ("both", "exact", 2, 2, 2)),
    ("no casualties", ("no", "none", 0, 0, 0)),
    ("nobody was hurt", ("nobody", "none", 0, 0, 0)),
    ("no one was hurt", ("no one", "none", 0, 0, 0)),
    ("not a single shot", ("not a single", "none", 0, 0, 0)),
    ("AT LEAST TWENTY PEASANTS", ("AT LEAST TWENTY", "at_least", 20, 20, None)),
    ("more\nthan 300 peasants", ("more\nthan 300", "at_least", 300, 300, None)),
]


def counts(text: str) -> list[Quantity]:
    """Give the quantities that may count people or things."""
    return [quantity for quantity in quantities(text) if quantity.kind == "count"]


@pytest.mark.parametrize(("text", "figures"), COUNTS, ids=[text for text, _ in COUNTS])
def test_counts(text: str, figures: Figures) -> None:
    """A number is read with the words that qualify it, as the codebook's "Numbers" says."""
    words = figures[0]
    found = next(q for q in counts(text) if q.text.casefold() == words.casefold())
    assert (found.stated, found.low, found.best, found.high) == figures[1:]


OTHERS = [
    ("a 12-year-old boy", "12", "age"),
    ("aged 30", "30", "age"),
    ("children aged 10 to 15", "10 to 15", "age"),
    ("Omar Haddad, 34, was shot", "34", "age"),
    ("Omar Haddad (34) was shot", "34", "age"),
    ("a Kaduna man, 51, was shot", "51", "age"),
    ("a man in his 30s", "30s", "age"),
    ("children under five", "five", "age"),
    ("in 2020", "2020", "year"),
    ("the 2020 war", "2020", "year"),
    ("the summer of 2023 has seen clashes", "2023", "year"),
    ("the 1990s", "1990s", "year"),
    ("the 1994-95 siege", "1994-95", "year"),
    ("in May 2021", "2021", "year"),
    ("on 12 May", "12", "date"),
    ("on May 12", "12", "date"),
    ("on 2021-05-12", "2021-05-12", "date"),
    ("around 4:00 am", "4:00 am", "clock"),
    ("at 3 p.m.", "3 p.m.", "clock"),
    ("at 0400 GMT", "0400", "clock"),
    ("at five o'clock", "five", "clock"),
    ("a 155mm shell", "155", "measure"),
    ("a 7.62 round", "7.62", "measure"),
    ("10 km north", "10", "measure"),
    ("for three days", "three", "measure"),
    ("three more days", "three", "measure"),
    ("a two-day strike", "two", "measure"),
    ("a week of clashes", "a", "measure"),
    ("$5 million", "5 million", "money"),
    ("Rs 500", "500", "money"),
    ("200 euros", "200", "money"),
    ("20%", "20", "percent"),
    ("12 per cent", "12", "percent"),
    ("a third of the houses", "a third", "percent"),
    ("two-thirds", "two-thirds", "percent"),
    ("the 25th Brigade", "25", "ordinal"),
    ("the second blast", "second", "ordinal"),
    ("Resolution 1701", "1701", "ordinal"),
    ("No. 5", "5", "ordinal"),
    ("F-16 jets", "16", "ordinal"),
    ("+44 20 7946 0958", "+44 20 7946 0958", "ordinal"),
    ("won 2-1", "2", "ordinal"),
]


@pytest.mark.parametrize(("text", "words", "kind"), OTHERS)
def test_other_kinds(text: str, words: str, kind: str) -> None:
    """What counts no people says what it is."""
    assert [(q.text, q.kind) for q in quantities(text) if q.text == words] == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    ["no longer", "no doubt", "one another", "how many died", "he scores a goal"],
)
def test_not_numbers(text: str) -> None:
    """Idioms that hold a number's word are no number."""
    assert [q.text for q in quantities(text) if q.text != "a"] == []


def test_change_is_no_range() -> None:
    """A toll that rose "from 12 to 15" is two figures."""
    assert [q.best for q in counts("The toll rose from 12 to 15 on Monday")] == [12, 15]
    assert [q.stated for q in counts("From 12 to 15 people died")] == ["range"]


def test_month_or_verb() -> None:
    """The verb "may" behind a number makes no date of it."""
    assert [q.kind for q in quantities("12 may have died, on 12 May")] == ["count", "date"]


def test_list_of_victims() -> None:
    """A list gives each of its numbers."""
    text = "Four police officers, two civilians and a 12-year-old boy were killed and at least 30 people hurt"
    assert [(q.text, q.best) for q in counts(text)] == [("Four", 4), ("two", 2), ("a", 1), ("at least 30", 30)]


def test_core() -> None:
    """The number itself is told apart from its qualifiers."""
    text = "at least 12 people"
    found = counts(text)[0]
    assert text[found.core_start : found.core_end] == "12"


def test_blank_line_parts_words() -> None:
    """Words of two paragraphs make no number together."""
    assert [q.text for q in counts("killed twenty\n\nFive were hurt")] == ["twenty", "Five"]


def test_huge() -> None:
    """A figure of thousands of digits is no number, and is passed over in good time."""
    assert [q for q in quantities("9" * 100_000) if q.kind == "count"] == []
