"""Says to coordinators, in whole sentences, why a request went where it went."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from support.rules.routing import Ground, Reason

_GROUNDS = {
    Ground.TOPIC: gettext_lazy("%(name)s does not take this topic."),
    Ground.LANGUAGE: gettext_lazy("%(name)s does not answer in this language."),
    Ground.REGION: gettext_lazy("%(name)s does not take this region."),
    Ground.WEEKDAY: gettext_lazy("%(name)s does not answer on the days that count."),
    Ground.AWAY: gettext_lazy("%(name)s was away."),
    Ground.FULL: gettext_lazy("%(name)s had as many open requests as they can take."),
    Ground.PAUSED: gettext_lazy("%(name)s was taking no new requests."),
    Ground.NO_KEY: gettext_lazy("%(name)s had no key."),
    Ground.EXCLUDED: gettext_lazy("%(name)s must have nothing to do with this request."),
}
_FOLLOWS = (Reason.BACKUP_FOLLOWS, Reason.HOLDER_FOLLOWS, Reason.NOBODY_FOLLOWS)


def routing_in_words(
    *, facts: Mapping[str, Any], reason: str, names: Mapping[int, str]
) -> list[str]:
    """Return why a request went where it went, the decision first and each volunteer after.

    Args:
        facts: what routing wrote down: `HelpRequest.routing_facts`, or an event's.
        reason: of `Reason`.
        names: the alias of each volunteer, by key; others are not with us any more.
    """
    loads = {int(key): tuple(load) for key, load in facts.get("loads", {}).items()}
    grounds = {int(key): ground for key, ground in facts.get("grounds", {}).items()}
    primary, backup = facts.get("primary"), facts.get("backup")
    lines = []
    if primary is not None:
        lines.append(_why_primary(primary, reason, loads) % {"name": _name(primary, names)})
    elif facts:
        lines.append(_("Nobody could take it, so it went to the coordinators."))
    if backup is not None:
        lines.append(_("%(name)s stands by.") % {"name": _name(backup, names)})
    if reason in _FOLLOWS:
        lines.append(_("Only those whose keys open it already were asked."))
    for profile, (load, capacity) in sorted(loads.items(), key=_by_load):
        lines.append(
            _("%(name)s could take it and had %(load)s of at most %(capacity)s open requests.")
            % {"name": _name(profile, names), "load": load, "capacity": capacity}
        )
    for ground in Ground:
        lines += [
            str(_GROUNDS[ground]) % {"name": _name(profile, names)}
            for profile in sorted(grounds)
            if grounds[profile] == ground
        ]
    return lines


def _why_primary(primary: int, reason: str, loads: Mapping[int, tuple[int, int]]) -> str:
    if reason == Reason.BACKUP_FOLLOWS:
        return _("It went to %(name)s, who stood by.")
    share = _share(loads[primary]) if primary in loads else None
    if share is not None and sum(_share(load) == share for load in loads.values()) > 1:
        return _("It went to %(name)s, drawn by lot from those with the most room.")
    if len(loads) > 1:
        return _("It went to %(name)s, who had the most room.")
    return _("It went to %(name)s, the only one who could take it.")


def _by_load(item: tuple[int, tuple[int, ...]]) -> tuple[Fraction, int]:
    profile, load = item
    return _share(load), profile


def _share(load: tuple[int, ...]) -> Fraction:
    return Fraction(load[0], max(load[1], 1))


def _name(profile: int, names: Mapping[int, str]) -> str:
    # Isolated: a Latin name must not turn an Arabic sentence round it.
    return f"\u2068{names.get(profile) or _('Somebody who is not with us any more')}\u2069"
