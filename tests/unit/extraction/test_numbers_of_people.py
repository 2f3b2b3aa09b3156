"""Who was killed, hurt, arrested, missing: counts tied to their event, sums, parts, denials."""

import pytest
from unit.extraction.cases import Extract, actual, only

from pipeline.contract import Event
from pipeline.contract.event import Toll


def _ends(toll: Toll | None) -> tuple[int | None, int | None, int | None] | None:
    return None if toll is None else (toll.low, toll.best, toll.high)


def _dead(event: Event) -> tuple[int | None, int | None, int | None] | None:
    return _ends(event.fatalities)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Gunmen killed 12 farmers in Zamfara on Monday.", (12, 12, 12)),
        ("Gunmen killed at least 12 farmers in Zamfara on Monday.", (12, 12, None)),
        ("Gunmen killed up to 12 farmers in Zamfara on Monday.", (None, 12, 12)),
        ("Gunmen killed between 12 and 15 farmers in Zamfara on Monday.", (12, 12, 15)),
        ("Gunmen killed dozens of farmers in Zamfara on Monday.", (None, 12, None)),
        ("Gunmen killed four soldiers and two farmers in Zamfara on Monday.", (6, 6, 6)),
        ("Gunmen killed 12 farmers, including three women, in Zamfara on Monday.", (12, 12, 12)),
        ("A bomber blew himself up at a market in Maiduguri, killing eight traders.", (9, 9, 9)),
        ("A suicide bomber killed himself and three policemen in Quetta on Monday.", (4, 4, 4)),
        ("A bomb killed a judge along with his driver in Kabul on Monday.", (2, 2, 2)),
        ("Rebels shot dead a mayor in Goma on Monday.", (1, 1, 1)),
        ("A mob beat two thieves to death in Wau on Monday.", (2, 2, 2)),
        ("Two women blew themselves up at a market in Maiduguri, killing eight traders.", (10, 10, 10)),
        ("Troops retook the town of Bama in Borno on Monday with the loss of eleven soldiers.", (11, 11, 11)),
        ("Rebels attacked an army post near Goma on Monday. No casualties were reported.", (0, 0, None)),
        ("Rebels shelled the town of Rutshuru on Monday. Nobody was hurt.", (0, 0, 0)),
        ("Rebels shelled the town of Rutshuru on Monday.", None),
    ],
)
def test_figures_are_read_with_their_ends(
    extract: Extract, text: str, dead: tuple[int | None, int | None, int | None] | None
) -> None:
    """Low, best and high are those of docs/coding.md ("Numbers")."""
    assert _dead(only(extract(text))) == dead


@pytest.mark.parametrize(
    ("behind", "dead"),
    [
        ("Officials put the death toll at nine.", (9, 9, 9)),
        ("One of the four guards was killed.", (1, 1, 1)),
        ("Five of them and a soldier were shot dead.", (6, 6, 6)),
        ("The army said three of its men fell.", (3, 3, 3)),
        ("A farmer lost two fingers.", None),
        ("None was hurt.", (0, 0, 0)),
        ("None of them is known. None has died.", (0, 0, 0)),
        ("No one was reported hurt on the other side.", (0, 0, None)),
        ("Hospital sources counted 14 bodies.", (14, 14, 14)),
        ("Residents buried 11 people on Monday.", (11, 11, 11)),
        ("At least 11 villagers lost their lives.", (11, 11, None)),
        ("A couple of shops burnt. Nobody died.", (0, 0, 0)),
        ("The blast claimed the lives of four shepherds.", (4, 4, 4)),
        ("The explosion did only material damage.", (0, 0, 0)),
        ("There was no word on casualties.", None),
        ("Three of the soldiers were killed, six others injured.", (3, 3, 3)),
        ("An unknown number of guards and at least 11 soldiers died.", (11, 11, None)),
    ],
)
def test_the_next_sentence_counts_the_dead(
    extract: Extract, behind: str, dead: tuple[int | None, int | None, int | None] | None
) -> None:
    """A sentence that only counts belongs to the deed told before it."""
    assert _dead(only(extract(f"A car bomb exploded in Mogadishu on Sunday. {behind}"))) == dead


