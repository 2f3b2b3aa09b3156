"""Record headers as a person reads them."""

from pipeline.kafka.headers import readable


def test_null_and_broken_values_are_readable() -> None:
    """Kafka's values may be null or no text: neither breaks who lists dead letters."""
    assert readable([("a", None), ("b", b"\xff"), ("c", b"1"), ("c", b"2")]) == {"a": "", "b": "\ufffd", "c": "2"}
