"""Bytes to text, whatever is said of their encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feeds.encoding import text, utf8


@pytest.mark.parametrize(
    ("data", "content_type", "expected"),
    [
        ("Взрыв".encode(), "text/html; charset=windows-1251", "Взрыв"),
        ("Взрыв".encode("cp1251"), "text/html; charset=windows-1251", "Взрыв"),
        ("Взрыв".encode("cp1251"), "text/html; charset=utf-8", "Âçðûâ"),
        ('<meta charset="windows-1251">Взрыв'.encode("cp1251"), "text/html", '<meta charset="windows-1251">Взрыв'),
        ('<meta charset="koi8-r">Взрыв'.encode("cp1251"), "a/b;charset='cp1251'", '<meta charset="koi8-r">Взрыв'),
        ('<?xml encoding="koi8-r"?>Взрыв'.encode("koi8-r"), None, '<?xml encoding="koi8-r"?>Взрыв'),
        ("“Café”".encode("cp1252"), "text/html; charset=iso-8859-1", "“Café”"),
        ("“Café”".encode("cp1252"), "text/html; charset=no-such-thing", "“Café”"),
        ("“Café”".encode("cp1252"), "text/html; charset=rot13", "“Café”"),
        ("Взрыв".encode("utf-16"), "text/html; charset=utf-8", "Взрыв"),
        ("爆発".encode("shift_jis"), "text/html; charset=Shift_JIS", "爆発"),
        (b"plain", None, "plain"),
        (b"", None, ""),
    ],
)
def test_the_bytes_say_more_than_their_labels(data: bytes, content_type: str | None, expected: str) -> None:
    """A mark, valid UTF-8, then HTTP's label, then the document's own, then Windows-1252."""
    assert text(data, content_type) == expected


def test_a_broken_byte_costs_itself_only() -> None:
    """The rest of a text in UTF-8 is read as it is."""
    data = "Взрыв в городе убил двоих".encode()
    assert utf8(data[:-1]) == "Взрыв в городе убил двои�"
    assert utf8("Взрыв".encode("cp1251")) is None


@given(st.binary(), st.none() | st.text())
def test_any_bytes_become_text(data: bytes, content_type: str | None) -> None:
    """Nothing is raised, whatever the label."""
    assert isinstance(text(data, content_type), str)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_comes_back(written: str) -> None:
    """What is UTF-8 is read as that, but for a mark at its beginning."""
    assert text(written.encode(), "text/html; charset=latin1") in (written, written.removeprefix("\ufeff"))
