"""Deciding whether a candidate is a place: vetoes in a fixed order, each of which a cue can lift.

Order and thresholds are those that found the most names, at the fewest errors, in a study on labelled local and world
news; what was tuned are the numbers of inhabitants.
"""

from pipeline.gazetteer.layout import WITH_UNIT
from pipeline.gazetteer.signs import Signs

_KNOWN_BY_OTHER_NAME = 1_000_000
"""Inhabitants from which an alternate name of one word counts without a cue."""
_KNOWN_BY_OTHER_NAME_CUED = 5_000
_KNOWN_BY_LONG_OTHER_NAME = 2_000
_TOWN = 5_000
_KNOWN_TOWN = 15_000
_BIG_CITY = 250_000


def is_place(signs: Signs, words_never: frozenset[str]) -> bool:
    """Tell whether the candidate is a place."""
    key = signs.candidate.key
    if signs.candidate.certain:
        return True
    if signs.in_phrase or key in words_never or (key == "us" and not signs.upper) or signs.short_upper:
        return False
    if signs.short_form_without_stop and not signs.after_party:
        return False
    if signs.in_list_of_units and not signs.in_person:
        return True
    with_unit_only = all(sense.how == WITH_UNIT for sense in signs.candidate.senses)
    if with_unit_only and not (signs.before_government or signs.unit):
        return False
    return not (_is_word(signs) or _is_little_known(signs) or _is_person(signs) or _is_part_of_other_name(signs))


def _cued(signs: Signs) -> bool:
    return (
        signs.after_preposition
        or signs.after_type
        or signs.within_named
        or signs.follows_place_and_comma
        or signs.before_type
        or signs.dateline
        or signs.after_direction
        or signs.after_party
    )


def _is_word(signs: Signs) -> bool:
    """Tell whether it is a word of the language, and nothing says that it is a place here."""
    short_form = signs.short_form and (signs.follows_place_and_comma or signs.candidate.text.count(".") > 1)
    if signs.stop_word and not (short_form or _cued_beyond_doubt(signs) or _cued_inside_sentence(signs)):
        return True
    return signs.in_lower_case_too and not signs.strong and not (signs.within_named or signs.before_type)


def _cued_beyond_doubt(signs: Signs) -> bool:
    return signs.within_named or signs.after_party or signs.dateline or signs.before_type


def _cued_inside_sentence(signs: Signs) -> bool:
    if signs.begins_sentence or signs.in_lower_case_too or not (signs.people > 0 or signs.area):
        return False
    if signs.capital_after and not signs.before_government:
        return False
    return signs.after_preposition or signs.after_type or signs.after_of


def _is_little_known(signs: Signs) -> bool:
    """Tell whether it is only another name of some small place."""
    if signs.people > 0 or signs.strong:
        return False
    if not signs.candidate.single:
        return signs.people_of_any < _KNOWN_BY_LONG_OTHER_NAME and not _cued(signs)
    cued = _cued(signs) and not signs.begins_sentence and signs.people_of_any > _KNOWN_BY_OTHER_NAME_CUED
    return signs.people_of_any < _KNOWN_BY_OTHER_NAME and not cued


def _is_person(signs: Signs) -> bool:
    if signs.short_form or signs.county or signs.candidate.unit:
        return False
    return (
        _named_with_title(signs)
        or _in_full_name(signs)
        or _known_surname(signs)
        or _given_name(signs)
        or _beside_name_parts(signs)
    )


def _named_with_title(signs: Signs) -> bool:
    return signs.after_title and not (signs.before_government or signs.strong or signs.within_named)


def _in_full_name(signs: Signs) -> bool:
    if not signs.in_person or signs.within_named or signs.after_party or signs.before_type:
        return False
    beside_name = signs.after_title or signs.after_first_name or signs.before_surname
    return not signs.strong or beside_name or _country_as_first_name(signs)


def _country_as_first_name(signs: Signs) -> bool:
    """Tell whether a country's name is a given name here ("Chad Walker", "Jordan Henderson")."""
    named = signs.first_name and signs.candidate.single and not signs.in_headline and not signs.after_preposition
    return named and signs.key_after_is_surname


def _known_surname(signs: Signs) -> bool:
    if not signs.surname_here or signs.strong:
        return False
    cued = signs.within_named or signs.dateline or signs.before_type or signs.after_party or signs.after_type
    return not (cued or signs.before_government or (signs.after_preposition and signs.people > _TOWN))


def _given_name(signs: Signs) -> bool:
    if not (signs.first_name and signs.candidate.single) or signs.country:
        return False
    if signs.area and (not signs.capital_after or signs.before_government):
        return False
    cued = signs.within_named or signs.before_type or signs.after_party or signs.dateline
    if cued or signs.before_government or (not signs.in_person and (signs.after_preposition or signs.after_of)):
        return False
    known = signs.people >= (_BIG_CITY if signs.common_first_name else _KNOWN_TOWN)
    return not known or signs.capital_after or signs.before_speech


def _beside_name_parts(signs: Signs) -> bool:
    if signs.after_initial:
        return True
    if signs.strong:
        return False
    if signs.after_first_name and not signs.within_named:
        return True
    if signs.before_speech and signs.surname and not signs.within_named:
        return True
    alone = signs.candidate.single and not signs.after_preposition and not signs.before_government
    return (signs.before_surname and alone) or signs.before_initial


def _is_part_of_other_name(signs: Signs) -> bool:
    """Tell whether it is a part of the name of a street, an organisation, a river or anything longer."""
    if signs.short_form:
        return False
    return _names_something_else(signs) or _beside_other_capitals(signs)


def _names_something_else(signs: Signs) -> bool:
    if signs.before_street or signs.after_prefix or signs.of_organisation:
        return True
    public_body = signs.country and signs.before_government  # "Lebanon Army", not "Arakan Army"
    return not signs.demonym and (signs.before_nature or (signs.before_organisation and not public_body))


def _beside_other_capitals(signs: Signs) -> bool:
    if signs.strong:
        return not signs.country and not signs.demonym and signs.after_unknown_capital
    if signs.county or signs.upper:
        return False
    if signs.after_capital and not signs.follows_place_and_comma and not signs.within_named:
        return True
    known = signs.after_preposition and signs.people >= _KNOWN_TOWN
    return signs.capital_after and not signs.before_government and not known