@pytest.mark.parametrize(
    ("behind", "hurt"),
    [
        ("Five people were taken to hospital.", (5, 5, 5)),
        ("Five people suffered injuries.", (5, 5, 5)),
        ("Five people were being treated for burns.", (5, 5, 5)),
        ("The blast left five with injuries.", (5, 5, 5)),
        ("The number of wounded was put at 30.", (30, 30, 30)),
        ("Four people were wounded, one of whom lost a leg.", (4, 4, 4)),
        ("Nobody was hurt.", (0, 0, 0)),
    ],
)
def test_the_next_sentence_counts_the_hurt(
    extract: Extract, behind: str, hurt: tuple[int | None, int | None, int | None]
) -> None:
    """Who is treated or brought to hospital is hurt."""
    assert _ends(only(extract(f"A car bomb exploded in Mogadishu on Sunday. {behind}")).injuries) == hurt


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        (
            "Rebels and soldiers clashed near Goma on Sunday. The army said it had lost four men and killed 20 rebels.",
            24,
        ),
        ("A mayor was assassinated in Tacurong on Sunday. His driver and a bodyguard also died.", 3),
        ("The bomber and 12 worshippers were killed at a mosque in Kano on Sunday when he blew himself up.", 13),
        ("Gunmen shot two hostages dead near Goma on Sunday.", 2),
        ("A drone strike in Amhara killed scores of people on Tuesday. A nurse counted 43 dead.", 43),
    ],
)
def test_figures_are_summed_or_replaced(extract: Extract, text: str, dead: int) -> None:
    """Who died "also" is added, a number replaces a vague word, and nobody is counted twice."""
    toll = only(extract(text)).fatalities
    assert toll is not None
    assert toll.best == dead


def test_two_sources_make_a_range(extract: Extract) -> None:
    """Where two count the same dead otherwise, best is that of the better source."""
    text = (
        "The bodies of 12 prisoners were found after gunmen attacked a prison in Machala on Monday, doctors said. "
        "A witness said that 20 prisoners were killed."
    )
    toll = only(extract(text)).fatalities
    assert toll is not None
    assert (_ends(toll), toll.stated) == ((12, 12, 20), "range")


def test_the_hurt_are_not_the_dead(extract: Extract) -> None:
    """Each number belongs to the word behind it."""
    event = only(extract("Two people were killed and nine others wounded when a bomb exploded in Herat on Monday."))
    assert (_dead(event), _ends(event.injuries), event.casualties) == ((2, 2, 2), (9, 9, 9), None)


def test_what_is_not_told_apart_is_casualties(extract: Extract) -> None:
    """Killed or wounded is neither of the two alone."""
    event = only(
        extract("More than 300 soldiers were killed or wounded when rebels shelled a base near Goma on Monday.")
    )
    assert (event.fatalities, _ends(event.casualties)) == (None, (300, 300, None))


def test_an_age_is_no_number_of_people(extract: Extract) -> None:
    """A woman of 71 is one woman."""
    event = only(extract("A shell hit a house in Nikopol on Monday. A woman of 71 was wounded."))
    assert _ends(event.injuries) == (1, 1, 1)


def test_a_toll_that_rises_is_the_last_one(extract: Extract) -> None:
    """The number stands behind the word for the toll."""
    text = "The death toll from Sunday's bombing of a market in Quetta has risen to 16, doctors said on Tuesday."
    assert _dead(only(extract(text))) == (16, 16, 16)


