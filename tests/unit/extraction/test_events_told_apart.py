"""Which tellings are one event: near and far ones, sums and their parts, what only adds to it."""

from unit.extraction.cases import Extract, actual


def test_a_sum_of_attacks_goes_when_each_is_told(extract: Extract) -> None:
    """A total of two attacks is no third event beside them."""
    found = actual(
        extract(
            "Fifteen people were killed in two attacks in northern Mali on Monday, officials said.\n\nGunmen ambushed "
            "a convoy near Gao on Monday, killing eleven soldiers.\n\nIn Kidal a landmine killed four traders on "
            "Monday."
        )
    )
    assert sorted(e.fatalities.best or 0 for e in found if e.fatalities) == [4, 11]


def test_another_kind_of_event_far_behind_stays_apart(extract: Extract) -> None:
    """A clash in another place is not joined to a killing told paragraphs before."""
    found = actual(
        extract(
            "Gunmen shot dead a teacher in the town of Orlu on Monday, police said.\n\nThe man was on his way home. "
            "His colleagues were shocked. A fund was set up for his children.\n\nNobody has been held.\n\nIn the "
            "north, soldiers fought a battle with Boko Haram militants near Marte on Tuesday."
        )
    )
    assert {e.sub_event_type for e in found} == {"Attack", "Armed clash"}


def test_a_single_arrest_is_part_of_what_it_followed(extract: Extract) -> None:
    """Suspects held after a killing are no event of their own, wherever they are told."""
    found = actual(
        extract(
            "A crowd beat two traders to death in the market of Wau on Monday over a theft, the mayor said.\n\nThe "
            "market was closed. The governor visited the families. Nine persons have been arrested."
        )
    )
    assert [e.sub_event_type for e in found] == ["Mob violence"]


def test_a_sum_of_deaths_of_no_kind_takes_no_part(extract: Extract) -> None:
    """Deaths in several places that nobody explains are no sum of the attack told behind them."""
    found = actual(
        extract(
            "Separate deaths of 12 people in two towns shocked the country on Monday.\n\nGunmen killed three farmers "
            "in Beni on Monday."
        )
    )
    assert [e.fatalities.best for e in found if e.fatalities] == [3]
