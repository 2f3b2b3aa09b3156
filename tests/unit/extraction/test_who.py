"""Who did it to whom, with country, sector and inter code; who says so, and who says who did it."""

import pytest
from unit.extraction.cases import Extract, only

from pipeline.contract import Event


def _roles(event: Event, role: str) -> list[tuple[str, str | None, int | None]]:
    return [(a.name, a.country, a.inter) for a in event.actors if a.role == role]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        (
            "Taliban fighters killed two farmers in Kunduz on Monday.",
            [("Taliban", "AFG", 2)],
            [("farmers", "AFG", 7)],
        ),
        (
            "Two farmers were killed by Boko Haram in Borno on Monday.",
            [("Boko Haram", "NGA", 2)],
            [("farmers", "NGA", 7)],
        ),
        (
            "Masked men on a motorcycle gunned down an imam in Aden on Monday.",
            [("Masked men", None, 3)],
            [("imam", "YEM", 7)],
        ),
        ("Israeli soldiers shot dead a Palestinian teenager near Jenin on Monday.", None, None),
        ("In Mindanao, police arrested a rebel leader and his wife on Monday.", [("police", "PHL", 1)], None),
    ],
)
def test_roles_are_read(
    extract: Extract,
    text: str,
    actors: list[tuple[str, str | None, int | None]] | None,
    recipients: list[tuple[str, str | None, int | None]] | None,
) -> None:
    """Actives, passives, by-phrases; gunmen are of no country, soldiers and civilians of the place's own."""
    event = only(extract(text))
    assert actors is None or _roles(event, "actor") == actors
    assert recipients is None or _roles(event, "recipient") == recipients
    assert all(a.text in text for a in event.actors)


@pytest.mark.parametrize(
    ("text", "role", "names"),
    [
        ("Two gunmen threw a grenade at a police post in Cali on Monday.", "recipient", {"police"}),
        ("A mortar shell hit a camp for displaced people in Goma on Monday.", "recipient", {"displaced people"}),
        ("Army warplanes bombed a bridge in Nyala on Monday.", "actor", {"Army"}),
        ("Rockets killed three people in Nikopol on Monday.", "recipient", {"people"}),
        ("Three shepherds lost their lives when a mine exploded in Sirte on Monday.", "recipient", {"shepherds"}),
        ("Two traders were found shot dead in Acapulco on Monday.", "recipient", {"traders"}),
        ("Two traders were found shot dead in Acapulco on Monday.", "actor", set()),
        ("Five farmers died in Monday's attack by Boko Haram in Borno.", "actor", {"Boko Haram"}),
        ("Three rebels gave themselves up to the army in Loikaw on Monday.", "recipient", {"army"}),
        ("Clashes that pitted M23 against the army in Rutshuru killed nine on Monday.", "actor", {"M23", "army"}),
        (
            "Fighting between herders and farmers in Moundou killed nine people on Monday.",
            "actor",
            {"herders", "farmers"},
        ),
        ("A march of teachers drew hundreds of people in Lima on Monday.", "actor", {"teachers"}),
        ("Police arrested 40 people at a rally in Minsk on Monday.", "actor", {"people"}),
        ("A patrol came under fire from gunmen in Narathiwat on Monday.", "actor", {"gunmen"}),
        ("An army patrol came under fire from gunmen in Narathiwat on Monday.", "recipient", {"army patrol"}),
        ("Shells fired from Syrian army positions hit a farm near Kilis on Monday.", "actor", {"Syrian army"}),
        ("Troops retook the town of Bambari from rebels on Monday.", "actor", {"Troops", "rebels"}),
        ("The junta and the rebels of M23 agreed on Monday in Goma to a truce.", "actor", {"junta", "M23"}),
        ("Thousands marched through Lima on Monday against a new tax.", "actor", {"Thousands"}),
        ("NATO's mission shelled a hill near Pristina on Monday.", "actor", {"NATO's mission"}),
        (
            "Armed men killed a teacher, his wife and two traders near Djibo on Monday.",
            "recipient",
            {"teacher, his wife and two traders"},
        ),
    ],
)
def test_who_is_behind_things_and_in_them(extract: Extract, text: str, role: str, names: set[str]) -> None:
    """A weapon leads to who used it, a thing to whose it is; a mere number is named where nobody else is."""
    assert {a.name for a in only(extract(text)).actors if a.role == role} == names


