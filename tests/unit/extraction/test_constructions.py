"""The constructions of the seed article, told of other countries, people and weapons: no rule knows the article."""

from unit.extraction.cases import Extract, actual, only


def test_a_sum_told_beside_its_parts_is_dropped(extract: Extract) -> None:
    """Eight dead in separate bombings, then each bombing in detail, are two events."""
    found = actual(
        extract(
            "Kenyan police confirmed on Wednesday that three soldiers and five villagers were killed "
            "in separate roadside "
            "bomb attacks in Lamu County, blaming Al-Shabaab militants.\n\n"
            "Police said five villagers died in Mpeketoni and three soldiers were later killed while "
            "on their way to the "
            "scene.\n\nThe villagers were killed around 6 am by an explosive device planted by suspected militants."
        )
    )
    assert sorted(e.fatalities.best or 0 for e in found if e.fatalities) == [3, 5]
    assert {e.sub_event_type for e in found} == {"Remote explosive/landmine/IED"}


def test_a_sum_told_alone_is_an_aggregate(extract: Extract) -> None:
    """Without its parts the sum stays, as an aggregate."""
    event = only(
        extract(
            "Malian security sources confirmed that two gendarmes and six traders were killed in separate landmine "
            "explosions in the Mopti region, accusing jihadist groups."
        )
    )
    assert event.extent == "aggregate"
    assert event.fatalities is not None
    assert (event.fatalities.best, event.fatalities.stated) == (8, "sum")
    assert {s.class_: s.best for s in event.fatalities.breakdown} == {"state_forces": 2, "civilians": 6}


def test_an_operation_with_aircraft_alone_is_no_clash(extract: Extract) -> None:
    """One side's jets and drones make it an air strike, claimed by that side's ministry."""
    event = only(
        extract(
            "The Turkish Defence Ministry said on Monday that Turkey had launched a military operation "
            "in northern Syria. "
            '"The operation against terrorist targets has begun," the ministry said, adding that it was using fighter '
            "jets and drones.",
            title="Turkey launches military operation in northern Syria",
        )
    )
    assert event.sub_event_type == "Air/drone strike"
    assert [(a.country, a.sectors) for a in event.actors if a.role == "actor"] == [("TUR", ("MIL",))]
    assert [a.status for a in event.attribution] == ["claimed or admitted"]
    assert event.time is not None
    assert (event.time.start, event.time.end, event.time.ongoing) == ("2023-06-12", None, True)


def test_who_laid_a_mine_is_its_actor(extract: Extract) -> None:
    """The army says who laid it: suspected or accused by authorities."""
    event = only(
        extract(
            "Colombia's army said a mine laid by the ELN killed three farmers near Arauca around 5:30 am on Tuesday."
        )
    )
    assert [(a.role, a.name) for a in event.actors] == [("actor", "National Liberation Army"), ("recipient", "farmers")]
    assert event.attribution[0].status == "suspected or accused by authorities"
    assert event.location is not None
    assert event.location.precision == "near"
    assert event.time is not None
    assert (event.time.start, event.time.clock, event.time.relation) == ("2023-06-13", "05:30", "about")
    assert event.civilian_targeting is True


def test_a_running_total_is_background(extract: Extract) -> None:
    """Dead and wounded since a year ago are casualties of the past, not told apart."""
    extraction = extract(
        "Ukraine said on Tuesday that more than 500 of its citizens have been killed or injured by mines since 2022."
    )
    assert actual(extraction) == []
    (total,) = [e for e in extraction.events if e.event_type]
    assert total.realis == "background"
    assert total.casualties is not None
    assert (total.casualties.low, total.casualties.high) == (500, None)
    assert total.fatalities is None


def test_old_wars_are_background(extract: Extract) -> None:
    """Decades, years and "after the war" all lie in the past: told as that, or not at all."""
    extraction = extract(
        "In the 1980s, Iraq invaded Iran and seized parts of Khuzestan. After the 1991 war, "
        "Baghdad was forced to withdraw "
        "from Kuwait. The Iraqi-populated border area was at the centre of two wars between Iraq and Iran."
    )
    assert actual(extraction) == []
    assert {e.realis for e in extraction.events} <= {"background"}


def test_what_one_state_accuses_another_of_is_no_event(extract: Extract) -> None:
    """The accusation is the act; moving weapons is its content, and the war that is feared did not happen."""
    extraction = extract(
        "Sudan has accused Chad of sending weapons across the border in recent days, raising fears "
        "of a new, wider war. "
        "Clashes killed four soldiers in Darfur on Tuesday."
    )
    assert [e.trigger.text for e in actual(extraction)] == ["Clashes"]
    accusation = next(e for e in extraction.events if e.plover.event == "ACCUSE")
    assert [(a.role, a.country) for a in accusation.actors] == [("actor", "SDN"), ("recipient", "TCD")]


def test_pronouns_of_speakers_mean_the_last_speaker(extract: Extract) -> None:
    """The "they said" after "police said" is the police, not the villagers of whom the police speak."""
    event = only(
        extract(
            "Nigerian police said gunmen had killed nine villagers in Gusau. They said the attackers "
            "fled on motorcycles."
        )
    )
    assert {o.by.name for o in event.occurrence if o.by} == {"Nigerian police"}


def test_a_ministry_in_short_is_the_ministry_in_full(extract: Extract) -> None:
    """The short "the ministry" is the one that was named before."""
    event = only(
        extract(
            "The Indian Defence Ministry said two soldiers were wounded when a landmine exploded near "
            "Poonch on Monday. "
            "The ministry confirmed that the landmine was planted by militants."
        )
    )
    assert {o.by.name for o in event.occurrence if o.by} == {"Indian Defence Ministry"}


def test_victims_on_the_road_to_a_town_are_near_it(extract: Extract) -> None:
    """A relative clause tells who died, the main clause where."""
    event = only(
        extract(
            "A roadside bomb killed four Somali soldiers on Sunday. "
            "The soldiers who died were on the road to government-held Baidoa."
        )
    )
    assert event.location is not None
    assert (event.location.text, event.location.precision, event.location.relation) == (
        "Baidoa",
        "near",
        "on the road to",
    )


def test_an_ethnic_name_before_rebels_is_no_country(extract: Extract) -> None:
    """Rebels with an ethnic name are not of the country that shares it, unless they fight in it."""
    event = only(
        extract(
            "Russian-speaking separatists and Georgian rebels killed two Ukrainian soldiers near Donetsk on Tuesday."
        )
    )
    assert all(a.country != "GEO" for a in event.actors)


def test_a_label_of_one_side_is_no_terrorism(extract: Extract) -> None:
    """An "anti-terrorist operation" is military; a suicide bombing is terrorism."""
    operation = only(extract("Tajikistan's army launched an anti-terrorist operation in Gorno-Badakhshan on Tuesday."))
    assert "terrorism" not in operation.plover.contexts
    bombing = only(extract("A suicide bomber killed six worshippers at a mosque in Peshawar on Tuesday."))
    assert "terrorism" in bombing.plover.contexts


def test_read_more_lines_are_furniture(extract: Extract) -> None:
    """A teaser under an article gives no event."""
    extraction = extract(
        "Two farmers were killed by a landmine near Mosul on Tuesday.\n\nRead more: Air strike "
        "kills 40 in Raqqa: report"
    )
    assert only(extraction).sub_event_type == "Remote explosive/landmine/IED"
