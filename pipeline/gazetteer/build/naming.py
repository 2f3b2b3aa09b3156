"""Which of a place's many names are worth looking up in English news, and which further forms of them."""

import re

_OUTSIDE_LATIN = re.compile(r"[^\x00-\u024f\u1e00-\u1eff\u2018\u2019\u02bb\u02bc\u2013-]")
_ARTICLE = re.compile(r"(?:al|el|as|ad|an|ar|at|ash|az)[- ]")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_NO_WORD = re.compile(r"\W")

_GENERIC = (
    "Province|Governorate|Region|State|District|Oblast|Krai|Kray|Prefecture|Department|Division|Rayon|Raion"
    "|Voivodeship|Municipality|Republic"
)
_ENGLISH_UNIT = re.compile(rf"(.+?) (?:{_GENERIC})$")
_LOCAL_UNIT = re.compile(
    r"(?:Departamento de|Provincia de|Provincia del|Département de|Province of|Estado de"
    r"|Muḩāfaz̧at|Muhafazat|Wilaya de|Wilayat)"
    r" (?:la |el )?(.+)$"
)
COUNTY = re.compile(r"(.+) (?:County|Parish|Borough)$")


def is_latin_name(name: str) -> bool:
    """Tell whether a name is in Latin letters as names are: with a capital, at least three letters or digits."""
    if name.isascii() and name.isalpha():
        return name[0].isupper() and len(name) >= 3
    if not name.isascii() and _OUTSIDE_LATIN.search(name):
        return False
    letter = _FIRST_LETTER.search(name)
    if letter is None or "  " in name:
        return False
    if letter.group().isupper():
        return len(_NO_WORD.sub("", name)) >= 3
    return bool(_ARTICLE.match(name))


def is_alternate(name: str) -> bool:
    """Tell whether an alternate name of a town may be looked up: codes of airports and stations may not."""
    return is_latin_name(name) and not (len(name) <= 4 and name.isupper())


def without_generic(name: str) -> str | None:
    """Return a unit's bare name ("Homs" for "Homs Governorate"), or None where it carries no generic word."""
    match = _LOCAL_UNIT.match(name) or _ENGLISH_UNIT.match(name)
    return match[1] if match else None


def english_name(name: str, aliases: tuple[str, ...]) -> str:
    """Return the name by which English news knows a unit.

    GeoNames often gives the local one ("Xocavənd") and, among the aliases, the English one with an English generic
    word ("Khojavend District"): that one is taken, without the word.
    """
    if _ENGLISH_UNIT.match(name) or COUNTY.match(name):
        return name
    english = [match[1] for match in map(_ENGLISH_UNIT.match, aliases) if match and match[1].isascii()]
    if name in english:
        return name
    return next((bare for bare in english if bare in aliases), english[0] if english else name)
