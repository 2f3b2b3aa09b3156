"""The words that tell a place from a person, an organisation or an ordinary word; loaded once from the data files."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pipeline.gazetteer.normal import key_of
from pipeline.gazetteer.tables import items, rows


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of folded words; `data/word_classes.tsv` says what each class tells."""

    classes: dict[str, frozenset[str]]
    stop: frozenset[str]
    never: frozenset[str]
    first_names: frozenset[str]
    common_first_names: frozenset[str]
    surnames: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    """Names that hold a place's name but are none, as folded words, by their first word; the longest first."""
    state_of_short_form: dict[str, str]
    """From a state's short form exactly as printed ("Ala.", "N.Y.") to its GeoNames code."""
    state_of_postal: dict[str, str]
    dotted_short_forms: frozenset[str]
    """Short forms whose stop is part of them, folded: without it ("Wash", "Miss") they are words."""

    def of(self, name: str) -> frozenset[str]:
        """Return one class of words; an unknown name is a mistake in the calling code."""
        return self.classes[name]


@cache
def load_words() -> Words:
    """Read the word lists (about 10 ms, once a process)."""
    classes = {name: frozenset(words.split()) for name, words, _why in rows("word_classes.tsv", 3)}
    given = classes["given_name"]
    frequency = dict(rows("first_names.tsv", 2))
    states = [(code, items(short), postal) for code, short, postal, _lat, _lon in rows("states.tsv", 5)]
    short_forms = {form: code for code, forms, _postal in states for form in forms}
    return Words(
        classes=classes,
        stop=frozenset(word for (word,) in rows("stop_words.txt", 1)),
        never=frozenset(name for _why, names in rows("never.tsv", 2) for name in items(names)),
        first_names=frozenset(frequency) | given,
        common_first_names=frozenset(name for name, how in frequency.items() if how == "common") | given,
        surnames=frozenset(name for (name,) in rows("surnames.txt", 1)),
        phrases=_phrases(),
        state_of_short_form=short_forms,
        state_of_postal={postal: code for code, _forms, postal in states if postal},
        dotted_short_forms=frozenset(key_of(form).replace(" ", "") for form in short_forms if form.endswith(".")),
    )


def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for _kind, phrases in rows("phrases.tsv", 2):
        for phrase in items(phrases):
            words = tuple(phrase.split(" "))
            by_first[words[0]].append(words)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in by_first.items()}
