"""Gives a request to a volunteer: a new one to anybody, one under way to whoever holds its key."""

import secrets
from datetime import date, datetime

from support import tasks
from support.domain import access
from support.domain.history import record_event
from support.models import HelpRequest, RequestAccess, RequestEvent, VolunteerProfile
from support.rules.escalation import Step
from support.rules.routing import Choice, Facets, Reason, choose, choose_follower, weekdays_of
from support.selectors import roster, waiting
from support.selectors.desk import NEEDS_ANSWER
from vault.domain.clock import now as present
from vault.selectors import LEAST_HOLDERS


def choose_for(
    *, topic: int | None, region: int | None, language: str | None, urgency: str, now: datetime
) -> Choice:
    """Choose who gets a new request, with the roster locked until the transaction ends.

    Args:
        topic, region: their keys.
        language: its code.
        urgency: its code.
        now: when it comes, aware.
    """
    lock_roster()
    days = _days(urgency, now)
    facets = Facets(
        topic=topic, region=region, language=language, urgency=urgency, days=weekdays_of(days)
    )
    return choose(facets, roster.candidates(days=days), shuffle=secrets.SystemRandom().shuffle)


def lock_roster() -> None:
    """Lock all volunteers until the transaction ends, so that one routing goes on at a time.

    Else two requests would both fill the last place of a volunteer. Rows that point at a
    volunteer may still be written meanwhile: whoever does so and routes afterwards would wait
    for another who does the same, for ever.
    """
    locked = VolunteerProfile.objects.select_for_update(no_key=True).order_by("pk")
    list(locked.values_list("pk"))


def write_routing(*, request: HelpRequest, choice: Choice) -> None:
    """Write down why a request went where it went, and let whoever got it read it.

    Args:
        request: the request, new or locked, with the choice's volunteers set and saved.
        choice: from `choose_for`.
    """
    request.routing_reason = choice.reason
    request.routing_facts = {
        **choice.explained,
        "primary": choice.primary,
        "backup": choice.backup,
    }
    request.step = Step.PRIMARY if choice.primary else Step.COORDINATORS
    request.save(update_fields=["routing_reason", "routing_facts", "step"])
    access.widen_access(request=request, profiles=_readers(request), why=RequestAccess.Why.ROUTED)
    record_event(
        request=request,
        kind=RequestEvent.Kind.ROUTED,
        target=request.assigned_to,
        reason=choice.reason,
        facts=request.routing_facts,
    )


def reroute(*, request: HelpRequest) -> Choice | None:
    """Give a request to another of those who can open it, if whoever had it may not any more.

    Visitors and jobs hold no key, so nobody can be let in anew: the backup follows, else the
    least loaded other holder who matches, else it is the coordinators' with an alarm. Where only
    the backup is gone, another one is found. The new one has the full time to open it.

    Call after `access.exclude`, or after a grant was taken away, in the same transaction.

    Args:
        request: the request, locked.

    Returns:
        What was chosen, or nothing if whoever had it keeps it.
    """
    lock_roster()
    now = present()
    holders = roster.holders(request)
    excluded = frozenset(request.exclusions.values_list("profile", flat=True))
    able = set(holders.values_list("pk", flat=True)) - excluded
    days = _days(request.urgency, now)
    facets = Facets(
        topic=request.topic_id,
        region=request.region_id,
        language=request.language_id,
        urgency=request.urgency,
        days=weekdays_of(days),
        excluded=excluded,
    )
    if len(able) < LEAST_HOLDERS:
        tasks.raise_alarm(kind="too_few_holders")
    if request.assigned_to_id in able:
        if request.backup_id is not None and request.backup_id not in able:
            _find_backup(request, facets, days)
        return None
    choice = choose_follower(
        facets,
        roster.candidates(days=days, among=holders),
        backup=request.backup_id if request.backup_id in able else None,
        shuffle=secrets.SystemRandom().shuffle,
    )
    request.assigned_to = VolunteerProfile.objects.filter(pk=choice.primary).first()
    request.backup = VolunteerProfile.objects.filter(pk=choice.backup).first()
    wait_anew(request=request, now=now)
    request.save(update_fields=["assigned_to", "backup"])
    write_routing(request=request, choice=choice)
    if choice.reason == Reason.NOBODY_FOLLOWS:
        tasks.raise_alarm(kind="nobody_eligible")
    tasks.tell(profiles=_readers(request), urgency=urgency_of(request))
    return choice


def wait_anew(*, request: HelpRequest, now: datetime) -> None:
    """Begin to wait for somebody to open a request, from the first rung on.

    Args:
        request: the request, locked, with the status it had until now.
        now: to the minute.
    """
    if request.status not in NEEDS_ANSWER:
        request.unanswered_since = now
    request.waiting_since, request.acknowledged_at = now, None
    request.step = Step.PRIMARY if request.assigned_to_id else Step.COORDINATORS
    request.alarmed_on = None
    request.save(
        update_fields=[
            "unanswered_since",
            "waiting_since",
            "acknowledged_at",
            "step",
            "alarmed_on",
        ]
    )


def coordinators_of(request: HelpRequest) -> list[VolunteerProfile]:
    """Return the duty coordinators who can open a request and may."""
    excluded = request.exclusions.values("profile")
    return list(roster.holders(request).filter(is_duty_coordinator=True).exclude(pk__in=excluded))


def urgency_of(request: HelpRequest) -> str:
    """Return how urgently people are told of a request; what is held for review is not urgent."""
    return HelpRequest.Urgency.WEEKS if request.is_held else request.urgency


def _find_backup(request: HelpRequest, facets: Facets, days: tuple[date, ...]) -> None:
    others = roster.holders(request).exclude(pk=request.assigned_to_id)
    choice = choose_follower(
        facets,
        roster.candidates(days=days, among=others),
        backup=None,
        shuffle=secrets.SystemRandom().shuffle,
    )
    request.backup = VolunteerProfile.objects.filter(pk=choice.primary).first()
    request.save(update_fields=["backup"])


def _readers(request: HelpRequest) -> list[VolunteerProfile]:
    if request.assigned_to is not None:
        return [request.assigned_to]
    return coordinators_of(request)


def _days(urgency: str, now: datetime) -> tuple[date, ...]:
    return waiting.days_in_time(
        urgency=urgency,
        now=now,
        hours=waiting.hours(),
        calendar=waiting.organisation_calendar(),
    )
