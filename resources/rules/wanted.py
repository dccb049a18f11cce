"""What a reader wants of the directory: read from the query of an address, written back into one.

Codes alone stand there, so an address means the same in each language. What is unknown is left out
and can be said.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

# Any of the codes within a group, and all groups together.
GROUPS = ("kind", "region", "language", "for", "status")
SWITCHES = {"papers": "none", "remote": "yes", "checked": "recently", "cost": "free"}


@dataclass(frozen=True)
class Wanted:
    """What was chosen.

    Attributes:
        codes: for each group of which something was chosen, its codes in the vocabulary's order.
        switches: names of those that are on.
    """

    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    switches: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes or self.switches)

    def of(self, group: str) -> tuple[str, ...]:
        """Return what was chosen of a group."""
        return self.codes.get(group, ())

    def has(self, name: str, code: str) -> bool:
        """Tell whether this was chosen."""
        if name in SWITCHES:
            return name in self.switches
        return code in self.of(name)

    def without(self, name: str, code: str | None = None) -> "Wanted":
        """Return the same without a group or a switch, or without one code of a group."""
        if name in SWITCHES:
            return Wanted(self.codes, tuple(one for one in self.switches if one != name))
        left = tuple(one for one in self.of(name) if code is not None and one != code)
        codes = {group: codes for group, codes in self.codes.items() if group != name}
        if left:
            codes[name] = left
        return Wanted(codes, self.switches)

    def plus(self, name: str, code: str) -> "Wanted":
        """Return the same with one thing more."""
        if self.has(name, code):
            return self
        if name in SWITCHES:
            return Wanted(self.codes, (*self.switches, name))
        return Wanted({**self.codes, name: (*self.of(name), code)}, self.switches)

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values in one order, whatever order they came in."""
        return [
            *((group, code) for group in GROUPS for code in sorted(self.of(group))),
            *((name, value) for name, value in SWITCHES.items() if name in self.switches),
        ]

    def query(self) -> str:
        """Return the query of the address, without the question mark."""
        return urlencode(self.pairs())


def read(
    values: Mapping[str, Collection[str]], *, known: Mapping[str, Collection[str]]
) -> tuple[Wanted, bool]:
    """Return what an address asks for, and whether part of it means nothing here.

    Args:
        values: all values of each name of the query; other names are left alone.
        known: the codes of each group.
    """
    codes: dict[str, tuple[str, ...]] = {}
    is_understood = True
    for group in GROUPS:
        asked = {value for value in values.get(group, ()) if value}
        if chosen := tuple(code for code in known[group] if code in asked):
            codes[group] = chosen
        is_understood &= asked <= set(known[group])
    switches = []
    for name, value in SWITCHES.items():
        asked = {one for one in values.get(name, ()) if one}
        if value in asked:
            switches.append(name)
        is_understood &= asked <= {value}
    return Wanted(codes, tuple(switches)), not is_understood
