"""The data files hold what their readers take them to hold: columns, known words, reasons, no row twice."""

import re
from collections import Counter
from importlib.resources import files
from typing import Final, get_args

import pytest

from pipeline.contract.event import SourceKind
from pipeline.contract.vocabulary import ALL_SUB_EVENTS, CONTEXTS, MODES, Sector
from pipeline.extraction.decide import macros, rules
from pipeline.extraction.frames import act_names
from pipeline.extraction.groups import groups
from pipeline.extraction.inflect import noun_forms, verb_forms
from pipeline.extraction.lexicon import FORMS
from pipeline.extraction.lexicons import GENERAL
from pipeline.extraction.tables import read
from pipeline.gazetteer.place import KINDS

_DATA: Final = files("pipeline.extraction") / "data"
_TABLES: Final = sorted(f.name for f in _DATA.iterdir() if f.name.endswith(".tsv"))
_LEXICONS: Final = (*GENERAL, "plover.tsv")
_KINDS_OF_FEATURE: Final = (
    "act", "agent", "patient", "place", "object", "weapon", "sentence", "near", "lead", "governor", "word",
)  # fmt: skip
_FLAGS: Final = {
    "verb", "noun", "passive", "both-sides", "first", "transitive", "many", "mass", "governed", "narrated",
    "of-kin", "in-quotes",
}  # fmt: skip
_OTHER_FEATURES: Final = {"specific", "relative", "text-armed", "text-protest", "governed:court", "several killed"}


@pytest.mark.parametrize("name", _TABLES)
def test_each_row_has_every_column_and_a_reason(name: str) -> None:
    """A row without its reason, source or figure cannot be judged by the next person."""
    assert read(name)
    for row in read(name):
        assert next(iter(row.values())).strip(), row
        last = {"types.tsv": "plover", "irregular.tsv": "forms"}.get(name, list(row)[-1])
        assert row[last].strip(), row


@pytest.mark.parametrize("name", _LEXICONS)
def test_entries_of_lexicons_are_clean(name: str) -> None:
    """Entries are separated by ` | `, have a known form and stand once in their class and form."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    for row in read(name):
        class_, value, form, entries, _reason = row.values()
        assert form in FORMS, row
        for entry in entries.split(" | "):
            assert entry
            assert entry == " ".join(entry.split())
            assert "|" not in entry
            seen[class_, value, form, entry] += 1
    assert [key for key, times in seen.items() if times > 1] == []


def test_classes_of_acts_are_those_that_rules_ask_for() -> None:
    """An act that nothing asks for decides nothing, one that nothing finds makes a rule that never holds."""
    asked = {f.removeprefix("act:") for f in _features() if f.startswith("act:")}
    beside = {f.partition(":")[2] for f in _features() if f.startswith(("sentence:", "near:"))}
    assert asked - act_names() == set()
    assert act_names() - asked - beside == set()


def test_rules_have_ids_of_their_own_known_results_and_strengths() -> None:
    """Results are ACLED's sub-event types, harm or none."""
    rows = read("decision.tsv")
    assert [i for i, n in Counter(row["id"] for row in rows).items() if n > 1] == []
    assert {row["result"] for row in rows} <= {*ALL_SUB_EVENTS, "harm", "none", "macro"}
    assert {row["strength"] for row in rows} <= {"specific", "generic", "background", ""}
    assert all(row["when"].strip() for row in rows)


def test_every_sub_event_type_can_come_out() -> None:
    """All 25 of ACLED's sub-event types have a rule, and PLOVER's word for each."""
    assert set(ALL_SUB_EVENTS) <= {rule.result for rule in rules()}
    assert {row["sub_event_type"] for row in read("types.tsv")} == set(ALL_SUB_EVENTS)


def test_features_that_rules_ask_for_exist() -> None:
    """A misspelt class would make a condition that never holds."""
    classes = {row["class"] for name in GENERAL for row in read(name)} | {row["class"] for row in read("groups.tsv")}
    sectors = {row["sector"] for name in ("people.tsv", "groups.tsv") for row in read(name)}
    known = classes | sectors | {"settlement", "country"}
    for feature in _features():
        kind, _, name = feature.partition(":")
        if name:
            assert kind in _KINDS_OF_FEATURE, feature
            assert kind == "word" or name.rpartition(":")[2] in known, feature
        else:
            assert kind in _FLAGS, feature


