"""Frames to snippets: each frame is filled a few times by a seeded chooser, the same seed giving the same corpus.

A frame is a line with choices `[a|b]` (nested ones too) and slots `{NAME}`; slots and countries stand in `slots.toml`.
A line that begins with `=` is taken as it stands. `## label` opens a class.
"""

import calendar
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MONTHS = tuple(calendar.month_name)[1:]
WEEKDAYS = tuple(calendar.day_name)
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
POLICE = ("police", "security forces", "riot police", "police officers", "officers", "gendarmes", "the security forces")
VAGUE = ("dozens of", "several", "a number of", "scores of", "two", "three", "100", "200", "1,200")
CROWD = (
    "Hundreds of",
    "Thousands of",
    "Dozens of",
    "Around 200",
    "Some 50",
    "Several hundred",
    "A group of",
    "Scores of",
)
AGENCIES = ("AP", "Reuters", "AFP", "Xinhua", "dpa", "ANSA", "EFE", "PTI", "Interfax")


@dataclass(frozen=True)
class Frames:
    """The frames and the finished lines of one class."""

    label: str
    frames: tuple[str, ...]
    lines: tuple[str, ...]


def read_frames(folder: Path = HERE / "frames") -> list[Frames]:
    """Read every class, in the order of the file names; the files of one class are one."""
    classes: dict[str, Frames] = {}
    for part in (_read(path) for path in sorted(folder.glob("*.txt"))):
        before = classes.get(part.label, Frames(part.label, (), ()))
        classes[part.label] = Frames(part.label, before.frames + part.frames, before.lines + part.lines)
    return list(classes.values())


def _read(path: Path) -> Frames:
    head, *rest = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    if not head.startswith("## "):
        raise ValueError(f"{path.name}: the first line is to be `## label`")
    frames = tuple(line for line in rest if not line.startswith("="))
    return Frames(head.removeprefix("## "), frames, tuple(line[1:] for line in rest if line.startswith("=")))


class Expander:
    """Fills frames with the places, forces and groups of one country at a time."""

    def __init__(self, seed: int, slots: Path = HERE / "slots.toml") -> None:
        table = tomllib.loads(slots.read_text("utf-8"))
        self.random = random.Random(seed)
        self.slots: dict[str, str] = table["slots"]
        self.countries: list[dict[str, Any]] = table["country"]

    def snippets(self, frames: Frames, at_most: int) -> Iterator[str]:
        """Give the finished lines, then expansions of the frames in turn, until there are `at_most` different ones."""
        seen = dict.fromkeys(frames.lines)
        yield from seen
        for turn in range(at_most * 20):
            if len(seen) >= at_most or not frames.frames:
                return
            text = self._dress(self._fill(frames.frames[turn % len(frames.frames)]))
            if text not in seen:
                seen[text] = None
                yield text

    def _fill(self, frame: str) -> str:
        values = self._values()
        text = frame
        while (chosen := self._step(text, values)) != text:
            text = chosen
        return _tidy(text)

    def _step(self, text: str, values: dict[str, str]) -> str:
        """Settle an innermost choice, or where there is none, every slot."""
        chosen = re.sub(r"\[([^\[\]]*)\]", lambda m: self.random.choice(m[1].split("|")), text, count=1)
        return chosen if chosen != text else re.sub(r"\{(\w+)\}", lambda m: self._slot(m[1], values), text)

    def _values(self) -> dict[str, str]:
        r, (home, other) = self.random, self.random.sample(self.countries, 2)
        cities = r.sample(home["cities"], 2)
        groups = r.sample(home["groups"], min(2, len(home["groups"]))) * 2
        return {
            "CITY": cities[0], "CITY2": cities[1], "REG": r.choice(home["regions"]), "CTRY": home["name"],
            "CTRY2": other["name"], "DEM": home["demonym"], "DEM2": other["demonym"], "CAP": home["capital"],
            "ARMY": r.choice(home["forces"]) if r.random() < 0.75 else self.slots["GARMY"],
            "REB": groups[0] if r.random() < 0.75 else self.slots["GREB"], "REB2": groups[1],
        }  # fmt: skip

    def _slot(self, name: str, values: dict[str, str]) -> str:
        if name in values:
            return values[name]
        return self.slots[name] if name in self.slots else self._number_or_date(name)

    def _number_or_date(self, name: str) -> str:
        r = self.random
        day = f"{r.randint(1, 28)} {r.choice(MONTHS)}"
        made = {
            "N": r.choice(["", "", "", "at least ", "more than ", "some ", "around "]) + self._number(40),
            "N2": self._number(90),
            "NC": self._number(40).capitalize(),
            "NN": r.choice([*VAGUE, str(r.randint(3, 95))]),
            "NP": r.choice(CROWD),
            "POL": r.choice(POLICE),
            "WD": r.choice(WEEKDAYS),
            "DM": day,
            "Y": str(r.randint(2010, 2023)),
            "DATE": f"On {r.choice([day, f'{day} {r.randint(2010, 2023)}', r.choice(WEEKDAYS)])}",
        }
        return made[name]

    def _number(self, high: int) -> str:
        n = self.random.choice([self.random.randint(2, 9), self.random.randint(2, 9), self.random.randint(2, high)])
        return NUMBERS[n - 2] if n <= 12 and self.random.random() < 0.6 else str(n)

    def _dress(self, text: str) -> str:
        """Put a dateline before some and leave the full stop from others, as in a feed."""
        country = self.random.choice(self.countries)
        if self.random.random() < 0.08:
            text = f"{self.random.choice(country['cities']).upper()} ({self.random.choice(AGENCIES)}) - {text}"
        return text.rstrip(".") if self.random.random() < 0.3 else text


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([.,;])", r"\1", " ".join(text.split()))
    text = re.sub(r"\bthe the\b", "the", text.replace("..", "."), flags=re.IGNORECASE)
    return re.sub(r"(^|[.!?] )([a-z])", lambda m: m[1] + m[2].upper(), text)


def corpus(seed: int = 1, each: int = 260, none: int = 2600) -> list[tuple[str, str]]:
    """Give (snippet, label) pairs; `none` is the class of what is no event. Beyond four a frame, more do not help."""
    expander = Expander(seed)
    return [
        (text, frames.label)
        for frames in read_frames()
        for text in expander.snippets(frames, none if frames.label == "none" else each)
    ]
