"""A document as the recogniser sees it: its words, where sentences begin, which words are persons' names."""

import re
from dataclasses import dataclass, field

from pipeline.gazetteer.lazy import lazy
from pipeline.gazetteer.tokens import Token, gaps_between, sentence_starts, tokenise
from pipeline.gazetteer.words import Words

_HEADLINE_SHARE = 0.75
_SENTENCE_ENDS = (".", "!", "?")
_TIGHT = (" ", "-", "\u00a0")


@dataclass
class Document:
    """Title and text as one string, with what is asked about its words again and again."""

    text: str
    words: Words
    body_start: int = 0
    """Where the text begins behind the title."""
    persons: set[int] = field(default_factory=set)
    """Numbers of the tokens that belong to a person's full name; filled by `persons.find_persons`."""
    surnames: set[str] = field(default_factory=set)
    """Folded surnames of the persons named in full."""

    def __post_init__(self) -> None:
        """Cut the text into words."""
        self.tokens: list[Token] = tokenise(self.text)
        self.gaps: list[str] = gaps_between(self.text, self.tokens)
        self.starts: list[bool] = sentence_starts(self.tokens, self.gaps, self.words.of("title"))

    @lazy
    def lower_words(self) -> frozenset[str]:
        """Return the words that the document writes in lower case."""
        return frozenset(token.text for token in self.tokens if not token.capital)

    @lazy
    def in_headline(self) -> list[bool]:
        """For each token, whether its line is written with a capital on nearly every word."""
        flags: list[bool] = []
        for line in self._lines():
            long = [token for token in line if len(token.text) >= 4 and token.text.isalpha()]
            capitals = sum(token.capital for token in long)
            end = self.gap_after(len(flags) + len(line) - 1).lstrip("\"'”’)")
            headline = len(long) >= 4 and capitals >= _HEADLINE_SHARE * len(long) and not end.startswith(_SENTENCE_ENDS)
            flags += [headline] * len(line)
        return flags

    @lazy
    def in_phrases(self) -> frozenset[int]:
        """Return the tokens of names that are no places' though they hold one ("Boko Haram"), by number."""
        keys = [token.key for token in self.tokens if token.text != "s"]
        numbers = [number for number, token in enumerate(self.tokens) if token.text != "s"]
        found: set[int] = set()
        for at, key in enumerate(keys):
            for phrase in self.words.phrases.get(key, ()):
                if tuple(keys[at : at + len(phrase)]) == phrase and self.tokens[numbers[at]].capital:
                    found.update(numbers[at : at + len(phrase)])
                    break
        return frozenset(found)

    def _lines(self) -> list[list[Token]]:
        lines: list[list[Token]] = [[]]
        for token, gap in zip(self.tokens, self.gaps, strict=True):
            lines[-1].append(token)
            if "\n" in gap:
                lines.append([])
        return lines

    def token(self, number: int) -> Token | None:
        """Return a token by its number, None before the first and after the last."""
        return self.tokens[number] if 0 <= number < len(self.tokens) else None

    def gap_after(self, number: int) -> str:
        """Return what follows a token up to the next; a line break where there is none."""
        return self.gaps[number] if 0 <= number < len(self.gaps) else "\n"

    def tight_after(self, number: int) -> bool:
        """Tell whether the next token follows with a space or a hyphen only."""
        return self.gap_after(number) in _TIGHT

    def looking_at(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """Match a pattern at an offset of the text."""
        return pattern.match(self.text, start)