def test_those_of_two_countries_are_two(extract: Extract) -> None:
    """Of "guards of X and Y" who shoot at each other both are actors, on two sides."""
    event = only(extract("Border guards of Tajikistan and Kyrgyzstan shot at each other near Batken on Monday."))
    assert {(a.country, a.side) for a in event.actors} == {("TJK", 1), ("KGZ", 2)}


def test_the_group_is_the_one_named_last(extract: Extract) -> None:
    """A definite word for a group without more words stands for the armed group before it."""
    event = only(extract("Hezbollah rejected a truce on Sunday. The group shelled a village near Metula on Monday."))
    assert [a.name for a in event.actors if a.role == "actor"] == ["Hezbollah"]


def test_a_pronoun_is_shown_as_whom_it_names(extract: Extract) -> None:
    """The span of a party is of its own words, or of those that a pronoun stands for; the name is the same."""
    said = "The Arakan Army said on Monday that {} had ambushed a convoy near Sittwe."
    spans = {"its fighters": "its fighters", "it": "The Arakan Army"}
    for words, text in spans.items():
        (doer,) = [a for a in only(extract(said.format(words))).actors if a.role == "actor"]
        assert (doer.text, doer.name) == (text, "Arakan Army")


@pytest.mark.parametrize(
    ("text", "role", "names"),
    [
        ("Two weavers were killed when unidentified gunmen burst into their shed in Mosul on Monday.", "actor",
         {"unidentified gunmen"}),
        ("Thousands of Israelis, many of them in white, marched in Haifa on Monday.", "actor", {"Israelis"}),
        ("Several hundred unpaid graduates rallied in Tunis on Monday.", "actor", {"unpaid graduates"}),
        ("Armed dahalo attacked a hamlet near Betroka on Monday, killing two farmers.", "actor", {"Armed dahalo"}),
        ("Troops freed ten traders after a firefight with gunmen near Kaduna on Monday.", "actor",
         {"Troops", "gunmen"}),
        ("Elders brokered a truce between the Zway and the Magarha in Sebha on Monday.", "associate", {"Elders"}),
        ("About 200 soldiers were sent to Durban on Monday to quell riots.", "actor", {"soldiers"}),
        ("A suicide bomber blew himself up among worshippers in Kunduz on Monday.", "recipient", {"worshippers"}),
    ],
)  # fmt: skip
def test_who_is_told_beside_the_deed(extract: Extract, text: str, role: str, names: set[str]) -> None:
    """A clause of "when", a subject that the parser misplaced, a word of no lexicon, the other side of a fight."""
    assert {a.name for e in extract(text).events if e.sub_event_type for a in e.actors if a.role == role} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen fired on a police patrol near Jos on Monday, killing two policemen.", {"police patrol"}),
        ("Gunmen threw a grenade at a barber's shop in Khuzdar on Monday. Two customers were hurt.", {"customers"}),
        ("Russian forces shelled the Ukrainian city of Kherson on Monday, killing a woman and her neighbour.",
         {"woman and her neighbour"}),
        ("A bus carrying farmers hit a roadside bomb near Herat on Monday, killing six.", {"farmers"}),
        ("An RSS worker was hacked to death in Kannur on Monday, police said. Sumesh was killed by four men on bikes.",
         {"Sumesh"}),
    ],
)  # fmt: skip
def test_one_recipient_is_told_once(extract: Extract, text: str, names: set[str]) -> None:
    """The dead of a patrol are part of it, an owner is told by those who were hurt, a town's country is nobody."""
    assert {a.name for a in only(extract(text)).actors if a.role == "recipient"} == names


