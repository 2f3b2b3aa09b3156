"""What the surroundings of a candidate say for or against its being a place."""

import re

from pipeline.gazetteer.candidates import Candidate
from pipeline.gazetteer.compiled import Compiled
from pipeline.gazetteer.layout import WITH_UNIT
from pipeline.gazetteer.lazy import lazy
from pipeline.gazetteer.tokens import Token

_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,18})?[.,]? ?(?:\([^)]{2,20}\) ?)?(?:--|—|–|-) ")
_DATELINE_WITHIN = 130
"""Code points from the beginning of the text within which a dateline may stand."""

_LEAST = {"city": 500}
"""Inhabitants of a place that the sources list without their number: they list none below."""

_LIST_WORDS = 14
_SHORT, _SHORTEST = 5, 3
_PARTIES = frozenset(["D", "R", "I", "DFL", "L", "GOP", "Lab", "Con"])
_SHORT_UPPER = frozenset(
    ["US", "UK", "USA", "UAE", "EU", "U.S.", "U.K.", "U.N.", "NYC", "D.C.", "DC", "DRC", "CAR", "DMZ", "FATA", "KPK"]
)
"""Abbreviations of up to three letters that are places; other short words in capitals are not ("ALA", "VAN")."""

_COUNTY_WORDS = frozenset(("county", "parish", "township", "borough"))


