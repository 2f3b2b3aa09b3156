"""The form in which names and words are compared: lower case, no accents, no apostrophes, abbreviations spelled out."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "\u2019'`\u02bb\u02bc\u2018\u00b4\u02bf\u02be"

WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}](?!s\b|S\b)[^\W_]+)*(?:\.(?=[^\W\d_]\b)[^\W_]+)*")
"""One word of running text: "U.S" and "Sana'a" are one each, "Kyiv's" and "Deir ez-Zor" are split."""

_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")

# Letters that Unicode does not take apart into a base letter and a mark.
_BASE_LETTERS = str.maketrans(
    {
        "\u0131": "i",  # dotless i
        "ə": "a",
        "ǝ": "a",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
    }
)

ABBREVIATIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point", "twp": "township"}


@lru_cache(20_000)
def fold(word: str) -> str:
    """Return a word's form for comparison ("Şuşa" and "Susa" both give "susa"), empty without a letter or digit."""
    plain = word.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_BASE_LETTERS)).lower()
    if not plain.isalnum():
        plain = "".join(filter(str.isalnum, plain))
    return ABBREVIATIONS.get(plain, plain)


def key_of(name: str) -> str:
    """Return the key under which a name is looked up: its folded words with one space between them.

    Possessive "'s" inside a name counts as part of its word ("Cox's Bazar" and "Coxs Bazar" are one).
    """
    if name.isascii():
        words = name.lower().split()
        if all(map(str.isalnum, words)):
            return " ".join([ABBREVIATIONS.get(word, word) for word in words])
    folded = [fold(word) for word in WORD.findall(_APOSTROPHE.sub("", name))]
    return " ".join([word for word in folded if word])
