"""The decision table: features in, rules that hold out, the highest rank first."""

from pipeline.extraction.decide import candidates, macros, rules


def _first(*features: str) -> str:
    return candidates(set(features))[0].result


def test_the_weapon_decides_over_the_victims() -> None:
    """A shell that kills civilians is shelling, not an attack on them."""
    features = ("act:kill", "agent:shell", "weapon:shell", "object:civilian", "patient:civilian", "verb")
    assert _first(*features) == "Shelling/artillery/missile attack"


def test_territory_outranks_the_fight_for_it() -> None:
    """ACLED codes who holds the place where words say it."""
    army = ("act:capture", "agent:state", "object:settlement", "patient:settlement", "patient:armed", "verb")
    rebels = ("act:capture", "agent:armed", "object:settlement", "patient:settlement", "verb")
    assert (_first(*army), _first(*rebels)) == ("Government regains territory", "Non-state actor overtakes territory")


def test_without_a_rule_that_holds_there_is_nothing() -> None:
    """A features that no rule knows makes no event."""
    assert candidates({"act:unheard-of"}) == []


def test_rules_stand_in_order_of_rank() -> None:
    """Rivals come after the rule that decides."""
    ranks = [rule.rank for rule in rules()]
    assert ranks == sorted(ranks, reverse=True)


def test_a_macro_holds_where_one_of_its_features_does() -> None:
    """`@harm` stands for dead or hurt people."""
    assert set(macros()["@harm"]) >= {"act:kill", "act:wound", "act:die"}
