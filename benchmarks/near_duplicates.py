"""Dedupe and its near-copies: signatures and look-ups beside datasketch, whole decisions, memory.

The articles are made up of the words of the open evaluation set as often as they stand there: half of 230 words, as
pages are, half of 35, as feeds' summaries are. A tenth is a copy of an earlier one with a word changed.
"""

import multiprocessing
import random
import tomllib
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import orjson
import psutil
from datasketch import MinHash, MinHashLSH

from benchmarks.row import Row, rate
from pipeline.contract import Article, encode
from pipeline.dedupe import signature
from pipeline.dedupe.keys import Keys
from pipeline.dedupe.wording import taken_apart
from pipeline.stages.dedupe import Dedupe
from pipeline.stages.message import Emitted, Incoming

_OPEN: Final = Path(__file__).parent.parent / "evaluation/open"
_START: Final = datetime(2024, 3, 1, tzinfo=UTC)
_SIGNED: Final = 2_000
_ENTERED: Final = 10_000
_DECIDED: Final = 5_000
_FILLED: Final = (67_000, 100_000)
"""The first so many states go to the disk at once, and what they took is used again: growth is measured from there."""
_PERMUTATIONS: Final = 96
_PARAMETERS: Final = (32, 3)
"""Bands and rows: ours."""


def rows() -> Iterator[Row]:
    """Give the figures."""
    texts = [taken_apart(text).folded for text in made(_SIGNED)]
    shingles = [signature.shingles(words) for words in texts]
    ours, theirs = rate(partial(_signed, texts)), rate(partial(_signed_by_datasketch, shingles), rounds=1)
    yield Row("signatures, shingles made by us", "/s", ours, "datasketch, shingles given", theirs)
    yield from _look_ups()
    messages = [encode(article) for article in articles(_DECIDED)]
    yield Row("dedupe decisions, bytes in, bytes out", "articles/s", rate(partial(_decided, messages), rounds=2))
    states = list(_states(messages))
    yield Row("states restored after a restart", "/s", rate(partial(_restored, states), rounds=2))
    ours, theirs = _memory(_fill, *_FILLED), _memory(_fill_datasketch, 2_000, 12_000)
    yield Row("memory, a million articles", "MB", ours, "datasketch, its index alone", theirs)


def made(count: int) -> Iterator[str]:
    """Give texts."""
    chance = random.Random(7)
    words = [word for file in sorted(_OPEN.glob("*.toml")) for word in _words(file)]
    for number in range(count):
        yield " ".join(chance.choices(words, k=35 if number % 2 else 230))


def _words(file: Path) -> list[str]:
    return [word for item in tomllib.loads(file.read_text("utf-8"))["item"] for word in item["text"].split()]


def articles(count: int) -> Iterator[Article]:
    """Give articles, sixty a minute."""
    chance, kept = random.Random(8), list[str]()
    for number, text in enumerate(made(count)):
        copied = chance.choice(kept) if kept and number % 10 == 0 else None
        title, _, body = (copied or text).partition(". ")
        words = body.split()
        if copied and words:
            words[chance.randrange(len(words))] = "meanwhile"
        if number < 1_000:
            kept.append(text)
        yield Article(
            article_id=f"{number:064x}",
            url=f"https://news{number % 900}.example/2024/03/article-{number}",
            title=title[:90],
            text=" ".join(words),
            published=_START + timedelta(seconds=number),
        )


def _signed(texts: list[tuple[str, ...]]) -> int:
    return sum(signature.bands(words) is not None for words in texts)


def _minhash(shingles: list[str]) -> MinHash:
    made = MinHash(num_perm=_PERMUTATIONS)
    made.update_batch([shingle.encode() for shingle in shingles])
    return made


def _signed_by_datasketch(shingles: list[list[str]]) -> int:
    return len([_minhash(one) for one in shingles])


def _look_ups() -> Iterator[Row]:
    """Look up articles in an index of others; the signatures are made before."""
    chance = np.random.default_rng(7)
    signed = chance.integers(0, 1 << 32, (_ENTERED, signature.BANDS), dtype=np.uint32)
    keys = Keys(lambda found: np.ones(found.shape, np.bool_))
    for row, bands in enumerate(signed):
        keys.add(row, signature.keys(bands))
    lsh = MinHashLSH(num_perm=_PERMUTATIONS, params=_PARAMETERS)
    scheme = MinHash(num_perm=_PERMUTATIONS).scheme
    hashes = chance.integers(0, 1 << 32, (_ENTERED, _PERMUTATIONS), dtype=np.uint64)
    minhashes = [MinHash(num_perm=_PERMUTATIONS, hashvalues=values, scheme=scheme) for values in hashes]
    for number, one in enumerate(minhashes):
        lsh.insert(number, one)
    asked = range(0, _ENTERED, 5)
    ours = rate(lambda: sum(keys.find(signature.keys(signed[n]))[0].size > 0 for n in asked))
    theirs = rate(lambda: sum(bool(lsh.query(minhashes[n])) for n in asked))
    yield Row(f"look-ups among {_ENTERED:,}", "/s", ours, "datasketch", theirs)


def _decided(messages: list[bytes]) -> int:
    stage = Dedupe()
    for offset, value in enumerate(messages):
        stage(Incoming("articles", 0, offset, b"key", value))
    return len(messages)


def _states(messages: list[bytes]) -> Iterator[bytes]:
    """Give the records of the state topic."""
    stage = Dedupe()
    for offset, value in enumerate(messages):
        verdict = stage(Incoming("articles", 0, offset, b"key", value))
        outputs = verdict.outputs if isinstance(verdict, Emitted) else ()
        yield from (one.value for one in outputs if one.topic == stage.state and one.value is not None)


def _restored(states: list[bytes]) -> int:
    stage = Dedupe()
    for value in states:
        stage.restore(value)
    return len(states)


def _fill(count: int) -> object:
    """Restore states with the words of articles, and ids, hashes and signatures of their own."""
    stage, chance = Dedupe(), np.random.default_rng(7)
    states = [orjson.loads(value) for value in _states([encode(article) for article in articles(_SIGNED)])]
    for number in range(count):
        stage.restore(_anew(states[number % len(states)], number, chance.bytes(160)))
    return stage


def _anew(state: dict[str, Any], number: int, drawn: bytes) -> bytes:
    bands = b64encode(drawn[32:]).decode()
    one = {"offset": number, "content_hash": drawn[:32].hex(), "bands": bands}
    ids = {"article_id": drawn[:32][::-1].hex(), "url_key": f"https://news.example/{drawn[:16].hex()}"}
    return orjson.dumps(state | ids | {"versions": [version | one for version in state["versions"]]})


def _fill_datasketch(count: int) -> object:
    lsh, chance = MinHashLSH(num_perm=_PERMUTATIONS, params=_PARAMETERS), np.random.default_rng(7)
    scheme = MinHash(num_perm=_PERMUTATIONS).scheme
    for number in range(count):
        values = chance.integers(0, 1 << 32, _PERMUTATIONS, dtype=np.uint64)
        lsh.insert(number, MinHash(num_perm=_PERMUTATIONS, hashvalues=values, scheme=scheme))
    return lsh


def _memory(fill: Callable[[int], object], few: int, many: int) -> float:
    """Give the megabytes of a million: the growth between two fills, each in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1, maxtasksperchild=1) as pool:
        first, second = (pool.apply(_resident, (fill, count)) for count in (few, many))
    return (second - first) / (many - few)


def _resident(fill: Callable[[int], object], count: int) -> int:
    kept = fill(count)
    size: int = psutil.Process().memory_info().rss
    del kept
    return size
