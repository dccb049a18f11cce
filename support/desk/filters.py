"""The inbox's filters: read from an address, written into one, and shown as links and fields."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import BilingualTerm
from core.vocabulary import Region
from support.desk import wording
from support.models import AnswerLanguage, Topic
from support.selectors import inbox as inboxes
from support.selectors.inbox import NO_TERM, Counts, Wanted

_NAMES = tuple(field.name for field in fields(Wanted))
_TERMS: dict[str, type[BilingualTerm]] = {
    "topic": Topic,
    "language": AnswerLanguage,
    "region": Region,
}
SHOWN = {
    inboxes.OPEN: gettext_lazy("Open"),
    inboxes.NEEDS: gettext_lazy("Needs an answer"),
    inboxes.OVERDUE: gettext_lazy("Overdue"),
    inboxes.ANSWERED: gettext_lazy("Answered"),
    inboxes.HELD: gettext_lazy("Held for review"),
    inboxes.CLOSED: gettext_lazy("Closed"),
}
WHO = {
    inboxes.MINE: gettext_lazy("You answer"),
    inboxes.STANDING_BY: gettext_lazy("You stand by"),
    inboxes.COORDINATORS: gettext_lazy("The coordinators answer"),
}
AGE = {
    inboxes.TODAY: gettext_lazy("From today"),
    inboxes.WEEK: gettext_lazy("From the last 7 days"),
    inboxes.OVER_WEEK: gettext_lazy("Older than a week"),
    inboxes.OVER_MONTH: gettext_lazy("Older than a month"),
}
UNREAD = {"yes": gettext_lazy("Unread messages")}
_NO_TERM = {
    "topic": gettext_lazy("Topic no longer in use"),
    "language": gettext_lazy("Language no longer in use"),
    "region": gettext_lazy("Region not said"),
}
_LABELS = {
    "who": gettext_lazy("Who answers"),
    "urgency": gettext_lazy("Urgency"),
    "topic": gettext_lazy("Topic"),
    "language": gettext_lazy("Language"),
    "region": gettext_lazy("Region"),
    "age": gettext_lazy("Age"),
    "unread": gettext_lazy("Messages"),
}


@dataclass(frozen=True)
class Filters:
    """What somebody chose, with everything that could be chosen instead."""

    wanted: Wanted
    options: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Filters":
        """Read an address. A value that is not offered, or no more, is as if it were missing."""
        options = {
            "show": SHOWN,
            "who": WHO,
            "urgency": wording.URGENCY,
            "age": AGE,
            "unread": UNREAD,
            **{name: _terms(name) for name in _TERMS},
        }
        known = {name: value for name in _NAMES if (value := query.get(name, "")) in options[name]}
        return cls(wanted=Wanted(**known), options=options)

    @property
    def query(self) -> str:
        """The choice as the query of an address, in one fixed order."""
        return to_query(self.wanted)

    @property
    def is_narrowed(self) -> bool:
        """Whether any facet besides the state is chosen."""
        return replace(self.wanted, show=inboxes.OPEN) != Wanted()

    def states(self, counts: Counts, *, with_held: bool) -> list[dict]:
        """Return the links to each state, with how many requests are there."""
        return [
            {**link, "name": name}
            for name in SHOWN
            if name != inboxes.HELD or with_held or counts.show[name] or self.wanted.show == name
            for link in [self._link("show", name, counts.show[name])]
        ]

    def ages(self, counts: Counts) -> list[dict]:
        """Return the links to each age, with how many requests are there."""
        return [self._link("age", name, counts.age[name]) for name in AGE]

    def chips(self) -> list[dict]:
        """Return each facet that is chosen, with the address that takes it away again."""
        return [
            {
                "label": self.options[name][value],
                "query": to_query(replace(self.wanted, **{name: ""})),
            }
            for name in _LABELS
            if (value := getattr(self.wanted, name))
        ]

    def selects(self, counts: Counts) -> list[dict]:
        """Return the fields of the form that chooses."""
        return [
            {
                "name": name,
                "label": label,
                "options": [
                    {
                        "value": value,
                        "label": text,
                        "is_chosen": getattr(self.wanted, name) == value,
                        "count": getattr(counts, name)[value] if name in {"who", "age"} else None,
                    }
                    for value, text in [("", _("All")), *self.options[name].items()]
                ],
            }
            for name, label in _LABELS.items()
        ]

    @property
    def cleared(self) -> str:
        """The query that keeps the state alone."""
        return to_query(Wanted(show=self.wanted.show))

    def _link(self, name: str, value: str, count: int) -> dict:
        is_chosen = getattr(self.wanted, name) == value
        # Chosen once more, an age is taken away again; there is always a state.
        target = "" if is_chosen and name != "show" else value
        return {
            "label": self.options[name][value],
            "count": count,
            "is_chosen": is_chosen,
            "query": to_query(replace(self.wanted, **{name: target})),
        }


def to_query(wanted: Wanted) -> str:
    """Return a choice of facets as the query of an address."""
    return urlencode({name: value for name, value in asdict(wanted).items() if value})


def _terms(name: str) -> dict[str, str]:
    # Those out of use too: requests from before still have them.
    labels = {term.code: term.label for term in _TERMS[name].objects.all()}
    return {**labels, NO_TERM: _NO_TERM[name]}
