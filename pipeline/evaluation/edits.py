"""What becomes of an article on its way through other papers: edits of a degree, made the same way at each run.

Copies are changed in their words, cut, extended, signed by others, given another headline. What has another number,
day or place, or tells more, is no copy. The words that are put in are in `evaluation/duplicates`.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from pipeline.contract import Article

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*\d|\d")
_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?=[ .,])")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NO_PLACES: Final = frozenset({
    *_DAYS, "March", "April", "June", "July", "August", "September", "October",
    "President", "Minister", "General", "Colonel", "Captain", "First",
})  # fmt: skip
_NUMBERS: Final = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty",
    "forty", "fifty", "sixty",
)  # fmt: skip
_COUNT: Final = re.compile(
    rf"(?<![\d.,:$€-])\b(?:[1-9]\d?|{'|'.join(_NUMBERS)})\b(?![\d.,:%-])(?= [a-z])", re.IGNORECASE
)


@dataclass(frozen=True)
class Lists:
    """The words that edits put in."""

    folder: Path

    def _lines(self, name: str) -> list[str]:
        lines = (self.folder / name).read_text("utf-8").splitlines()
        return [line for line in lines if line and not line.startswith("#")]

    @cached_property
    def synonyms(self) -> Mapping[str, str]:
        """A word ▸ one that may stand in its place."""
        return dict(line.split("\t") for line in self._lines("synonyms.tsv"))

    @cached_property
    def remarks(self) -> Sequence[str]:
        """Sentences that tell nothing new."""
        return self._lines("remarks.txt")

    @cached_property
    def background(self) -> Sequence[str]:
        """Sentences with figures that tell of no event."""
        return self._lines("background.txt")

    @cached_property
    def updates(self) -> Sequence[str]:
        """Sentences that are news."""
        return self._lines("updates.txt")


Made = Callable[[Article, random.Random, Lists], Article | None]


@dataclass(frozen=True, slots=True)
class Edit:
    """A way to edit an article, None where it cannot be edited so; whether what comes of it is a copy."""

    name: str
    is_copy: bool
    make: Made


def changed(share: float) -> Made:
    """Change so many of the words, any that have a synonym; None where there are not so many."""

    def make(article: Article, chance: random.Random, lists: Lists) -> Article | None:
        words = list(_WORD.finditer(article.text))
        fit = [word for word in words if word[0] in lists.synonyms]
        count = round(share * len(words))
        if not 0 < count <= len(fit):
            return None
        text = article.text
        for word in sorted(chance.sample(fit, count), key=lambda one: -one.start()):
            text = text[: word.start()] + lists.synonyms[word[0]] + text[word.end() :]
        return article.model_copy(update={"text": text})

    return make


def cut(article: Article, _chance: random.Random, _lists: Lists) -> Article:
    """Keep seven words in ten, from the beginning."""
    words = list(_WORD.finditer(article.text))
    end = words[max(0, round(0.7 * len(words)) - 1)].end()
    return article.model_copy(update={"text": article.text[:end] + " …"})


def extended(article: Article, chance: random.Random, lists: Lists) -> Article:
    """Add remarks until there are about 15 words for a hundred, the last one broken off."""
    wanted = max(1, round(0.15 * len(_WORD.findall(article.text))))
    added = " ".join(chance.sample(lists.remarks, 8))
    words = list(_WORD.finditer(added))[:wanted]
    return article.model_copy(update={"text": f"{article.text}\n\n{added[: words[-1].end()]}."})


def explained(article: Article, chance: random.Random, lists: Lists) -> Article | None:
    """Add a sentence of background with figures to an article, where it makes no more than 20 words for a hundred."""
    added = chance.choice(lists.background)
    if len(_WORD.findall(added)) > 0.2 * len(_WORD.findall(article.text)):
        return None
    return article.model_copy(update={"text": f"{article.text}\n\n{added}"})


def headline(article: Article, _chance: random.Random, _lists: Lists) -> Article:
    """Take the first words of the text for a headline."""
    words = article.text.split()
    return article.model_copy(update={"title": " ".join(words[:9]).rstrip(",.;:")})


def credit(article: Article, chance: random.Random, _lists: Lists) -> Article:
    """Sign the text as one agency or paper does; a place that it names stands before it."""
    place = next(iter(sorted(set(_NAME.findall(article.text)) - _NO_PLACES)), "")
    text = chance.choice(
        [
            f"{place.upper()} (Reuters) - {article.text}\n\n(Reporting by Jana Oll; Editing by Tom Vane)",
            f"By Ann Dupree\n{article.text}\n\n© Agence France-Presse",
            f"{article.text} - AP",
            f"{article.text}\n\nAdditional reporting by Reuters",
        ]
    )
    return article.model_copy(update={"text": text, "source": "Another Paper"})


def number(article: Article, chance: random.Random, _lists: Lists) -> Article | None:
    """Change a number of people or things, in the text and where it stands in the headline."""
    found = list(_COUNT.finditer(article.text))
    if not found:
        return None
    old = chance.choice(found)[0]
    new = _NUMBERS[(_NUMBERS.index(old.lower()) + 3) % len(_NUMBERS)] if old.isalpha() else str(int(old) + 3)
    return _swapped(article, old, new if old.islower() else new.capitalize())


def day(article: Article, _chance: random.Random, _lists: Lists) -> Article | None:
    """Change the first day of the week that is named."""
    found = re.search(rf"\b(?:{'|'.join(_DAYS)})\b", article.text)
    new = next((one for one in _DAYS if one not in article.text), None)
    return _swapped(article, found[0], new) if found and new else None


def place(article: Article, chance: random.Random, _lists: Lists) -> Article | None:
    """Change a name wherever it stands, as the next report of the same template has it."""
    names = sorted(set(_NAME.findall(article.text)) - _NO_PLACES)
    return _swapped(article, chance.choice(names), "Tessarova") if names else None


def _swapped(article: Article, old: str, new: str) -> Article:
    pattern = re.compile(rf"\b{old}\b")
    return article.model_copy(update={"title": pattern.sub(new, article.title), "text": pattern.sub(new, article.text)})


def updated(article: Article, chance: random.Random, lists: Lists) -> Article:
    """Add a sentence that is news."""
    return article.model_copy(update={"text": f"{article.text}\n\n{chance.choice(lists.updates)}"})


def both(one: Made, other: Made) -> Made:
    """Make one edit and then another."""

    def make(article: Article, chance: random.Random, lists: Lists) -> Article | None:
        made = one(article, chance, lists)
        return other(made, chance, lists) if made else None

    return make


EDITS: Final = (
    Edit("5 % of the words changed", True, changed(0.05)),
    Edit("10 % of the words changed", True, changed(0.10)),
    Edit("cut to 70 %", True, cut),
    Edit("extended by 15 %", True, extended),
    Edit("a sentence of background with figures", True, explained),
    Edit("another headline", True, headline),
    Edit("another agency's credit", True, credit),
    Edit("5 % changed and cut to 70 %", True, both(changed(0.05), cut)),
    Edit("another credit and headline", True, both(headline, credit)),
    Edit("another number", False, number),
    Edit("another day", False, day),
    Edit("another name", False, place),
    Edit("another number, and cut to 70 %", False, both(cut, number)),
    Edit("an update more", False, updated),
)
