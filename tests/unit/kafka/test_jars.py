import hashlib
from pathlib import Path

import pytest

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.jars import LOCK, LockedJar, cached_jars, given_jars, read_lock


class Repository:
    """Stands in for Maven Central: gives the bytes that a test put there, in order, and counts what it gave."""

    def __init__(self, **answers: list[bytes | Exception]):
        self.answers = {f"{name}.jar": list(given) for name, given in answers.items()}
        self.asked: list[str] = []

    def connect(self):
        """Give the fetch, as `maven_central` does."""
        return self.fetch

    def fetch(self, jar: LockedJar, folder: Path) -> Path:
        """Give the next answer for a jar."""
        self.asked.append(jar.name)
        answer = self.answers[jar.name].pop(0)
        if isinstance(answer, Exception):
            raise answer
        found = folder / "deep" / jar.name
        found.parent.mkdir()
        found.write_bytes(answer)
        return found


class NoNetwork(Repository):
    """Fails the test that connects."""

    def connect(self):
        """Fail."""
        pytest.fail("the network was touched")


def lock(**jars: bytes) -> tuple[LockedJar, ...]:
    """Give the lock of jars with this content."""
    return read_lock(
        "".join(f"{hashlib.sha256(data).hexdigest()}  org/{name}/1/{name}.jar\n" for name, data in jars.items())
    )


def silent(what: str, done: int, total: int) -> None:
    """Show no progress."""


def test_the_lock_names_kafka_and_its_log_by_coordinates():
    """The committed lock holds Kafka 4.3.1, and the logging without which its log file stays empty."""
    coordinates = {jar.coordinate for jar in read_lock(LOCK.read_text())}
    assert ("org.apache.kafka", "kafka_2.13", "4.3.1") in coordinates
    assert ("org.apache.logging.log4j", "log4j-slf4j-impl", "2.25.4") in coordinates
    assert len(coordinates) == 46


def test_a_warm_cache_needs_no_network(tmp_path):
    """Jars that are there and right are used without a connection."""
    (tmp_path / "a.jar").write_bytes(b"A")
    assert cached_jars(tmp_path, lock(a=b"A"), silent, NoNetwork().connect) == (tmp_path / "a.jar",)


def test_only_what_is_missing_or_wrong_is_downloaded(tmp_path):
    """A jar that somebody changed in the cache is fetched again, a right one is not."""
    (tmp_path / "a.jar").write_bytes(b"A")
    (tmp_path / "b.jar").write_bytes(b"changed")
    repository = Repository(b=[b"B"], c=[b"C"])
    cached_jars(tmp_path, lock(a=b"A", b=b"B", c=b"C"), silent, repository.connect)
    assert repository.asked == ["b.jar", "c.jar"]
    assert [(tmp_path / name).read_bytes() for name in ("a.jar", "b.jar", "c.jar")] == [b"A", b"B", b"C"]


@pytest.mark.parametrize("first", [b"cut sho", ConnectionResetError("reset by peer")])
def test_a_download_that_fails_is_tried_once_more(tmp_path, first):
    """One bad answer, of bytes or of the network, is no error."""
    repository = Repository(a=[first, b"A"])
    assert cached_jars(tmp_path, lock(a=b"A"), silent, repository.connect)[0].read_bytes() == b"A"


def test_a_wrong_jar_is_an_error_and_is_not_kept(tmp_path):
    """A jar whose sum is not the locked one twice is named with its sum and does not enter the cache."""
    with pytest.raises(BrokerUnreachable, match=r"a\.jar is not the locked one \(SHA-256 [0-9a-f]{64}\)"):
        cached_jars(tmp_path, lock(a=b"A"), silent, Repository(a=[b"evil", b"evil"]).connect)
    assert list(tmp_path.iterdir()) == []


def test_the_error_without_a_network_names_every_way_out(tmp_path):
    """Where nothing can be downloaded, one line names the folder of jars, Java's place and another cluster."""
    down = [OSError("Network is unreachable")] * 2
    with pytest.raises(BrokerUnreachable) as error:
        cached_jars(tmp_path, lock(a=b"A"), silent, Repository(a=down).connect)
    for way in ("Network is unreachable", "FRONTWIRE_KAFKA_JARS", "JAVA_HOME", "FRONTWIRE_BOOTSTRAP_SERVERS"):
        assert way in str(error.value)
    assert "\n" not in str(error.value)


def test_a_cache_that_cannot_be_made_names_its_variable(tmp_path):
    """A file in the cache's place is reported with the variable that moves the cache."""
    (tmp_path / "file").write_text("")
    with pytest.raises(BrokerUnreachable, match="XDG_CACHE_HOME"):
        cached_jars(tmp_path / "file" / "cache", lock(a=b"A"), silent, Repository(a=[b"A"]).connect)


def test_progress_counts_what_is_downloaded(tmp_path):
    """Progress runs from none to all of the jars that are missing."""
    told = []
    repository = Repository(a=[b"A"], b=[b"B"])
    cached_jars(tmp_path, lock(a=b"A", b=b"B"), lambda _, *counts: told.append(counts), repository.connect)
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_a_given_folder_is_checked_and_never_filled(tmp_path):
    """A folder of jars given by hand must hold every locked jar with its sum; other files do not matter."""
    (tmp_path / "a.jar").write_bytes(b"A")
    (tmp_path / "other.jar").write_bytes(b"X")
    assert given_jars(tmp_path, lock(a=b"A")) == (tmp_path / "a.jar",)
    with pytest.raises(BrokerUnreachable, match=r"b\.jar is missing"):
        given_jars(tmp_path, lock(a=b"A", b=b"B"))
    (tmp_path / "a.jar").write_bytes(b"changed")
    with pytest.raises(BrokerUnreachable, match=r"a\.jar is not the locked one"):
        given_jars(tmp_path, lock(a=b"A"))
