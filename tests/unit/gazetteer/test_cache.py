"""The compiled file is built once for each state of its sources, and opened by many at once."""

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.contract import Article
from pipeline.errors import BadInput
from pipeline.extraction import RuleExtractor
from pipeline.gazetteer import Gazetteer, compiled_file

TEXT = "Shells fell on Goma and Sake, North Kivu."


def test_a_file_that_is_there_is_not_built_again(compiled_path: Path) -> None:
    """The second call finds the first one's file and reports no progress."""
    told: list[str] = []
    assert compiled_file(compiled_path.parent, lambda step, _part: told.append(step)) == compiled_path
    assert told == []


def test_the_file_name_tells_which_dump_was_added(tmp_path: Path, compiled_path: Path) -> None:
    """With a GeoNames dump another file is asked for, so neither is taken for the other."""
    dump = tmp_path / "XX.txt"
    dump.write_text("not a dump\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"XX\.txt, line 1"):
        compiled_file(compiled_path.parent, geonames=dump)


@pytest.mark.slow
def test_an_extractor_knows_the_places_of_the_users_dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting names a GeoNames dump; what it adds has its coordinates in events."""
    cells = ["900000001", "Zarumbaro", "Zarumbaro", "", "11.5", "13.25", "P", "PPL", "NG", "", "27", "", "", "", "2500"]
    dump = tmp_path / "NG.txt"
    dump.write_text("\t".join([*cells, "", "", "Africa/Lagos", "2024-01-01"]) + "\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("FRONTWIRE_GEONAMES_FILE", str(dump))
    article = Article(article_id="a", text="Gunmen killed four herders in Zarumbaro, Nigeria, on Monday.")
    (event,) = RuleExtractor().extract(article, now=datetime(2024, 1, 1, tzinfo=UTC)).events
    assert event.location is not None
    assert (event.location.geonameid, event.location.lat) == (900000001, 11.5)


def test_threads_may_share_a_gazetteer(gazetteer: Gazetteer) -> None:
    """Many threads at once find what one finds."""
    alone = gazetteer.places("", TEXT)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _number: gazetteer.places("", TEXT), range(64))) == [alone] * 64


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="the system cannot fork")
def test_a_forked_process_may_use_it(gazetteer: Gazetteer) -> None:
    """A child made by fork after the file was opened finds what its parent finds."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, repr(gazetteer.places("", TEXT)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reader, 65_536).decode() == repr(gazetteer.places("", TEXT))
    os.close(reader)
    os.close(writer)
