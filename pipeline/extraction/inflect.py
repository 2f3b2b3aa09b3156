"""The forms of English verbs and nouns that the lexicons need; the lexicons themselves hold base forms.

Regular spelling is by rule; what no rule gives stands in `data/irregular.tsv`.
"""

import re
from functools import cache
from typing import Final

from pipeline.extraction.tables import read, words

_DOUBLING = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$")
"""One short vowel before one consonant: stab, stabbed. Longer words double only where the last syllable is stressed."""
_STRESSED: Final = words("stressed on the last syllable")


def verb_forms(phrase: str) -> list[str]:
    """Give base, third person, past, participle and -ing of a verb phrase; its first word is the verb."""
    head, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    return [form + tail for form in dict.fromkeys(_verb(head))]


def noun_forms(phrase: str) -> list[str]:
    """Give singular and plural of a noun phrase; its last word is the noun, or the word before "of"."""
    head, of, rest = phrase.partition(" of ")
    first, _, noun = head.rpartition(" ")
    lead = f"{first} " if first else ""
    return [lead + form + of + rest for form in dict.fromkeys((noun, plural(noun)))]


def plural(noun: str) -> str:
    """Give the plural of one noun."""
    irregular = _irregular_plurals()
    if noun in irregular:
        return irregular[noun]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if noun.endswith("man") and noun != "human":
        return noun[:-2] + "en"
    return noun + "s"


def _verb(head: str) -> list[str]:
    stem, hyphen, word = head.rpartition("-")
    lead = stem + hyphen
    past = _irregular_verbs().get(word) or (_regular_past(word),)
    return [lead + form for form in (word, _third(word), *past, _ing(word))]


def _third(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return {"have": "has", "be": "is"}.get(word, word + "s")


def _regular_past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "ye", "oe")) and word != "be":
        return word[:-1] + "ing"
    return _doubled(word) + "ing"


def _doubled(word: str) -> str:
    short = len(re.findall(r"[aeiouy]+", word)) == 1
    return word + word[-1] if (short or word in _STRESSED) and _DOUBLING.search(word) else word


@cache
def _irregular_verbs() -> dict[str, tuple[str, ...]]:
    return {row["base"]: tuple(row["forms"].split()) for row in read("irregular.tsv") if row["kind"] == "verb"}


@cache
def _irregular_plurals() -> dict[str, str]:
    return {row["base"]: row["forms"] for row in read("irregular.tsv") if row["kind"] == "noun"}
