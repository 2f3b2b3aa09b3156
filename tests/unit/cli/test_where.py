"""The filter language of `--where`."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract import Event, encode
from pipeline.contract import parse as parse_json
from pipeline.errors import WrongUsage
from pipeline.subscribe.where import parse


@pytest.fixture
def message(event: Event) -> Any:
    """Give the event as parsed JSON."""
    return parse_json(encode(event))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("realis = actual", True),
        ("realis == ACTUAL", True),
        ("realis=actual", True),
        ("realis != actual", False),
        ("location.country = AZE", True),
        ("location.country in (SYR, AZE)", True),
        ("location.country in ( SYR )", False),
        ("event_type = 'Explosions/Remote violence'", True),
        ('sub_event_type contains "LANDMINE"', True),
        ("sub_event_type contains drone", False),
        ("fatalities.best >= 2 and fatalities.best < 3", True),
        ("fatalities.best > 2", False),
        ("fatalities.best = 2.0", True),
        ("fatalities.best in (1, 2)", True),
        ("confidence <= 0.9", True),
        ("time.start >= 2023-09-01 AND time.start <= 2023-09-30", True),
        ("article.published < 2023-09-19", False),
        ("actors.country = AZE", True),
        ("actors.country != AZE", False),
        ("actors.name contains farmers and actors.role = recipient", True),
        ("evidence.for = /location", True),
        ("fatalities.breakdown.class = civilians", True),
        ("civilian_targeting = true", True),
        ("civilian_targeting = 1", False),
        ("schema = true", False),
        ("type_of_violence = null", True),
        ("fatalities = null", False),
        ("type_of_violence != 3", True),
        ("type_of_violence > 0", False),
        ("injuries.high != null", False),
        ("plover.event in (ASSAULT, PROTEST) and realis = actual and newsness in (new)", True),
    ],
)
def test_what_is_kept(message: Any, text: str, kept: bool) -> None:
    """Each operator on texts, numbers, truth values, lists and nulls."""
    assert parse(text, Event)(message) is kept


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "position 1: a field such as fatalities.best is expected, not the end"),
        ("realis", "position 7: one of = != .* is expected, not the end"),
        ("realis actual", "position 8: one of = .* is expected, not 'actual'"),
        ("realis =", "position 9: a value is expected, not the end"),
        ("realis = actual and", "position 20: a field .* not the end"),
        ("event_type = Armed clash", "position 20: `and` .* is expected, not 'clash'"),
        ("realis = 'actual", "position 10: ' has no meaning here, or a quote is not closed"),
        ("realis = actual or x = 1", "position 17: `and`"),
        ("realis in actual", r"position 11: a list such as \(SYR, IRQ\) is expected"),
        ("realis in (actual", "`,` or `\\)` is expected, not the end"),
        ("= 3", "position 1: a field"),
        ("realis = (a)", "position 10: a value is expected, not '\\('"),
        ("location.contry = AZE", "position 1: there is no field location.contry; did you mean country?"),
        ("actors.zzz = AZE", "there is no field actors.zzz; known are field, start"),
        ("realis ! actual", "position 8: ! has no meaning"),
    ],
)
def test_a_fault_is_named_with_its_position(text: str, says: str) -> None:
    """One line that says where and what was expected."""
    with pytest.raises(WrongUsage, match=says) as caught:
        parse(text, Event)
    assert "\n" not in str(caught.value)


def test_without_a_model_any_path_is_taken() -> None:
    """Dead letters are any JSON."""
    assert parse("headers.stage = extract")({"headers": {"stage": "extract"}})
    assert not parse("headers.stage = extract")([1, "x", None])


@given(st.text(alphabet="ab.=!<>()', \"0and in contains"))
def test_nothing_but_wrong_usage_comes_of_a_text(text: str) -> None:
    """Whatever stands there, it is a filter or a fault."""
    try:
        keep = parse(text)
    except WrongUsage:
        return
    assert keep({"a": [{"b": 1}, None], "b": "a"}) in (True, False)
