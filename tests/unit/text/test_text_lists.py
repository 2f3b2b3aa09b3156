"""The word lists that people edit are well formed."""

import pytest

from pipeline.tables import rows

LISTS = ["abbreviations.tsv", "furniture.tsv", "proper.tsv", "qualifiers.tsv", "units.tsv", "vague.tsv"]
FIRST_COLUMN = {
    "furniture.tsv": {"opens", "line", "line+", "holds"},
    "qualifiers.tsv": {"exact", "at_least", "at_most", "about"},
    "units.tsv": {"measure", "money"},
}
COLUMNS = {"qualifiers.tsv": {3}, "vague.tsv": {2, 3}}


@pytest.mark.parametrize("name", LISTS)
def test_columns(name: str) -> None:
    """Every row has its columns, without blanks around them, in lower case."""
    for row in rows("pipeline.text", name):
        assert len(row) in COLUMNS.get(name, {2}), row
        assert all(column and column == column.strip() == column.lower() for column in row), row


@pytest.mark.parametrize("name", [name for name in LISTS if name != "proper.tsv"])
def test_no_row_twice(name: str) -> None:
    """No row stands twice."""
    found = rows("pipeline.text", name)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("name", FIRST_COLUMN)
def test_code_lists(name: str) -> None:
    """The first column is of its code list."""
    assert {row[0] for row in rows("pipeline.text", name)} <= FIRST_COLUMN[name]


def test_kinds_of_abbreviations() -> None:
    """An abbreviation stands once, without its stop, with a kind that the splitter knows."""
    found = rows("pipeline.text", "abbreviations.tsv")
    assert {kind for _, kind in found} <= {"title", "open", "number", "clock"}
    assert len({word for word, _ in found}) == len(found)
    assert not [word for word, _ in found if word.endswith(".")]


def test_vague_numbers() -> None:
    """A vague word has a number of its own, once."""
    found = rows("pipeline.text", "vague.tsv")
    assert all(int(row[1]) > 0 for row in found)
    assert len({row[0] for row in found}) == len(found)


def test_sides() -> None:
    """A qualifier stands before or after its number."""
    assert {side for _, side, _ in rows("pipeline.text", "qualifiers.tsv")} == {"before", "after"}


def test_proper_words() -> None:
    """A word is proper once, or an acronym, or a particle."""
    words = [word for _, words in rows("pipeline.text", "proper.tsv") for word in words.split()]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []
