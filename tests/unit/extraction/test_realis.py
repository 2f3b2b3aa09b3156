"""Whether it happened: what is denied, planned, threatened, feared, told again or lies behind."""

import pytest
from unit.extraction.cases import Extract, actual


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("Rebels shelled the town of Beni on Monday.", "actual"),
        ("Rebels did not attack the town of Beni on Monday, the army said.", "negated"),
        ("Gunmen tried to kidnap a priest in Beni on Monday but fled.", "attempted"),
        ("Farmers will march through Beni on Friday to demand water.", "planned"),
        ("The opposition announced a protest in Beni for Saturday.", "planned"),
        ("The opposition called off a march in Beni because of the rain.", "negated"),
        ("Rebels threatened to attack the town of Beni.", "threatened"),
        ("Residents fear that rebels could attack the town of Beni.", "hypothetical"),
        ("In 2014 rebels attacked the town of Beni, killing 30 people.", "background"),
        ("More than 300 people have been killed in clashes in Beni since 2020.", "background"),
        ("The army said that 300 more soldiers would be sent to Beni on Friday.", "planned"),
        ("An assault on Beni by the rebels has been looming for weeks.", "threatened"),
        (
            "Police said they had foiled a stabbing near Beni on Monday when they stopped a man with a knife.",
            "attempted",
        ),
        ("Organisers called another march in Beni for Saturday.", "planned"),
        ("Some 90 people have been killed by mines there in a year.", "background"),
    ],
)
def test_realis_is_read(extract: Extract, text: str, realis: str) -> None:
    """The first that holds, in the order of docs/coding.md."""
    found = {e.realis for e in extract(text).events if e.event_type} or {"none"}
    allowed = {realis} if realis == "actual" else {realis, "none"}
    assert found <= allowed | ({"hypothetical", "planned"} if realis in ("planned", "threatened") else set())
    assert found != {"actual"} or realis == "actual"


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired two shots at goal before Ghana's defence surrendered.",
        "The army launched a ballistic missile into the sea during a test on Monday.",
        "The film tells of two soldiers who are killed by a mine.",
        "Shares of the bank were hammered as investors attacked the merger plan.",
        "Three people died when a bus plunged into a river in Peru on Monday.",
        "A 30-year-old man was sentenced to life in prison for the murder of his wife.",
        "The coast guard rescued 40 migrants off Malta on Monday.",
        "Soldiers stormed a ferry and shot six attackers in an exercise on Monday.",
        "The missiles flew 400 km and fell into the Sea of Japan on Monday.",
        "A police car ran over a cyclist in Beni on Monday.",
        "In my second game my army burned nine villages and I lost 80 of my men in a skirmish.",
        "A man of 40 stabbed his brother-in-law over inheritance in Beni on Monday.",
        "A gas blast killed eight people in a block of flats in Kazan on Monday.",
    ],
)
def test_what_is_no_conflict_gives_no_event(extract: Extract, text: str) -> None:
    """Sport, tests, films, business, accidents, plain crime, rescue, drills."""
    assert actual(extract(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "In 1994, after a shell killed his driver in Sarajevo, he gave up his work.",
        "The group has attacked the country often since 2011, when Nairobi sent troops into Somalia.",
        "The envoy visited the mission that watches the truce.",
        "Rebels have killed 400 people in Beni in the past twelve months.",
        "In 1907 troops fired on winegrowers in Narbonne and killed six.",
        "In 1988 militants killed four gendarmes in Beni; nineteen people died when the army stormed the cave.",
        "Beni was calm on Monday. It rained. Shops opened. The two groups have both carried out attacks in the city.",
        "Beni was quiet on Monday. Shops were open. It rained. The group has beheaded several captives in the past.",
        "The army suspended its operations against the rebels near Beni.",
        "Judges found the commander of the rebels guilty of murder and rape.",
    ],
)
def test_what_lies_behind_is_not_news(extract: Extract, text: str) -> None:
    """The time of the clause above holds for a side clause; a known truce and a year's total are no news."""
    assert actual(extract(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers torched the village of Kani for the third time since the coup of February 2021.",
        "A bomb killed ten people in Lahore on Tuesday in the deadliest attack since 2016.",
    ],
)
def test_a_comparison_with_the_past_is_news(extract: Extract, text: str) -> None:
    """An event that is the first or the worst since a year happened now."""
    assert len(actual(extract(text))) == 1


def test_what_an_inquiry_came_after_is_no_plan(extract: Extract) -> None:
    """An order that followed an accusation does not make what somebody is accused of a plan."""
    found = extract(
        "The army has ordered an inquiry after a woman in Beni accused three soldiers of having raped her on Friday."
    )
    assert [e.realis for e in found.events if e.event_type] == ["actual"]


@pytest.mark.parametrize(
    "text",
    [
        "Parliament to vote on sending 600 troops to Mali",
        "The government gave the rebels in Beni 72 hours to lay down their arms.",
        "Rebels and the army will stop shooting on Friday before a withdrawal agreement is signed.",
        "Missile crews were put on alert near Beni; no shot was fired.",
    ],
)
def test_what_is_still_to_be_done_or_was_not_is_no_news(extract: Extract, text: str) -> None:
    """A headline's infinitive, an infinitive on a noun, what a clause waits for, a subject with "no" before it."""
    assert actual(extract(text)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Crowds looted shops and set a warehouse on fire in Beni on Monday as unrest spread.",
            "Looting/property destruction",
        ),
        ("One of the guards was killed by gunmen in Beni on Monday; the mayor was not in the car.", "Attack"),
        ("The rebels were the first group to attack the town of Beni on Monday, killing six villagers.", "Attack"),
    ],
)
def test_what_only_looks_planned_or_denied_happened(extract: Extract, text: str, kind: str) -> None:
    """To set on fire is no plan; another clause's "not" and an infinitive behind "first" deny nothing."""
    assert [e.sub_event_type for e in actual(extract(text))] == [kind]


def test_a_semicolon_ends_a_piece_of_news_in_a_headline(extract: Extract) -> None:
    """What is planned behind it says nothing of the strikes before it."""
    title = "Russian missiles hit Kharkiv, killing 14; minister to fly to Oslo"
    found = actual(extract("Crews worked through the night.", title))
    assert [e.location.name for e in found if e.location] == ["Kharkiv"]