def test_dead_of_both_sides_are_summed(extract: Extract) -> None:
    """One engagement has one toll, by class."""
    event = only(extract("Three marines and seven militants were killed in a firefight near Patikul on Sunday."))
    assert _dead(event) == (10, 10, 10)
    assert event.fatalities is not None
    assert {(s.class_, s.best) for s in event.fatalities.breakdown} == {("state_forces", 3), ("armed_group", 7)}


def test_a_sum_told_beside_its_parts_is_no_event(extract: Extract) -> None:
    """Two blasts of two and three dead are not a third of five."""
    text = (
        "Five people were killed in two blasts in Helmand on Monday. "
        "Two soldiers died when a mine exploded in Sangin district. "
        "Three farmers died when a bomb exploded in Nad Ali district."
    )
    assert sorted(e.fatalities.best or 0 for e in actual(extract(text)) if e.fatalities) == [2, 3]


@pytest.mark.parametrize(
    ("text", "what", "best"),
    [
        ("Police detained 48 protesters at a rally in Minsk on Sunday.", "arrested", 48),
        ("Gunmen abducted 17 villagers near Kaduna on Sunday.", "abducted", 17),
        ("A bus with 17 passengers was hijacked by gunmen near Mirebalais on Monday.", "abducted", 17),
        ("The army and the rebels exchanged 19 prisoners in Taiz on Sunday.", "released", 19),
        ("Soldiers arrested the opposition leader and three of his aides in Bamako on Sunday.", "arrested", 4),
        ("Hundreds marched in Minsk on Sunday. Police said they had made 57 arrests.", "arrested", 57),
        ("Hundreds marched in Minsk on Sunday. Nineteen protesters were led away.", "arrested", 19),
        ("Gunmen raided a village in Katsina on Sunday. Fifteen women are missing.", "missing", 15),
        ("Gunmen raided a village in Katsina on Sunday. Fifteen women were taken away.", "abducted", 15),
        ("Rebels overran a base near Loikaw on Sunday, killing ten soldiers and capturing 14.", "abducted", 14),
        ("Police broke up a protest in Minsk on Sunday. Some 120 protesters are in custody.", "arrested", 120),
        (
            "The army fought rebels near Masisi on Sunday. More than 3,000 people have left their homes.",
            "displaced",
            3000,
        ),
        ("The army fought rebels near Masisi on Sunday. About 500 families were displaced.", "displaced", 500),
    ],
)
def test_other_harm_is_counted(extract: Extract, text: str, what: str, best: int) -> None:
    """Arrested, abducted and released people are neither dead nor hurt."""
    assert (what, best) in {(a.what, a.best) for a in only(extract(text)).affected}


def test_who_is_shot_in_the_leg_is_hurt(extract: Extract) -> None:
    """As far as told he did not die of it."""
    event = only(extract("Gunmen shot two teachers in the legs in Beni on Monday."))
    assert (event.fatalities, _ends(event.injuries)) == (None, (2, 2, 2))


def test_both_sides_of_a_fight_are_one_toll(extract: Extract) -> None:
    """The dead of the other side, told in the next sentence without a place or day, are the same fight's."""
    told = "Rebels stormed a police post near Goma on Sunday and killed four policemen."
    assert _dead(only(extract(f"{told} Two of the rebels were shot dead."))) == (6, 6, 6)


def test_what_a_side_says_of_its_enemy_stays_out(extract: Extract) -> None:
    """A group's figure for the soldiers that it killed counts only where nobody else gives one."""
    group = "Al-Shabaab fighters stormed an army camp at Warsheikh on Sunday. The group said it killed 73 soldiers."
    assert _dead(only(extract(group))) == (73, 73, 73)
    assert _dead(only(extract(f"{group} The ministry said that 11 soldiers and 40 attackers died."))) == (51, 51, 51)


def test_the_dead_of_another_event_are_not_a_pact_s(extract: Extract) -> None:
    """A surrender has no dead; those that the article tells of are others'."""
    text = "Four rebels surrendered to the army in Bijapur on Monday. Two soldiers had died in the hills."
    assert all(_dead(e) is None for e in actual(extract(text)) if e.sub_event_type == "Agreement")


