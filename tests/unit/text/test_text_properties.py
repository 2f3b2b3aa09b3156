"""What holds of every string: spans are slices, in order, and nothing breaks."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text import furniture
from pipeline.text.dates import time_expressions
from pipeline.text.fold import fold
from pipeline.text.numbers import quantities
from pipeline.text.sentences import sentences
from pipeline.text.truecase import truecase

WORDS = [
    "at least", "12", "twenty-one", "dozens", "of", "a", "an", "no", "half", "million", "between", "and", "or", "to",
    "from", "10", "15", "1,200", "3.5", "U.S.", "Gen.", "said.", "Tuesday", "last", "next", "night", "May", "2021",
    "1990s", "in", "on", "since", "until", "early", "ago", "later", "days", "weeks", "overnight", "4:00", "am", "noon",
    "Read more:", "Share", "©", "...", "!", "?", "”", "İ", "ß", "١٢", "、", "。", "🙂", "-", "%", "$", "km", "aged",
    "\n", "\n\n", "\u00a0", " \n", "the 18th", "2020", "two", "hundred", "as many as", "3 JAN 90",
]  # fmt: skip
UNICODE = st.text(max_size=200)
NEWS = st.lists(st.sampled_from(WORDS), max_size=40).flatmap(
    lambda words: st.sampled_from([" ", "", "\n", "  "]).map(lambda gap: gap.join(words))
)
TEXT = st.one_of(UNICODE, NEWS, st.builds("{} {}".format, NEWS, UNICODE))
ANCHOR = st.one_of(st.none(), st.dates())


@given(TEXT)
def test_sentences_partition(text: str) -> None:
    """Sentences hold every character that is no white space, in order, without overlap, and are slices."""
    found = sentences(text)
    assert all(one.text == text[one.start : one.end] and one.text.strip() == one.text != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = {at for one in found for at in range(one.start, one.end)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in covered)


@given(TEXT)
def test_furniture_spans(text: str) -> None:
    """Furniture is a list of spans in order, within the text, without white space around them."""
    found = furniture.spans(text)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(TEXT)
def test_quantity_spans(text: str) -> None:
    """Quantities are slices in order; the core lies within; low, best and high do not contradict each other."""
    found = quantities(text)
    assert all(one.text == text[one.start : one.end] for one in found)
    assert all(one.start <= one.core_start < one.core_end <= one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        figures = [figure for figure in (one.low, one.best, one.high) if figure is not None]
        assert figures == sorted(figures)


@given(TEXT, ANCHOR, st.booleans())
def test_time_spans(text: str, anchor: date | None, future: bool) -> None:
    """Expressions of time are slices in order; the first of their days is not after the last."""
    found = time_expressions(text, anchor, future=future)
    assert all(one.text == text[one.start : one.end] != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.first <= one.last for one in found if one.first and one.last)


@given(TEXT)
def test_fold_keeps_offsets(text: str) -> None:
    """Folding case changes no offset, and folding again changes nothing more in plain letters."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert all(a == b or a.lower() == b.lower() for a, b in zip(text, folded, strict=True))


@settings(deadline=None)  # the first call reads the dictionary
@given(TEXT)
def test_truecase_keeps_offsets(text: str) -> None:
    """A change of case changes no offset and no letter."""
    cased = truecase(text.upper())
    assert len(cased) == len(text.upper())
    assert cased.upper() == text.upper().upper()


HOSTILE = [
    "at least " * 5_000,
    "twenty " * 5_000,
    "1," * 8_000,
    "1-" * 8_000,
    "between 1 and " * 5_000,
    " " * 40_000 + "12",
    " " * 10_000,
    "at least" + " \n" * 20_000 + "12",
    "May 12 to " * 5_000,
    "on the " * 10_000,
    "early " * 10_000,
    "A. " * 8_000,
    "." * 10_000,
    "A.\n" * 8_000,
    "“" * 20_000,
    "Read more: " * 5_000,
    "and a half " * 5_000,
    "9" * 10_000,
    "(" * 20_000,
    "a hundred thousand " * 3_000,
]


def test_hostile() -> None:
    """Long runs of what rules begin with are read to their end: no rule is worse than linear."""
    for text in HOSTILE:
        sentences(text)
        furniture.spans(text)
        quantities(text)
        time_expressions(text, date(2023, 9, 19))
