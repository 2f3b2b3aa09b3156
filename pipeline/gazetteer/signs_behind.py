"""What stands behind a candidate for or against its being a place."""

import re

from pipeline.gazetteer.lazy import lazy
from pipeline.gazetteer.signs_of_name import SignsOfName

_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,18})?[.,]? ?(?:\([^)]{2,20}\) ?)?(?:--|—|–|-) ")
_DATELINE_WITHIN = 130
"""Code points from the beginning of the text within which a dateline may stand."""

_LIST_WORDS = 14
"""Words within which a list of names must come to its end ("Homs, Hama and Idlib provinces")."""


class SignsBehind(SignsOfName):
    """The signs behind one candidate, beside those of its own words."""

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
