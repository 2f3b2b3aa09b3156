"""The code lists: the codebooks' own words, kept as facts for interoperability (docs/coding.md).

Sources: ACLED codebook (event and sub-event types, inter codes), PLOVER 2.0 draft manual (events, modes,
contexts, sectors), CAMEO (roots), UCDP GED codebook (types of violence). Frontwire's output is ACLED-style
code, not ACLED data.
"""

from typing import Final, Literal, get_args

EventType = Literal[
    "Battles",
    "Protests",
    "Riots",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Strategic developments",
]
SubEventType = Literal[
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Armed clash",
    "Excessive force against protesters",
    "Protest with intervention",
    "Peaceful protest",
    "Violent demonstration",
    "Mob violence",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
]
DisorderType = Literal[
    "Political violence", "Political violence; Demonstrations", "Demonstrations", "Strategic developments"
]
Family = str
"""`violence`, `demonstrations`, `strategic`, or the PLOVER event's name where ACLED records nothing."""

SUB_EVENTS: Final[dict[EventType, tuple[SubEventType, ...]]] = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
"""In the order in which ACLED prints them: of several within one engagement, the first."""

TYPE_OF: Final[dict[SubEventType, EventType]] = {s: t for t, subs in SUB_EVENTS.items() for s in subs}

_DEMONSTRATIONS: Final = {"Protest with intervention", "Peaceful protest", "Violent demonstration"}


def disorder_type(sub: SubEventType) -> DisorderType:
    """Give the disorder type that ACLED prints beside a sub-event type."""
    if sub == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    if sub in _DEMONSTRATIONS:
        return "Demonstrations"
    return "Strategic developments" if TYPE_OF[sub] == "Strategic developments" else "Political violence"


def family(event_type: EventType | None, plover_event: str) -> Family:
    """Give what event_id and linking go by."""
    if event_type is None:
        return plover_event
    if event_type in ("Protests", "Riots"):
        return "demonstrations"
    return "strategic" if event_type == "Strategic developments" else "violence"


PloverEvent = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

QUAD_CLASS: Final[dict[PloverEvent, Literal[1, 2, 3, 4]]] = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
    "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip

MODES: Final[dict[PloverEvent, tuple[str, ...]]] = {
    "AGREE": (), "SUPPORT": (), "CONCEDE": (), "COOPERATE": (), "AID": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": ("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
               "misinformation", "cyber"),
    "ASSAULT": ("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
                "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
                "unconventional"),
}  # fmt: skip

CONTEXTS: Final = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions",
    "pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms",
    "repression", "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic",
    "territory", "peacekeeping", "health", "asylum", "migration", "disasters", "natural_resource",
    "environment", "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption",
    "illegal_drugs", "trafficking",
)  # fmt: skip

Sector = Literal[
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL",
    "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
]  # fmt: skip

Realis = Literal["actual", "attempted", "threatened", "planned", "hypothetical", "negated", "background"]
REALIS_ORDER: Final[tuple[Realis, ...]] = (
    "negated",
    "hypothetical",
    "planned",
    "threatened",
    "background",
    "attempted",
    "actual",
)
"""The first that holds is the one coded."""

Newsness = Literal["new", "follow_up", "background"]
Extent = Literal["single", "continuing", "aggregate"]
Inter = Literal[1, 2, 3, 4, 5, 6, 7, 8]

ALL_SUB_EVENTS: Final[tuple[SubEventType, ...]] = get_args(SubEventType)
