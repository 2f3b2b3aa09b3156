"""The lexicon finds phrases with their forms, the longest of a class first."""

from pipeline.extraction.lexicon import Lexicon, spellings, without_shadowed


def _lexicon(*rows: tuple[str, str, str]) -> Lexicon:
    return Lexicon(e for class_, form, phrase in rows for e in spellings(class_, "", form, phrase))  # type: ignore[arg-type]


def _found(lexicon: Lexicon, text: str) -> list[tuple[str, str]]:
    return [(h.entry.class_, text[h.start : h.end]) for h in lexicon.find(text)]


def test_verbs_are_found_in_every_form() -> None:
    """Offsets are those of the words in the text."""
    lexicon = _lexicon(("explode", "verb", "blow up"))
    assert _found(lexicon, "It blew up. Two were blown up.") == [("explode", "blew up"), ("explode", "blown up")]


def test_the_longest_phrase_of_a_class_wins() -> None:
    """A suicide bombing is not a bombing beside it."""
    lexicon = _lexicon(("explode", "noun", "bombing"), ("explode", "noun", "suicide bombing"))
    assert _found(lexicon, "a suicide bombing") == [("explode", "suicide bombing")]


def test_hyphens_are_as_white_space_and_case_does_not_matter() -> None:
    """Air-strikes are air strikes."""
    lexicon = _lexicon(("bombard", "noun", "air strike"))
    assert _found(lexicon, "Air-strikes") == [("bombard", "Air-strikes")]


def test_a_mark_ends_a_phrase() -> None:
    """Words on both sides of a comma are no phrase."""
    assert _found(_lexicon(("x", "plain", "police chief")), "the police, chief among them") == []


def test_abbreviations_stand_in_capitals() -> None:
    """The pronoun is no country."""
    lexicon = _lexicon(("state", "plain", "US"))
    assert _found(lexicon, "US troops left us") == [("state", "US")]


def test_the_first_part_of_a_compound_adjective_is_no_party() -> None:
    """A rebel-held town has no rebels in it yet."""
    lexicon = _lexicon(("armed", "noun", "rebel"))
    assert _found(lexicon, "the rebel-held town and the rebels") == [("armed", "rebels")]


def test_of_exclusive_classes_the_longer_hit_stays() -> None:
    """A rubber bullet is no bullet."""
    lexicon = _lexicon(("riot-control", "noun", "rubber bullet"), ("live-fire", "noun", "bullet"))
    hits = without_shadowed(lexicon.find("rubber bullets"), frozenset({"riot-control", "live-fire"}))
    assert [h.entry.class_ for h in hits] == ["riot-control"]