def test_who_meets_a_mine_did_not_lay_it(extract: Extract) -> None:
    """Who steps on a mine is hit by it; who sets one off against others did it."""
    met = only(extract("A shepherd stepped on a landmine near Sirte on Monday and lost a leg."))
    laid = only(extract("Maoists triggered a landmine near Sukma on Monday, killing two policemen."))
    assert [(a.role, a.name) for a in met.actors] == [("recipient", "shepherd")]
    assert [a.name for a in laid.actors if a.role == "actor"] == ["Maoists"]


@pytest.mark.parametrize(
    ("text", "role", "found"),
    [
        ("Somalia's army and allied clan militia fought al-Shabaab near Buale on Monday.", "actor",
         {("Somalia's army", 1), ("allied clan militia", 1), ("Al Shabaab", 2)}),
        ("Talks between M23 and the army in Goma ended with a truce on Monday.", "actor", {("M23", 1), ("army", 2)}),
        ("Troops entered the town of Sake on Monday, hours after the M23 rebels had left.", "recipient",
         {("M23", None)}),
    ],
)  # fmt: skip
def test_allies_share_a_side_and_who_left_is_no_doer(
    extract: Extract, text: str, role: str, found: set[tuple[str, int | None]]
) -> None:
    """Those in one list are allies against somebody else, and the two of talks stand against each other."""
    assert {(a.name, a.side) for a in only(extract(text)).actors if a.role == role} == found


def test_peacekeepers_are_of_their_organisation(extract: Extract) -> None:
    """Of the United Nations, and external forces wherever they are; a clan's militia has an identity."""
    event = only(extract("A clan militia ambushed United Nations peacekeepers near Ndele on Monday, killing two."))
    assert {(a.country, a.inter) for a in event.actors if "peacekeepers" in a.name} == {("UNO", 8)}
    assert {a.inter for a in event.actors if a.role == "actor"} == {4}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Militants killed 13 soldiers in a Burkina ambush on Monday.", {"Militants"}),
        ("Thousands march through Lisbon against housing costs.", {"Thousands"}),
        ("Nurses walked out in Cabaret on Monday. About 150 of them marched to the ministry.", {"Nurses"}),
    ],
)
def test_a_place_does_nothing_and_them_are_those_named_before(extract: Extract, text: str, names: set[str]) -> None:
    """A country before a deed says where it was; "150 of them" are whom the sentence before names."""
    found = {a.name for e in extract(text).events if e.event_type for a in e.actors if a.role == "actor"}
    assert found == names


@pytest.mark.parametrize(
    ("text", "aimed"),
    [
        ("Protesters threw stones at police and burned a bank in Quito on Monday.", False),
        ("A missile destroyed an apartment house in Mykolaiv on Monday.", True),
        ("A missile hit a power station near Odesa on Monday.", None),
    ],
)
def test_what_is_hit_says_whether_civilians_were_the_target(extract: Extract, text: str, aimed: bool | None) -> None:
    """A riot is against things and police, a missile that hits a house against those who live there."""
    assert only(extract(text)).civilian_targeting is aimed


def test_those_who_march_are_protesters_and_their_kin_of_no_army(extract: Extract) -> None:
    """A demonstration that turns violent has rioters; "his son" is not of the shelling army's country."""
    riot = only(extract("Demonstrators set fire to a bank and threw stones at police in Quito on Monday."))
    assert [(a.sectors, a.inter) for a in riot.actors if a.role == "actor"] == [(("PRE", "CVL"), 5)]
    shells = only(extract("Russian shells killed a tractor driver and his son near Huliaipole on Monday."))
    assert [a.country for a in shells.actors if a.role == "recipient"] == ["UKR"]


def test_the_headline_names_whom_the_text_leaves_out(extract: Extract) -> None:
    """What the text does not say of a role, its headline may."""
    event = only(
        extract("Five were hacked to death in Kasese on Monday.", title="ADF rebels hack five farmers to death")
    )
    assert [(a.field, a.inter) for a in event.actors if a.role == "actor"] == [("title", 2)]


