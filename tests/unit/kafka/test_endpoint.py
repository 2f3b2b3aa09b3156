import pytest

from pipeline.kafka.endpoint import Endpoint, read_endpoint, remove_endpoint, write_endpoint


def test_what_is_written_is_read(tmp_path):
    """Clients get the address and the cluster id that the running Kafka has left."""
    write_endpoint(tmp_path, Endpoint("127.0.0.1:9092", "abc"))
    assert read_endpoint(tmp_path) == Endpoint("127.0.0.1:9092", "abc")


def test_no_endpoint_after_the_end(tmp_path):
    """What has stopped leaves no address, and removing it twice is no error."""
    write_endpoint(tmp_path, Endpoint("127.0.0.1:9092", "abc"))
    remove_endpoint(tmp_path)
    remove_endpoint(tmp_path)
    assert read_endpoint(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"cluster_id": "abc"}'])
def test_a_broken_endpoint_is_none(tmp_path, content):
    """A file that cannot be read is as good as none."""
    (tmp_path / "endpoint.json").write_bytes(content)
    assert read_endpoint(tmp_path) is None