class Signs:
    """The signs around one candidate, each worked out when it is first asked for."""

    def __init__(self, candidate: Candidate, follower: Candidate | None, preceded: bool, compiled: Compiled) -> None:
        """Take the candidate with the one that follows it directly, and whether one precedes it directly."""
        self.candidate = candidate
        self.document = candidate.document
        self._words = candidate.document.words
        self.follower = follower
        self._preceded = preceded
        self._compiled = compiled

    # the name itself

    @lazy
    def _own_records(self) -> list[tuple[str, str, int]]:
        records = [sense.record for sense in self.candidate.senses if sense.own]
        return [(one.kind, one.feature_code, max(one.population, _LEAST.get(one.kind, 0))) for one in records]

    @lazy
    def people(self) -> int:
        """Inhabitants of the largest place whose own name it is; 0 where it is only an alternate name."""
        return max((people for _kind, _code, people in self._own_records), default=0)

    @lazy
    def people_of_any(self) -> int:
        """Inhabitants of the largest place that it may mean, by an alternate name or its own."""
        senses = self.candidate.senses
        return max((sense.record.population for sense in senses if sense.how != WITH_UNIT), default=0)

    @lazy
    def country(self) -> bool:
        """Whether it is a country's or a continent's name."""
        return any(kind == "country" or code == "CONT" for kind, code, _people in self._own_records)

    @lazy
    def demonym(self) -> bool:
        """Whether it is a word for a people."""
        return any(kind == "demonym" for kind, _code, _people in self._own_records)

    @lazy
    def area(self) -> bool:
        """Whether it is the own name of a unit of level 1, a region, a water, a mountain or a quarter."""
        return any(
            kind in ("admin1", "region", "feature") or code == "PPLX" for kind, code, _people in self._own_records
        )

    @lazy
    def strong(self) -> bool:
        """Whether the name alone is nearly sure to be a place's."""
        return self.country or self.area or self.demonym

    @lazy
    def upper(self) -> bool:
        """Whether it is written in capitals throughout."""
        return all(token.upper for token in self.document.tokens[self.candidate.first : self.candidate.last])

    @property
    def stop_word(self) -> bool:
        """Whether it is an ordinary English word too."""
        people = self.candidate.key in self._words.of("people") and not self.demonym
        return people or self.candidate.key in self._words.stop

    @property
    def short_form(self) -> bool:
        """Whether it is a state's short form as printed ("Ala.")."""
        return self.candidate.text in self._words.state_of_short_form

    @property
    def short_form_without_stop(self) -> bool:
        """Whether it would be a state's short form if a stop followed ("Miss", "Wash")."""
        text = self.candidate.text
        bare = self.candidate.single and self.candidate.key in self._words.dotted_short_forms
        return bare and not text.endswith(".") and text not in self._words.state_of_short_form

    @property
    def short_upper(self) -> bool:
        """Whether it is a short word in capitals that is no known abbreviation of a place ("SWAT")."""
        text, few = self.candidate.text, len(self.candidate.key) <= _SHORT and self.candidate.single and self.upper
        return few and text not in _SHORT_UPPER and "." not in text and not (self.dateline or self._beside_capitals)

    @property
    def _beside_capitals(self) -> bool:
        longest = len(self.candidate.key) > _SHORTEST
        return longest and any(token is not None and token.upper for token in (self.before, self.after))

    @property
    def county(self) -> bool:
        """Whether the name holds its own word for a unit ("Rapides Parish")."""
        return any(word in _COUNTY_WORDS for word in self.candidate.key.split(" ")[1:])

    @property
    def in_lower_case_too(self) -> bool:
        """Whether the document has the same word in lower case."""
        token = self.document.tokens[self.candidate.first]
        return self.candidate.single and token.text.lower() in self.document.lower_words

    @property
    def begins_sentence(self) -> bool:
        """Whether a sentence begins with it, so that its capital tells nothing."""
        return self.document.starts[self.candidate.first]

    # before it

    @lazy
    def before(self) -> Token | None:
        """Return the token before."""
        return self.document.token(self.candidate.first - 1)

    @lazy
    def key_before(self) -> str:
        """Return the folded word before, empty at the beginning."""
        return self.before.key if self.before else ""

    @lazy
    def key_before_that(self) -> str:
        """Return the folded word two before, empty at the beginning."""
        token = self.document.token(self.candidate.first - 2)
        return token.key if token else ""

    @lazy
    def gap_before(self) -> str:
        """Return what stands between the token before and the name."""
        return self.document.gap_after(self.candidate.first - 1)

    @property
    def _close_before(self) -> bool:
        return self.before is not None and self.gap_before in (" ", "-", ". ", "\u00a0")

    def _before_in(self, name: str) -> bool:
        return self.key_before in self._words.of(name)

    @property
    def after_preposition(self) -> bool:
        """Whether a preposition or a verb of motion stands before it ("in", "reached"; not "spoke to")."""
        said_to = self.key_before == "to" and self.key_before_that in self._words.of("speaking")
        return self._before_in("preposition") and self.gap_before == " " and not said_to

    @property
    def after_of(self) -> bool:
        """Whether "of" stands before it and no organisation before that ("the streets of", not "University of")."""
        return self.key_before == "of" and self.people > 0 and not self.capital_after and not self.of_organisation

    @property
    def after_type(self) -> bool:
        """Whether a word for a kind of place leads to it ("the town of", "village")."""
        types = self._words.of("type_of")
        if self.key_before == "of":
            return self.key_before_that in types
        return (
            self.key_before in types and self.gap_before == " " and self.before is not None and not self.before.capital
        )

    @property
    def after_direction(self) -> bool:
        """Whether a direction or "downtown" and the like stands before it."""
        return self._close_before and self._before_in("direction")

    @property
    def after_party(self) -> bool:
        """Whether a party's letter is tied to it ("D-Albany")."""
        return self.gap_before == "-" and self.before is not None and self.before.text in _PARTIES

    @property
    def of_organisation(self) -> bool:
        """Whether it belongs to an organisation or a title before it ("Bank of", "Duke of")."""
        if self.key_before not in ("of", "for") or self.document.gap_after(self.candidate.first - 2) != " ":
            return False
        return self.key_before_that in self._words.of("organisation") | self._words.of("office_of")

    @property
    def after_prefix(self) -> bool:
        """Whether a capitalised word before makes another name of it ("Lake", "Hotel")."""
        capital = self._close_before and self.before is not None and self.before.capital
        return capital and any(self._before_in(name) for name in ("prefix", "organisation", "nature"))

    @property
    def after_capital(self) -> bool:
        """Whether another capitalised word stands right before it, inside a sentence."""
        before, first = self.before, self.candidate.first
        if before is None or not self._close_before or not before.capital or self.after_party or self.in_headline:
            return False
        if self.begins_sentence or self.document.starts[first - 1] or self.gap_before == ". ":
            return False
        if (self.gap_before == "-" and self._preceded) or self._before_in("weekday"):
            return False
        return not self._before_in("direction") and self.key_before not in ("in", "the", "at")

    @property
    def after_unknown_capital(self) -> bool:
        """Whether a capitalised word that is no place's stands right before it ("Ain Dara", "Team Qatar")."""
        ordinary = any(
            self._before_in(name)
            for name in ("title", "government", "type_of", "people", "unit", "organisation", "determiner")
        )
        return self.after_capital and not self._preceded and not ordinary and not self.within_named

    @property
    def after_title(self) -> bool:
        """Whether a person's title stands right before it."""
        return self._close_before and self.before is not None and self.before.capital and self._before_in("title")

    @property
    def after_first_name(self) -> bool:
        """Whether a given name stands right before it."""
        before = self.before
        if before is None or not self._close_before or not before.capital or self.begins_sentence:
            return False
        return self.key_before in self._words.first_names

    @property
    def after_initial(self) -> bool:
        """Whether a person's initial stands right before it ("J. Paris")."""
        before = self.before
        initial = before is not None and len(before.text) == 1 and before.capital and self.key_before not in ("i", "a")
        return initial and self.gap_before in (". ", " ")

    @property
    def follows_place_and_comma(self) -> bool:
        """Whether another candidate and a comma stand right before it."""
        return self._preceded and self.gap_before.startswith(", ")

    # after it

    @lazy
    def after(self) -> Token | None:
        """Return the token after."""
        return self.document.token(self.candidate.last)

    @lazy
    def key_after(self) -> str:
        """Return the folded word after, empty at the end."""
        return self.after.key if self.after else ""

    @lazy
    def gap_after(self) -> str:
        """Return what stands between the name and the token after."""
        return self.document.gap_after(self.candidate.last - 1)

    @lazy
    def in_headline(self) -> bool:
        """Whether capitals tell nothing, because its line has them on nearly every word."""
        return self.document.in_headline[self.candidate.first]

    @lazy
    def _capital_follows(self) -> bool:
        if self.gap_after == "-" and self.follower is not None:
            return False  # "the Kabul-Kandahar highway"
        return self.after is not None and self.after.capital and self.gap_after in (" ", "-", "\u00a0")

    @property
    def capital_after(self) -> bool:
        """Whether another capitalised word stands right after it, inside a sentence."""
        return self._capital_follows and not self.in_headline and self.key_after not in self._words.of("weekday")

    def _after_in(self, name: str) -> bool:
        return self._capital_follows and self.key_after in self._words.of(name)

    @property
    def before_government(self) -> bool:
        """Whether a public body of the place follows ("Kabul Police")."""
        return self._after_in("government")

    @property
    def before_organisation(self) -> bool:
        """Whether it belongs to an organisation's name that goes on behind it."""
        return self._after_in("organisation")

    @property
    def before_street(self) -> bool:
        """Whether it belongs to a street's or a building's name ("Baghdad Street", "12 Paris Rd")."""
        if self._after_in("street") or self._second_after_in("street"):
            second = self.document.token(self.candidate.last + 1)
            court = second is not None and second.key == "court"
            return not (court and (self.key_after in self._words.of("court") or self.before_government))
        numbered = self.before is not None and self.before.text[0].isdigit() and self._close_before
        return numbered and self.key_after in self._words.of("street")

    @property
    def before_nature(self) -> bool:
        """Whether it belongs to the name of a river, a hill, a building ("Paris Hill")."""
        return self._after_in("nature")

    def _second_after_in(self, name: str) -> bool:
        second = self.document.token(self.candidate.last + 1)
        close = self._capital_follows and self.document.tight_after(self.candidate.last)
        return close and second is not None and second.capital and second.key in self._words.of(name)

    @property
    def before_surname(self) -> bool:
        """Whether a surname that is no place follows ("Paris Hilton")."""
        return self.capital_after and self.key_after in self._words.surnames and self.key_after not in self._compiled

    @property
    def key_after_is_surname(self) -> bool:
        """Whether a capitalised word follows that is a surname, be it a place's name too."""
        return self._capital_follows and self.key_after in self._words.surnames

    @property
    def before_initial(self) -> bool:
        """Whether an initial follows ("Paris M. Jones")."""
        after = self.after
        return self._capital_follows and after is not None and len(after.text) == 1 and self.key_after not in ("i", "a")

    @property
    def before_speech(self) -> bool:
        """Whether a verb of saying follows ("Houston said")."""
        return self.gap_after == " " and self.key_after in self._words.of("speech")

    @lazy
    def unit(self) -> str | None:
        """Return the word for a kind of unit that ends it or follows it ("district" in "Kidal district")."""
        own = self.document.tokens[self.candidate.last - 1].key
        if self.candidate.unit or (not self.candidate.single and own in self._words.of("unit")):
            return self.candidate.unit or own
        following = self.after
        if (
            following
            and self.gap_after == " "
            and not following.capital
            and following.key in self._words.of("type_after")
        ):
            return following.key
        return None

    @property
    def before_type(self) -> bool:
        """Whether a word for a kind of place follows in lower case ("region", "residents", "-based")."""
        return self.unit is not None or (self.gap_after.startswith("-") and self.key_after in ("based", "area", "born"))

    @lazy
    def within_named(self) -> bool:
        """Whether the country or state that it lies in stands behind a comma ("Mosul, Iraq", "Austin, TX")."""
        return self._unit_behind_comma or bool(self.postal_code_after)

    @property
    def postal_code_after(self) -> str:
        """The GeoNames code of the state whose postal code stands behind a comma, or empty."""
        if self.after is None or self.gap_after != ", ":
            return ""
        return self._words.state_of_postal.get(self.after.text, "")

    @property
    def _unit_behind_comma(self) -> bool:
        follower = self.follower
        if follower is None or not self.gap_after.startswith(", "):
            return False
        large = any(sense.own and sense.record.kind in ("country", "admin1") for sense in follower.senses)
        return large or follower.text in self._words.state_of_short_form or " county" in f" {follower.key}"

    @property
    def dateline(self) -> bool:
        """Whether it stands in a dateline ("GOMA, Congo (Reuters) - ")."""
        near_start = 0 <= self.candidate.start - self.document.body_start < _DATELINE_WITHIN
        if not self.upper or not (near_start or self.begins_sentence):
            return False
        return bool(self.document.looking_at(_DATELINE, self.candidate.end))

    @property
    def in_list_of_units(self) -> bool:
        """Whether a list that it stands in ends with a word for several units ("Homs and Hama provinces")."""
        document, last = self.document, self.candidate.last
        at = last
        while at < min(len(document.tokens), last + _LIST_WORDS) and document.gap_after(at - 1) in (", ", " "):
            token = document.tokens[at]
            if not token.capital and token.key not in ("and", "or"):
                return at > last and document.gap_after(at - 1) == " " and token.key in self._words.of("plural_unit")
            at += 1
        return False

    @property
    def in_phrase(self) -> bool:
        """Whether it belongs to a longer name that is no place's ("Boko Haram", "Washington Post")."""
        return not self.document.in_phrases.isdisjoint(range(self.candidate.first, self.candidate.last))

    # persons

    @lazy
    def in_person(self) -> bool:
        """Whether one of its words belongs to a person's full name."""
        numbers = range(self.candidate.first, self.candidate.last)
        return not self.document.persons.isdisjoint(numbers)

    @property
    def surname_here(self) -> bool:
        """Whether the document names a person with that surname in full."""
        return self.candidate.single and self.candidate.key in self.document.surnames

    @property
    def first_name(self) -> bool:
        """Whether its first word is a given name."""
        return self.document.tokens[self.candidate.first].key in self._words.first_names

    @property
    def common_first_name(self) -> bool:
        """Whether its first word is a common given name."""
        return self.document.tokens[self.candidate.first].key in self._words.common_first_names

    @property
    def surname(self) -> bool:
        """Whether it is a surname too."""
        return self.candidate.single and self.candidate.key in self._words.surnames
