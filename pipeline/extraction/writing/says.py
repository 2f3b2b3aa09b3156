"""Who says that it happened, and who did it by whose word."""

from collections.abc import Iterable
from typing import Final, Literal

from pipeline.contract.event import Attribution, Occurrence, Source
from pipeline.extraction.attribution import Accusation, Speaker, Statement
from pipeline.extraction.drafts import Draft
from pipeline.extraction.party import Party, is_country, name
from pipeline.extraction.phrases import Phrase
from pipeline.extraction.tables import words
from pipeline.extraction.writing.notes import Notes

Status = Literal[
    "reported as fact",
    "claimed or admitted",
    "suspected or accused by authorities",
    "suspected or accused",
    "possible",
    "denied",
]
_ANYBODY: Final = words("anybody")
_SUSPECTED: Final = words("suspected")


def occurrence(draft: Draft, notes: Notes) -> tuple[Occurrence, ...]:
    """Give who says that it happened; the outlet's own voice where nobody else does.

    Authorities, medical staff and monitors confirm, others report, a party about its enemy alleges (docs/coding.md),
    and so does an armed group about its own deeds.
    """
    found: dict[tuple[str, str], Statement] = {}
    for s in [*_without_claims(_told(draft), draft), *_denials(draft)]:
        status, who = _occurrence(s), s.speaker.meant.head.lower
        if status != "reported" or all(who != known for _, known in found):
            found.setdefault((status, who), s)
    said = [
        Occurrence(status=status, by=_source(s.speaker, notes, f"/occurrence/{n}/by"))
        for n, ((status, _), s) in enumerate(found.items())
    ]
    return tuple(said) or (Occurrence(status="reported"),)


def _told(draft: Draft) -> list[Statement]:
    """Give who says something of it; a headline's "rebels say" only where the text names nobody."""
    found = [s for t in draft.evidence for s in t.statements]
    return [s for s in found if not s.speaker.words.reading.sentence.headline] or found


def _without_claims(found: list[Statement], draft: Draft) -> list[Statement]:
    """Leave out who only says that he did what others told of: that is no word on whether it happened."""
    claims = {id(a.verb) for t in draft.evidence for a in t.accusations if a.claimed}
    others = [s for s in found if id(s.verb) not in claims]
    return others if others and others[0] is found[0] else found


def _denials(draft: Draft) -> list[Statement]:
    """Give who denies that it happened."""
    denied = [a for t in draft.evidence for a in t.accusations if a.denied and a.wholly]
    return [Statement("denied", a.speaker, a.verb) for a in denied if a.speaker is not None]


def _occurrence(s: Statement) -> str:
    if s.status != "reported":
        return s.status
    if s.speaker.kind == "armed group":
        return "alleged"
    return "confirmed" if s.speaker.knows else "reported"


def attribution(draft: Draft, people: list[Party], where: str | None, notes: Notes) -> tuple[Attribution, ...]:
    """Give who says who did it, for each party that did."""
    found: list[Attribution] = []
    for n, party in enumerate(people):
        if party.role == "actor":
            found += _of_actor(draft, n, party, where, len(found), notes)
    return tuple(found)


def with_accused(people: list[Party], draft: Draft) -> list[Party]:
    """Add those whom somebody blames and nothing else names as doers; who denies that it happened is none."""
    found = list(people)
    every = (a for t in draft.evidence for a in t.accusations)
    for accused in (a.accused for a in every if not a.wholly and not _by_office(a)):
        party = Party("actor", accused, accused, None, is_country(accused))
        if not any(p.role == "actor" and (p.key == party.key or _same_person(p.meant, accused)) for p in found):
            found.append(party)
    return found


def _of_actor(draft: Draft, n: int, party: Party, where: str | None, at: int, notes: Notes) -> list[Attribution]:
    every = [a for t in draft.evidence for a in t.accusations]
    accusing = [a for a in every if _same_person(a.accused, party.meant) or _answered_for(a, party, where)]
    if accusing:
        return [_accused(a, n, at + i, notes) for i, a in enumerate(_by_speaker(accusing))]
    statement = _statement(draft, party, where)
    if statement is None:
        suspected = any(word.lower in _SUSPECTED for word in party.words.nodes)
        return [Attribution(actor=n, status="suspected or accused" if suspected else "reported as fact")]
    status = _status(statement, party, where) if not _nobody_known(party) else "reported as fact"
    return [Attribution(actor=n, status=status, by=_source(statement.speaker, notes, f"/attribution/{at}/by"))]


def _answered_for(a: Accusation, party: Party, where: str | None) -> bool:
    """Say whether an office owns or denies a deed for its state: "the embassy called the report a lie"."""
    own = a.wholly or _by_office(a)
    return own and a.speaker is not None and bool(party.meant.countries) and _speaks_for(a.speaker, party, where)


def _by_office(a: Accusation) -> bool:
    return a.claimed and a.speaker is not None and a.speaker.authority


def _nobody_known(party: Party) -> bool:
    """Recognise "gunmen" and "a suicide bomber": words that accuse nobody."""
    p = party.meant
    return (p.sectors == ("UAF",) and not p.group) or p.head.lower in _ANYBODY


def _statement(draft: Draft, party: Party, where: str | None) -> Statement | None:
    """Give the statement that names the party, else one by somebody who speaks for it."""
    said = [(t, s) for t in draft.evidence for s in t.statements if s.speaker.words.reading is t.mention.reading]
    naming = (s for t, s in said if t.mention.reading is party.words.reading)
    own = (s for _, s in said if _speaks_for(s.speaker, party, where))
    return next(naming, None) or next(own, None)


def _by_speaker(accusing: Iterable[Accusation]) -> list[Accusation]:
    return list({(a.speaker.meant.head.lower if a.speaker else "", a.claimed, a.denied): a for a in accusing}.values())


def _accused(a: Accusation, n: int, at: int, notes: Notes) -> Attribution:
    by = _source(a.speaker, notes, f"/attribution/{at}/by") if a.speaker else None
    return Attribution(actor=n, status=_accusation(a), by=by)


def _accusation(a: Accusation) -> Status:
    if a.claimed:
        return "claimed or admitted"
    if a.denied:
        return "denied"
    office = a.speaker is not None and a.speaker.authority and not is_country(a.speaker.meant)
    return "suspected or accused by authorities" if office else "suspected or accused"


def _status(statement: Statement, party: Party, where: str | None) -> Status:
    if _speaks_for(statement.speaker, party, where):
        return "denied" if statement.status == "denied" else "claimed or admitted"
    return "suspected or accused by authorities" if statement.speaker.authority else "suspected or accused"


def _source(speaker: Speaker, notes: Notes, pointer: str) -> Source:
    span = notes.words(pointer, speaker.words.reading, speaker.words.start, speaker.words.end)
    return Source(name=name(speaker.meant), kind=speaker.kind, **span.model_dump())


def _same_person(a: Phrase, b: Phrase) -> bool:
    return a.head.lower == b.head.lower or bool(a.group and b.group and a.group.name == b.group.name)


def _speaks_for(speaker: Speaker, party: Party, where: str | None) -> bool:
    """Say whether a speaker belongs to the party: a ministry to its army, a spokesman to his group.

    Offices of no named country are those of the country `where` it happened.
    """
    ours, theirs = party.meant, speaker.meant
    if ours.group or theirs.group:
        return bool(ours.group and theirs.group and ours.group.name == theirs.group.name)
    own = ours.countries
    same = set(theirs.countries) & set(own)
    state = party.country_alone or bool(ours.classes & {"state", "official"})
    return speaker.authority and state and (bool(same) or not own or (not theirs.places and where in own))
