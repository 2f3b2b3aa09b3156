"""Plain text: the first line is the title, the rest the text."""

from pipeline.errors import BadInput
from pipeline.feeds.draft import Draft
from pipeline.feeds.markup import tidy

_WRAPPED: int = 100
"""Characters: where no line is longer and blank lines part the paragraphs, the lines are wrapped by hand."""


def read(text: str) -> Draft:
    """Give the article of a text, or raise BadInput where there is none."""
    title, _, body = tidy(text).strip().partition("\n")
    if not title:
        raise BadInput("it is empty")
    return Draft(title=title, text=paragraphs(body.strip()))


def paragraphs(body: str) -> str:
    """Part paragraphs by a blank line: each line is one, unless blank lines part blocks of wrapped lines."""
    lines = body.split("\n")
    if "" in lines and max(map(len, lines)) <= _WRAPPED:
        return "\n\n".join(block.replace("\n", " ") for block in body.split("\n\n"))
    return "\n\n".join(line for line in lines if line)
