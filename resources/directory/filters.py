"""The filters of the list as links and as a form: what is on, and what one more would find."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from resources.rules.wanted import SWITCHES, Wanted, read
from resources.selectors.directory_facets import Facets, known_codes

GROUP_LABELS: dict[str, Promise] = {
    "kind": _("What kind"),
    "region": _("Where"),
    "language": _("Language spoken"),
    "for": _("Especially for"),
    "status": _("Status"),
}
SWITCH_LABELS: dict[str, Promise] = {
    "papers": _("No papers needed"),
    "remote": _("Remote"),
    "checked": _("Checked recently"),
    "cost": _("Free"),
}


@dataclass(frozen=True)
class Choice:
    """One value of a filter.

    Attributes:
        name, value: as they stand in the address.
        label: in words.
        count: how many services there are with it.
        is_on: whether it was chosen.
        query: of the list with this changed: taken away where it is on, else added.
    """

    name: str
    value: str
    label: str
    count: int
    is_on: bool
    query: str


@dataclass(frozen=True)
class Group:
    """A group of filters under its own heading."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Filters:
    """All that the list offers to choose from.

    Attributes:
        groups: with the values that find something, and those that are on.
        switches: each of the four.
        active: all that is on, to be taken away.
        has_unknown: whether part of the address means nothing here.
    """

    groups: list[Group]
    switches: list[Choice]
    active: list[Choice]
    has_unknown: bool


def wanted_by(request: HttpRequest) -> tuple[Wanted, bool]:
    """Return what the address asks for, and whether part of it means nothing here."""
    return read(dict(request.GET.lists()), known=known_codes())


def filters(wanted: Wanted, facets: Facets, *, has_unknown: bool) -> Filters:
    """Return the filters with their words, counts and addresses."""
    groups = []
    for name, options in facets.groups.items():
        choices = [
            _choice(wanted, name, option.code, option.label, option.count)
            for option in options
            if option.count or wanted.has(name, option.code)
        ]
        groups.append(Group(name, str(GROUP_LABELS[name]), choices))
    switches = [
        _choice(wanted, name, value, str(SWITCH_LABELS[name]), facets.switches[name])
        for name, value in SWITCHES.items()
    ]
    every = [*(choice for group in groups for choice in group.choices), *switches]
    return Filters(
        groups=[group for group in groups if group.choices],
        switches=switches,
        active=[choice for choice in every if choice.is_on],
        has_unknown=has_unknown,
    )


def _choice(wanted: Wanted, name: str, value: str, label: str, count: int) -> Choice:
    is_on = wanted.has(name, value)
    changed = wanted.without(name, value) if is_on else wanted.plus(name, value)
    return Choice(name, value, label, count, is_on, changed.query())
