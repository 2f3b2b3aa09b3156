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


def test_who_is_hurt_in_a_riot_is_hurt_in_it(extract: Extract) -> None:
    """Officers of whom nobody says who hurt them belong to the unrest told right before, not to a clash."""
    found = actual(
        extract(
            "Farmers broke through two police lines in Brussels on Tuesday and threw eggs at the officers.\n\nThe "
            "square was cleared by noon. Two officers were slightly hurt."
        )
    )
    assert [e.sub_event_type for e in found] == ["Violent demonstration"]


def test_a_lead_that_names_the_places_of_what_follows_is_no_event_beside_it(extract: Extract) -> None:
    """Six killed in two cities are the three and the three that are told behind, each in its city."""
    found = actual(
        extract(
            "Russia attacked Ukraine with missiles and drones on Monday, killing six people in Odesa and Kramatorsk, "
            "officials said.\n\nIn Odesa, a missile struck a warehouse and killed three people.\n\nIn Kramatorsk, "
            "three people were killed when rockets destroyed seven houses."
        )
    )
    assert sorted(e.fatalities.best or 0 for e in found if e.fatalities) == [3, 3]


def test_each_side_of_an_exchange_of_fire_is_part_of_it(extract: Extract) -> None:
    """What one side is said to have fired, right behind the fire of both, is no second event."""
    found = actual(
        extract(
            "Border guards of Kyrgyzstan and Tajikistan exchanged fire near Batken on Monday. According to Bishkek, "
            "Tajik troops used mortars. Dushanbe said that the Kyrgyz had opened fire first."
        )
    )
    assert [e.sub_event_type for e in found] == ["Armed clash"]


def test_an_abduction_that_ends_in_death_is_an_attack(extract: Extract) -> None:
    """The day on which the body is found makes no second event."""
    found = actual(
        extract(
            "Gunmen abducted a teacher near Beni on Saturday, the mayor said. The body of the teacher was found by "
            "soldiers on Sunday."
        )
    )
    assert [e.sub_event_type for e in found] == ["Attack"]


def test_as_many_attacks_as_the_lead_counts_are_its_parts(extract: Extract) -> None:
    """Two attacks that are told one by one leave nothing of the sum, also where not all the dead are told apart."""
    found = actual(
        extract(
            "Twenty people were killed in two attacks in northern Mali at the weekend, the governor said.\n\nGunmen "
            "ambushed a patrol near Gao on Saturday, killing eleven soldiers.\n\nNear Kidal a mine killed a trader on "
            "Sunday."
        )
    )
    assert sorted(e.fatalities.best or 0 for e in found if e.fatalities) == [1, 11]


def test_the_third_such_strike_is_the_one_just_told(extract: Extract) -> None:
    """To count it among earlier ones makes no second event."""
    found = actual(
        extract(
            "A drone strike on a school near Gondar killed 20 people on Tuesday, in what residents said was the third "
            "such strike in the district."
        )
    )
    assert len(found) == 1


def test_a_semicolon_parts_two_events(extract: Extract) -> None:
    """Each has its own place: what stands behind the semicolon is no clause of the other."""
    found = actual(
        extract(
            "In Dhaka on Saturday police dispersed a sit-in of nurses with tear gas; "
            "in Sylhet on Sunday gunmen killed three farmers."
        )
    )
    assert [e.location.name for e in found if e.location] == ["Dhaka", "Sylhet"]


def test_the_place_that_opens_a_sentence_is_that_of_its_clauses(extract: Extract) -> None:
    """A march in one town and shots in another are two events, though a speaker stands between town and shots."""
    found = actual(
        extract(
            "Several thousand people marched in Caracas on Monday to demand a recount. In Barquisimeto, the police "
            "chief of the state said, gunmen on motorcycles killed four students."
        )
    )
    assert [e.location.name for e in found if e.location] == ["Caracas", "Barquisimeto"]
