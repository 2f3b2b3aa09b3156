"""Where sentences begin and end."""

import pytest

from pipeline.text.sentences import sentences


def texts(text: str) -> list[str]:
    """Give the sentences' words."""
    return [sentence.text for sentence in sentences(text)]


ONE = [
    "Gen. Ibrahim Sesay denied the report.",
    "Lt. Col. Adama Keita spoke at St. Mary hospital in Mt. Vernon.",
    "The U.S. Army struck a convoy near the U.N. Mission.",
    "J. R. Okello, a farmer, lost two goats.",
    "The blast at 4 a.m. Tuesday woke the town.",
    "A BLAST AT 4 A.M. ON TUESDAY WOKE THE TOWN.",
    "It happened on Sept. 11 and again on Oct. 3.",
    "Resolution No. 1701 was read aloud.",
    "Shells hit the depot at 3.30 and the market at 4.15.",
    "The group, i.e. Ansar, took the hill.",
    "“We will not leave!” he shouted.",
    '"Who fired?" asked the judge.',
    "Fuel costs 1.20 a litre in Goma.",
    "Rebels said (in a statement of Jan. 2) that they had left.",
    "The firm Mines Ltd. of Accra closed the pit.",
    "1. The mine lay under the bridge",
    "Ilham vs. Karim was the case",
]
TWO = [
    ("He was flown to the U.S. The army gave no details.", "He was flown to the U.S."),
    ("The clash began at 4 a.m. Police arrived at six.", "The clash began at 4 a.m."),
    ('"We heard a blast." The house then fell.', '"We heard a blast."'),
    ("Three died (two of them children.) The town mourned.", "Three died (two of them children.)"),
    ("Who fired? Nobody knows.", "Who fired?"),
    ("They waited... Then the bridge fell.", "They waited..."),
    ("The convoy stopped. al-Shabaab claimed the attack.", "The convoy stopped."),
    ("The unit left the region.The army denied it.", "The unit left the region."),
    ("He works for Mines Inc. He lives in Accra.", "He works for Mines Inc."),
    ("She said no. Soldiers fired.", "She said no."),
    ("It was 2020. Rain fell.", "It was 2020."),
    ("爆炸造成三人死亡。警方正在调查。", "爆炸造成三人死亡。"),
    ("قتل ثلاثة. جرح اثنان.", "قتل ثلاثة."),
    ("धमाके में दो लोग मारे गए। पुलिस जांच कर रही है।", "धमाके में दो लोग मारे गए।"),
    ("Взрыв прогремел ночью. Погибли двое.", "Взрыв прогремел ночью."),
    ("THE U.S. AND LOCAL TROOPS LEFT. THEY DID NOT RETURN.", "THE U.S. AND LOCAL TROOPS LEFT."),
]


@pytest.mark.parametrize("text", ONE)
def test_no_end_within(text: str) -> None:
    """Abbreviations, initials, figures and quotations do not end a sentence."""
    assert texts(text) == [text]


@pytest.mark.parametrize(("text", "first"), TWO)
def test_end_within(text: str, first: str) -> None:
    """A terminator ends a sentence where a new one opens, in any script."""
    assert texts(text)[0] == first
    assert len(texts(text)) == 2


def test_headline_and_paragraphs_stand_alone() -> None:
    """A line break ends a sentence though no terminator stands there."""
    assert texts("Blast in Kaduna\nTwo people died\n\nPolice are looking for the men") == [
        "Blast in Kaduna",
        "Two people died",
        "Police are looking for the men",
    ]


WIRE = (
    "KADUNA, 3 MAR 94 -- [TEXT] ARMED MEN ATTACKED A POLICE POST IN THE NORTH OF\n"
    "THE COUNTRY YESTERDAY AND KILLED TWO OFFICERS, ACCORDING TO A STATEMENT BY\n"
    "GEN. MUSA BELLO.  THE MEN FLED ON FOOT TOWARD THE FOREST AND WERE NOT FOUND\n"
    "BY THE SOLDIERS WHO FOLLOWED THEM.\n"
    "\n"
    "   MEANWHILE, A BRIDGE WAS BLOWN UP NEAR ZARIA.  NOBODY WAS HURT, BUT TRAFFIC\n"
    "WAS CUT FOR SOME HOURS."
)


def test_wrapped_wire() -> None:
    """In a text wrapped at a fixed width a sentence runs on over the line breaks, and ends at a blank line."""
    found = texts(WIRE)
    assert [len(sentence.splitlines()) for sentence in found] == [3, 2, 1, 2]
    assert found[0].endswith("STATEMENT BY\nGEN. MUSA BELLO.")
    assert found[2].startswith("MEANWHILE, A BRIDGE")


def test_wrapped_mixed_case() -> None:
    """In mixed case, lines that go on in small letters show that a text is wrapped."""
    text = (
        "Soldiers cordoned off the market after the blast\n"
        "wounded nine people there. The road to the river\n"
        "is still closed."
    )
    assert texts(text) == [
        "Soldiers cordoned off the market after the blast\nwounded nine people there.",
        "The road to the river\nis still closed.",
    ]


def test_list_of_headlines_is_not_wrapped() -> None:
    """Lines that each open with a capital are headlines of their own."""
    lines = ["Two dead in Kaduna market blast", "Army denies shelling of camp", "Talks on ceasefire resume in Doha"]
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize("text", ["", " \n\t ", "\n\n\n", "\u2028"])
def test_nothing(text: str) -> None:
    """White space holds no sentence."""
    assert sentences(text) == []