def test_both_sides_of_a_fight_are_actors(extract: Extract) -> None:
    """They stand on sides 1 and 2."""
    event = only(extract("Soldiers clashed with M23 rebels near Rutshuru on Monday, the army said."))
    assert {(a.name, a.side) for a in event.actors if a.role == "actor"} == {("Soldiers", 1), ("M23", 2)}


def test_protesters_act_and_the_police_step_in(extract: Extract) -> None:
    """Police who disperse a march are interveners."""
    event = only(extract("Police in Nairobi used tear gas to disperse students who protested against fees on Monday."))
    assert event.sub_event_type == "Protest with intervention"
    assert {(a.role, a.name) for a in event.actors} >= {("intervener", "Police")}


@pytest.mark.parametrize(
    ("text", "status", "by"),
    [
        (
            "A bomb killed two in Quetta. Police blamed the Taliban.",
            "suspected or accused by authorities",
            "Police",
        ),
        ("A bomb killed two in Quetta. Residents blamed the Taliban.", "suspected or accused", "Residents"),
        (
            "A bomb killed two in Quetta. The Taliban claimed responsibility.",
            "claimed or admitted",
            "Taliban",
        ),
        (
            "A bomb killed two in Quetta. The Taliban said it was behind the attack.",
            "claimed or admitted",
            "Taliban",
        ),
        (
            "A bomb killed two in Quetta. The army attributed the attack to the Taliban.",
            "suspected or accused by authorities",
            "army",
        ),
    ],
)
def test_blame_and_claims_belong_to_the_deed_before(extract: Extract, text: str, status: str, by: str) -> None:
    """The blamed is an actor, and the attribution says by whose word."""
    event = only(extract(text))
    found = [(event.actors[a.actor].name, a.status, a.by and a.by.name) for a in event.attribution]
    assert ("Taliban", status, by) in found or ("Tehrik-i-Taliban Pakistan", status, by) in found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Yemen's Houthi movement said that it had fired two of them.", ("Houthis", "claimed or admitted")),
        ("A claim was made by the Islamic State group.", ("Islamic State", "claimed or admitted")),
        ("The attack bore the hallmarks of Hamas.", ("Hamas", "suspected or accused")),
        ("The ELN admitted the attack.", ("National Liberation Army", "claimed or admitted")),
        ("Officials accused Hamas of the attack. The group denied involvement.", ("Hamas", "denied")),
        ("Hamas said that its fighters were responsible.", ("Hamas", "claimed or admitted")),
        ("The Islamist group Hamas said it was behind the act.", ("Hamas", "claimed or admitted")),
        ("A group calling itself the Dawn Unit said it was behind it.", ("Dawn Unit", "claimed or admitted")),
        (
            "Police blamed a cell of the Nuhra Brigade.",
            ("cell of the Nuhra Brigade", "suspected or accused by authorities"),
        ),
        ("Hamas and the army blame each other.", ("Hamas", "suspected or accused by authorities")),
        ("The army accused Hamas on Monday.", ("Hamas", "suspected or accused by authorities")),
    ],
)
def test_who_tells_his_own_deed(extract: Extract, text: str, found: tuple[str, str]) -> None:
    """A later sentence in which a group tells, denies or is known by its own deed names the doer."""
    event = only(extract("Two rockets hit the airport of Erbil on Monday. " + text))
    assert found in [(event.actors[a.actor].name, a.status) for a in event.attribution]


def test_an_army_that_blames_does_not_blame_for_its_own_deed(extract: Extract) -> None:
    """What stands behind the blame is another deed: the accused did the one told before."""
    text = (
        "Two women blew themselves up in Kangalom, Chad, on Monday, killing eight people. "
        "The army blamed Boko Haram and said that its aircraft had bombed a camp of the attackers."
    )
    doers = {e.sub_event_type: {a.name for a in e.actors if a.role == "actor"} for e in extract(text).events}
    assert doers["Suicide bomb"] == {"women", "Boko Haram"}
    assert doers["Air/drone strike"] == {"army"}


