"""What the embedded Kafka runs on: a Java and the jars, given or found or downloaded once.

The cache is the user's (XDG_CACHE_HOME, else ~/.cache), not DATA_DIR: it is the same for every data folder, may be
deleted at any time, and `kafka reset` leaves it alone.
"""

from pathlib import Path

from pipeline.cache import user_cache
from pipeline.kafka.aot import with_aot
from pipeline.kafka.jars import LOCK, VERSION, Progress, cached_jars, given_jars, read_lock
from pipeline.kafka.java import find_java
from pipeline.kafka.node import Runtime


def find_runtime(jars: Path | None, java_home: Path | None, progress: Progress, cache: Path | None = None) -> Runtime:
    """Give a runtime for EmbeddedKafka, or raise BrokerUnreachable with what to do.

    `jars` is a folder that somebody filled by hand, in place of a download.
    """
    java = find_java(java_home)
    cache = cache or user_cache()
    lock = read_lock(LOCK.read_text("ascii"))
    found = given_jars(jars, lock) if jars else cached_jars(cache / f"kafka-{VERSION}", lock, progress)
    return with_aot(Runtime(java, found), cache, progress)
