"""The contract's table of what dedupe decides, as a pure function.

    seen before                                    decision
    the same id, content and source offset         a redelivery: the same again
    the same id and content at another offset      a repeat
    the same id, new content                       forward, revision + 1
    a new id, a copy of another article            report the copy
    none of these                                  forward, revision 1

A repeat is not written down: a redelivery of it finds the same version, and is the same repeat again.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Final

from pipeline.contract import Article, DedupeState
from pipeline.contract.article import Version
from pipeline.contract.ids import content_hash
from pipeline.dedupe import signature
from pipeline.dedupe.copies import Copy, Print, forwarded
from pipeline.dedupe.memory import Memory

MOST_VERSIONS: Final = 32
"""So many of an article's versions are remembered, the newest: 8 kB of state, of the 64 that its topic takes."""
MOST_WORDED: Final = 3
"""Near-copies of so many of its forwarded versions are found, the newest: 31 kB of state."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The article with its hash and revision, how it counts (without its words), and what is new to remember of it."""

    article: Article
    version: Version
    state: DedupeState | None = None


def decide(memory: Memory, article: Article, offset: int) -> Decision:
    """Decide about the article that stands at an offset of the intake. The memory is only read."""
    print_ = Print(_hashed(article))
    known = memory.find(print_)
    if not isinstance(known, DedupeState):
        return _first(print_, known, offset)
    content = print_.article.content_hash
    same = next((version for version in known.versions if version.content_hash == content), None)
    if same is None:
        return _changed(known, print_, offset)
    return _again(print_.article, same if same.offset == offset else _repeat(known, same, offset))


def _hashed(article: Article) -> Article:
    made = article.content_hash or content_hash(article.title, article.text)
    return article.model_copy(update={"content_hash": made})


def _first(print_: Print, copy: Copy | None, offset: int) -> Decision:
    if copy is None:
        return _remembered(print_, _forwarded(print_, offset, 1))
    version = Version(offset=offset, content_hash=print_.article.content_hash, **asdict(copy))
    return _remembered(print_, version)


def _changed(known: DedupeState, print_: Print, offset: int) -> Decision:
    revision = 1 + max((version.revision or 0 for version in forwarded(known)), default=0)
    return _remembered(print_, _forwarded(print_, offset, revision), known.versions)


def _forwarded(print_: Print, offset: int, revision: int) -> Version:
    return Version(
        offset=offset,
        content_hash=print_.article.content_hash,
        revision=revision,
        words=print_.told.text if print_.bands is not None else None,
        bands=signature.written(print_.bands) if print_.bands is not None else None,
    )


def _repeat(known: DedupeState, version: Version, offset: int) -> Version:
    """Point to the article that has the events: of a copy, its original."""
    original = version.original_id or known.article_id
    return Version(offset=offset, content_hash=version.content_hash, original_id=original, reason="repeat")


def _again(article: Article, version: Version) -> Decision:
    return Decision(article.model_copy(update={"revision": version.revision or 1}), _wordless(version))


def _remembered(print_: Print, version: Version, before: tuple[Version, ...] = ()) -> Decision:
    article = print_.article
    state = DedupeState(
        article_id=article.article_id,
        url_key=print_.url_key,
        time=article.time(),
        versions=tuple(_bounded((*before, version)[-MOST_VERSIONS:])),
    )
    return replace(_again(article, version), state=state)


def _bounded(versions: tuple[Version, ...]) -> Iterator[Version]:
    worded = [n for n, version in enumerate(versions) if version.words is not None][:-MOST_WORDED]
    for number, version in enumerate(versions):
        yield _wordless(version) if number in worded else version


def _wordless(version: Version) -> Version:
    return version.model_copy(update={"words": None, "bands": None})