def _features() -> set[str]:
    asked = {name for rule in rules() for c in rule.conditions for name in c.wanted | c.unwanted}
    assert asked & {"@"} == set()
    used = {name for name in asked if name.startswith("@")}
    assert used <= set(macros()), used - set(macros())
    return (asked - used) | {f for any_of in macros().values() for f in any_of}


def test_macros_name_features_and_no_other_macros() -> None:
    """A macro within a macro would never hold."""
    assert not any(feature.startswith(("@", "!")) for any_of in macros().values() for feature in any_of)


def test_points_of_relevance_are_for_known_features() -> None:
    """Every feature is a frame's, the article's or the clause's, and stands once."""
    rows = read("relevance.tsv")
    assert [f for f, n in Counter(row["feature"] for row in rows).items() if n > 1] == []
    for row in rows:
        int(row["points"])
        kind, _, name = row["feature"].partition(":")
        assert row["feature"] in _OTHER_FEATURES or (kind in _KINDS_OF_FEATURE and name), row


def test_modes_and_contexts_are_plovers() -> None:
    """Modes belong to their event, contexts to PLOVER's list."""
    every = {mode for of_event in MODES.values() for mode in of_event}
    assert {row["mode"] for row in read("modes.tsv")} <= every
    assert {row["context"] for row in read("contexts.tsv")} <= set(CONTEXTS)
    for row in read("plover.tsv"):
        assert row["class"] in MODES
        assert row["value"] in {"", *MODES[row["class"]]}, row  # type: ignore[index]
    for row in read("acts_of_types.tsv"):
        assert row["mode"] in {"", *MODES[row["event"]]}, row  # type: ignore[index]


def test_groups_have_a_country_a_sector_an_inter_code_and_years() -> None:
    """Names stand once; countries are three letters; a group does not end before it begins."""
    rows = read("groups.tsv")
    assert len(groups()) == len(rows)
    for row in rows:
        assert row["country"] == "" or re.fullmatch("[A-Z]{3}", row["country"]), row
        assert row["sector"] in get_args(Sector), row
        assert int(row["inter"]) in range(1, 9), row
        assert row["from"] == "" or row["to"] == "" or int(row["from"]) <= int(row["to"]), row


def test_kinds_of_sources_and_units_are_known() -> None:
    """Sources have a kind of the contract, units a kind of place or are parts of a town."""
    assert {row["kind"] for row in read("sources.tsv")} <= set(get_args(SourceKind))
    assert {row["kind"] for row in read("units.tsv")} <= {*KINDS, "urban"}


def test_word_lists_stand_once_and_are_asked_for() -> None:
    """A list that nobody reads is left over."""
    names = [row["set"] for row in read("words.tsv")]
    assert len(names) == len(set(names))
    folder = files("pipeline.extraction")
    code = "".join(
        f.read_text("utf-8") for d in (folder, folder / "writing") for f in d.iterdir() if f.name.endswith(".py")
    )
    assert [name for name in names if f'words("{name}")' not in code] == []


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("kill", {"kill", "kills", "killed", "killing"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("rebel", {"rebel", "rebels", "rebelled", "rebelling"}),
        ("shoot", {"shoot", "shoots", "shot", "shooting"}),
        ("blow up", {"blow up", "blows up", "blew up", "blown up", "blowing up"}),
        ("occupy", {"occupy", "occupies", "occupied", "occupying"}),
    ],
)
def test_verbs_are_inflected(verb: str, forms: set[str]) -> None:
    """Regular verbs, doubled consonants, irregular verbs, phrases."""
    assert forms <= set(verb_forms(verb))


@pytest.mark.parametrize(
    ("noun", "plural"), [("bomb", "bombs"), ("clash", "clashes"), ("policeman", "policemen"), ("militia", "militias")]
)
def test_nouns_have_a_plural(noun: str, plural: str) -> None:
    """Regular and irregular plurals."""
    assert {noun, plural} <= set(noun_forms(noun))
