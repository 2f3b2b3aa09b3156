"""The language of an article."""

import pytest

from pipeline.text.language import detect


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("Two killed in market blast", "Police said a bomb went off near the river on Monday.", "en"),
        ("BOMB KILLS TWO IN KABUL", "POLICE SAID THAT A BOMB WENT OFF NEAR THE RIVER.", "en"),
        ("Explosión en un mercado deja dos muertos", "La policía dijo que la bomba estalló el lunes.", "es"),
        ("Deux morts dans une explosion", "La police a indiqué qu'une bombe a explosé lundi.", "fr"),
        ("Двое погибли при взрыве на рынке", "Полиция сообщила подробности.", "ru"),
        ("مقتل شخصين في انفجار في السوق", "وقالت الشرطة إن القنبلة انفجرت", "ar"),
        ("市场爆炸造成两人死亡", "警方表示炸弹于周一爆炸", "zh"),
    ],
)
def test_detect(title: str, text: str, code: str) -> None:
    """A title and a sentence are enough to tell a language."""
    assert detect(title, text) == code


@pytest.mark.parametrize("title", ["", "   \n", "12:30 - 14", "OK"])
def test_too_little(title: str) -> None:
    """Where there are hardly any letters, nothing is said."""
    assert detect(title, "") is None