def test_plain_people_with_arms_are_unidentified(extract: Extract) -> None:
    """Men who throw a grenade are of no country, as gunmen are."""
    event = only(extract("Two men on a motorcycle threw a grenade at a bar in Cali on Monday, wounding a waiter."))
    assert _roles(event, "actor") == [("men", None, 3)]


@pytest.mark.parametrize(
    ("doers", "country"), [("Rebels", "COD"), ("Militiamen", "COD"), ("Gunmen", None), ("Jihadists", None)]
)
def test_unnamed_rebels_are_of_the_place(extract: Extract, doers: str, country: str | None) -> None:
    """Rebels and militias belong where they fight, gunmen and jihadists to no country."""
    event = only(extract(f"{doers} shot dead five traders near Beni on Monday."))
    assert [a.country for a in event.actors if a.role == "actor"] == [country]


def test_marchers_keep_what_else_they_are(extract: Extract) -> None:
    """Teachers who march are protesters and teachers."""
    event = only(extract("Teachers marched through Lima on Monday to demand higher pay."))
    assert [a.sectors for a in event.actors] == [("PRE", "EDU")]


def test_a_country_admits_what_its_drones_did(extract: Extract) -> None:
    """The United States are a state, no monitor."""
    event = only(extract("The United States said on Monday that one of its drones had killed a trader near Idlib."))
    assert [(event.actors[a.actor].country, a.status) for a in event.attribution] == [("USA", "claimed or admitted")]


def test_an_enemy_does_not_admit_for_the_other(extract: Extract) -> None:
    """An office without a country is of the place where it happened."""
    event = only(extract("Russia fired two missiles at Kyiv on Monday, the air force said."))
    assert [a.status for a in event.attribution] == ["suspected or accused by authorities"]


def test_a_headline_says_nothing_beside_the_text(extract: Extract) -> None:
    """Of the headline's "rebels say" nothing is left where the text names who speaks."""
    text = "A raid killed two villagers in Mindat on Monday, the mayor said."
    event = only(extract(text, title="Air raid kills two in Mindat, rebels say"))
    assert [o.by.name for o in event.occurrence if o.by] == ["mayor"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A bomb killed two in Quetta on Monday, police said.", ["confirmed"]),
        ("On Monday, the army added, a bomb killed two in Quetta.", ["confirmed"]),
        ("A bomb killed two in Quetta on Monday, said Adam Doe, the police chief of the town.", ["confirmed"]),
        ("A bomb killed two in Quetta on Monday, residents said.", ["reported"]),
        ("A bomb killed two in Quetta on Monday, a rights group said.", ["confirmed"]),
        ("A bomb killed two in Quetta on Monday, a video shows.", ["reported"]),
        ("A bomb killed two in Quetta on Monday.", ["reported"]),
        (
            "Two people were killed and a house was burned by rebels in Beni, the governor said.",
            ["confirmed"],
        ),
        ('Rebels killed two in Beni on Monday. "They came at night," the mayor told reporters.', ["confirmed"]),
        ("A bomb killed two in Quetta on Monday, two security sources said.", ["reported"]),
        ("A bomb killed two in Quetta on Monday.\n\nPolice said it was hidden in a cart.", ["confirmed"]),
        ("A bomb killed two in Quetta on Monday, medical sources said.", ["confirmed"]),
        ("A bomb killed two in Quetta on Monday, the corrections service said.", ["confirmed"]),
        ("The army killed two in Goma on Monday, M23 said. The army called the report a lie.", ["alleged", "denied"]),
        ("M23 said on Monday that it had captured the town of Sake from the army.", ["alleged"]),
    ],
)
def test_who_says_that_it_happened(extract: Extract, text: str, status: list[str]) -> None:
    """Authorities confirm, residents report; where nobody speaks the outlet does."""
    assert [o.status for o in only(extract(text)).occurrence] == status
