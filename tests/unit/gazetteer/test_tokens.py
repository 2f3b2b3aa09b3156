from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer.tokens import gaps_between, sentence_starts, tokenise

TITLES = frozenset(("gen", "col"))


@given(st.text())
def test_every_token_is_the_slice_at_its_offsets(text: str) -> None:
    """Tokens and the gaps between them give back the text from the first token on, in any script."""
    tokens = tokenise(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    pieces = [token.text + gap for token, gap in zip(tokens, gaps_between(text, tokens), strict=True)]
    assert "".join(pieces) == (text[tokens[0].start :] + "\n" if tokens else "")


def test_a_stop_after_a_title_or_an_initial_ends_no_sentence() -> None:
    """The names "Gen. Dagalo" and "St. Louis" stay in their sentence; a real full stop ends it."""
    text = "Gen. Dagalo left St. Louis. Fighting went on."
    tokens = tokenise(text)
    starts = sentence_starts(tokens, gaps_between(text, tokens), TITLES)
    assert [token.text for token, start in zip(tokens, starts, strict=True) if start] == ["Gen", "Fighting"]


def test_dotted_and_apostrophed_words_are_one_token() -> None:
    """The words "U.S" and "Sana'a" are single, a possessive is cut off."""
    assert [token.text for token in tokenise("The U.S. bombed Sana'a, Yemen's capital")] == [
        "The",
        "U.S",
        "bombed",
        "Sana'a",
        "Yemen",
        "s",
        "capital",
    ]