def test_a_clause_with_its_own_subject_tells_another_event(extract: Extract) -> None:
    """Two deeds that "and" joins keep their own dead."""
    text = (
        "On Friday rebels overran two posts near Kunduz, killing nine policemen,"
        " and on Sunday an air strike near Jalalabad killed eight men."
    )
    assert [_dead(e) for e in actual(extract(text))] == [(9, 9, 9), (8, 8, 8)]


def test_who_loses_a_limb_is_hurt(extract: Extract) -> None:
    """Parts of the body are no people, and who loses one is wounded."""
    event = only(extract("A grenade was thrown at an office in Madaya on Monday; a guard lost two fingers."))
    assert _dead(event) is None
    assert _ends(event.injuries) == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "affected"),
    [
        ("Raiders shot dead 11 herders in Duk on Monday. He added that 48 women and children were taken away.", 48),
        ("Gangs fought in Cali on Monday. About 1,200 people, among them many children, have left their homes.", 1200),
        ("Some 300 monks marched in Mandalay on Sunday. Soldiers stopped them and took 12 away.", 12),
        ('Protesters threw stones at police in Dhaka on Friday. Police said they arrested 28 "miscreants".', 28),
        ("Gunmen threw a grenade into a bar in Cotabato on Monday, injuring nine. The two attackers fled.", None),
        ("Some 300 people marched in Tunis on Sunday for a dozen activists held since February.", None),
        ("Youths set tyres on fire in Lyon on Monday. Two officers were slightly hurt and three men were arrested.", 3),
    ],
)
def test_the_affected_are_counted(extract: Extract, text: str, affected: int | None) -> None:
    """Those who are led away, arrested or driven out belong to the event told before; who escapes is not displaced."""
    assert next((a.best for a in only(extract(text)).affected), None) == affected


def test_a_body_that_was_found_is_its_owners(extract: Extract) -> None:
    """Of who was taken away and found dead later, the abduction is the attack."""
    text = (
        "Gunmen dragged an officer out of his house near Beni on Monday. His body was found in an orchard on Tuesday."
    )
    assert _dead(only(extract(text))) == (1, 1, 1)


def test_a_town_before_a_colon_is_no_victim(extract: Extract) -> None:
    """A dateline that ends in a colon names nobody."""
    text = "Srinagar, Nov 6: Two labourers were killed and a third was wounded when gunmen shot at them in Kulgam."
    assert _dead(only(extract(text))) == (2, 2, 2)


def test_deaths_without_a_deed_are_not_the_next_ones(extract: Extract) -> None:
    """A deed with its own day and place, told further on, begins anew."""
    text = (
        "The road to Timbuktu has been closed since spring. Traders wait for the boats. The rains came late this year."
        " The government says that 20 terrorists were killed. It calls them foreigners. Moscow says nothing."
        " On Sunday rebels shelled the airport of Timbuktu."
    )
    assert all(_dead(e) is None for e in actual(extract(text)) if e.sub_event_type != "Attack")


def test_a_toll_holds_those_told_beside_it(extract: Extract) -> None:
    """Who died last is one of those whom the toll counts."""
    text = (
        "The number of people killed in Saturday's missile strike in Kramatorsk has risen to 12 after a man of 71 died."
    )
    assert _dead(only(extract(text))) == (12, 12, 12)


def test_two_names_for_the_same_dead_are_not_added(extract: Extract) -> None:
    """As many, whom another speaker calls otherwise, are the same people."""
    text = (
        "A drone hit a pickup truck near Sinjar in Iraq on Saturday, killing three men, the mayor's office said."
        ' Ankara said three "terrorists" had been "neutralised".'
    )
    assert _dead(only(extract(text))) == (3, 3, 3)
