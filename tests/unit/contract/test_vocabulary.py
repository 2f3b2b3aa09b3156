"""The code lists agree with one another and with the codebooks' tables."""

from typing import get_args

import pytest

from pipeline.contract import vocabulary as v


def test_25_sub_event_types() -> None:
    """There are 25 sub-event types, and each belongs to exactly one type."""
    listed = [sub for subs in v.SUB_EVENTS.values() for sub in subs]
    assert len(listed) == 25
    assert sorted(listed) == sorted(set(listed)) == sorted(v.ALL_SUB_EVENTS)
    assert set(v.TYPE_OF) == set(v.ALL_SUB_EVENTS)


def test_types_in_order() -> None:
    """The six types stand in the table, and their sub-types in the order of the list of all."""
    assert set(v.SUB_EVENTS) == set(get_args(v.EventType))
    assert tuple(sub for subs in v.SUB_EVENTS.values() for sub in subs) == v.ALL_SUB_EVENTS


DISORDER = {
    "Political violence; Demonstrations": {"Excessive force against protesters"},
    "Demonstrations": {"Protest with intervention", "Peaceful protest", "Violent demonstration"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    },
    "Political violence": {
        "Government regains territory", "Non-state actor overtakes territory", "Armed clash", "Mob violence",
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade", "Sexual violence", "Attack", "Abduction/forced disappearance",
    },
}  # fmt: skip


def test_disorder_types() -> None:
    """Each sub-event type has the disorder type that ACLED prints beside it."""
    found: dict[str, set[str]] = {name: set() for name in get_args(v.DisorderType)}
    for sub in v.ALL_SUB_EVENTS:
        found[v.disorder_type(sub)].add(sub)
    assert found == DISORDER


@pytest.mark.parametrize(
    ("event_type", "family"),
    [
        ("Battles", "violence"),
        ("Explosions/Remote violence", "violence"),
        ("Violence against civilians", "violence"),
        ("Protests", "demonstrations"),
        ("Riots", "demonstrations"),
        ("Strategic developments", "strategic"),
        (None, "ACCUSE"),
    ],
)
def test_family(event_type: v.EventType | None, family: str) -> None:
    """Types fall into three families; an act without a type is of its PLOVER event's."""
    assert v.family(event_type, "ACCUSE") == family


def test_plover() -> None:
    """The 16 PLOVER events have a quad class and a list of modes each, no mode twice."""
    events = set(get_args(v.PloverEvent))
    assert len(events) == 16
    assert set(v.QUAD_CLASS) == set(v.MODES) == events
    assert all(len(set(modes)) == len(modes) for modes in v.MODES.values())


def test_quad_classes() -> None:
    """The events of the manual's four classes."""
    by_class = {number: {e for e, q in v.QUAD_CLASS.items() if q == number} for number in (1, 2, 3, 4)}
    assert by_class == {
        1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
        2: {"COOPERATE", "AID", "RETREAT"},
        3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
        4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
    }


def test_contexts() -> None:
    """The 37 contexts of the manual's draft, each once."""
    assert len(set(v.CONTEXTS)) == len(v.CONTEXTS) == 37


def test_sectors() -> None:
    """The 25 sectors, each three letters."""
    sectors = get_args(v.Sector)
    assert len(set(sectors)) == 25
    assert all(len(sector) == 3 and sector.isupper() for sector in sectors)


def test_realis_order() -> None:
    """Every realis stands once in the order of precedence, and `actual` comes last."""
    assert set(v.REALIS_ORDER) == set(get_args(v.Realis))
    assert len(v.REALIS_ORDER) == len(get_args(v.Realis))
    assert v.REALIS_ORDER[-1] == "actual"
