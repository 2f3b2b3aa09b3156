import orjson
import pytest

from pipeline.errors import BrokerUnreachable
from pipeline.kafka.data_folder import DataFolder


@pytest.fixture
def acquire(tmp_path):
    """Acquire a folder for the length of a test."""
    taken = []

    def acquire(path=tmp_path / "kafka"):
        folder = DataFolder(path)
        folder.acquire()
        taken.append(folder)
        return folder

    yield acquire
    for folder in taken:
        folder.release()


def test_a_new_folder_gets_a_cluster_id_that_stays(acquire):
    """The id is chosen once; clients know the cluster again by it."""
    folder = acquire()
    first = folder.cluster_id(1)
    assert len(first) == 22
    folder.release()
    assert acquire().cluster_id(1) == first


def test_a_folder_in_use_is_refused_with_the_pid(acquire):
    """Of two processes on one folder, the second is told who the first is."""
    acquire()
    with pytest.raises(BrokerUnreachable, match=r"in use by another frontwire \(pid \d+\)"):
        acquire()


def test_a_released_folder_can_be_taken(acquire):
    """The lock goes with its holder; the file that is left behind is no obstacle."""
    acquire().release()
    acquire()


def test_a_folder_with_foreign_files_is_refused_and_left_as_it_is(tmp_path, acquire):
    """Nothing is written into, let alone deleted from, a folder that holds something else."""
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(BrokerUnreachable, match=r"holds something else than Frontwire's Kafka \(thesis\.tex\)"):
        acquire(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": 2}, "have the format 2"),
        ({"kafka": "4.4.0"}, "are those of Apache Kafka 4.4.0, and this is"),
        ({"kafka": "5.0.0"}, "are those of Apache Kafka 5.0.0, and this is"),
        ({"nodes": 3}, "are those of 3"),
    ],
)
def test_data_of_another_format_are_refused(acquire, change, reason):
    """A newer format, a newer Kafka or another number of nodes gives one line with both ways out."""
    folder = acquire()
    folder.cluster_id(1)
    marker = folder.path / "format.json"
    marker.write_bytes(orjson.dumps(orjson.loads(marker.read_bytes()) | change))
    with pytest.raises(BrokerUnreachable, match=f"{reason}.*FRONTWIRE_DATA_DIR.*kafka reset"):
        folder.cluster_id(1)


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b'{"format":1}'])
def test_a_broken_marker_is_refused(acquire, content):
    """A marker that cannot be read is a format that is not known."""
    folder = acquire()
    (folder.path / "format.json").write_bytes(content)
    with pytest.raises(BrokerUnreachable, match="kafka reset"):
        folder.cluster_id(1)


@pytest.mark.parametrize("version", ["4.2.0", "4.3.0", "4.3.9"])
def test_data_of_an_older_kafka_are_taken(acquire, version):
    """Kafka reads what its predecessors have written, and patch releases do not change the format."""
    folder = acquire()
    cluster_id = folder.cluster_id(1)
    marker = folder.path / "format.json"
    marker.write_bytes(orjson.dumps(orjson.loads(marker.read_bytes()) | {"kafka": version}))
    assert folder.cluster_id(1) == cluster_id


def test_delete_leaves_an_empty_folder_that_starts_anew(acquire):
    """After a reset, the folder is there, locked, and gets a new cluster id."""
    folder = acquire()
    first = folder.cluster_id(1)
    (folder.path / "node-1" / "data").mkdir(parents=True)
    (folder.path / "node-1" / "data" / "x").write_text("")
    folder.delete()
    assert [path.name for path in folder.path.iterdir()] == ["lock"]
    assert folder.cluster_id(1) != first


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path, acquire):
    """A file in the way is reported with the setting that names the folder."""
    (tmp_path / "file").write_text("")
    with pytest.raises(BrokerUnreachable, match="FRONTWIRE_DATA_DIR"):
        acquire(tmp_path / "file" / "kafka")
