"""The desk's words for what a request is; the form's words are spoken to the visitor."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from support.domain.handing_over import BY_VOLUNTEER
from support.models import HelpRequest, RequestAccess, RequestEvent
from support.rules.reasons import HandOver, StepIn
from support.rules.routing import Ground, Reason

Status, Urgency = HelpRequest.Status, HelpRequest.Urgency
Kind, Why = RequestEvent.Kind, RequestAccess.Why

URGENCY = {
    Urgency.NOW: _("Urgent: today"),
    Urgency.DAYS: _("Within some days"),
    Urgency.WEEKS: _("Can wait some weeks"),
}
STATUS = {
    Status.NEW: _("New"),
    Status.WAITING: _("Needs an answer"),
    Status.ANSWERED: _("Answered"),
    Status.CLOSED: _("Closed"),
}
REASON = {
    Reason.MATCHED: _(
        "Topic, language and region match, and the volunteer had the most room; "
        "the next one stands by."
    ),
    Reason.NO_BACKUP: _(
        "Topic, language and region match one volunteer only. The coordinators stand by."
    ),
    Reason.NOBODY_ELIGIBLE: _(
        "No volunteer with this topic, language and region had room: it went to the coordinators."
    ),
    Reason.ENTRUSTED: _("A coordinator asked this volunteer to answer it."),
    Reason.BACKUP_FOLLOWS: _("Whoever stood by took the place of the volunteer before."),
    Reason.HOLDER_FOLLOWS: _(
        "Somebody else who could open it took the place of the volunteer before."
    ),
    Reason.NOBODY_FOLLOWS: _(
        "Nobody who could open it was free to answer it: it went to the coordinators."
    ),
    BY_VOLUNTEER: _("The volunteer before handed it over."),
}
GROUND = {
    Ground.TOPIC: _("takes other topics"),
    Ground.LANGUAGE: _("does not answer in this language"),
    Ground.REGION: _("takes other regions"),
    Ground.WEEKDAY: _("answers on other days"),
    Ground.AWAY: _("is away"),
    Ground.FULL: _("has no room"),
    Ground.PAUSED: _("is paused"),
    Ground.NO_KEY: _("has no key"),
    Ground.EXCLUDED: _("must not have it"),
}
STEP_IN = {
    StepIn.ASKED: _("Whoever answers it asked me to."),
    StepIn.UNANSWERED: _("Nobody answers it."),
    StepIn.COORDINATES: _("I coordinate this request."),
    StepIn.OTHER: _("Another reason."),
}
HAND_OVER = {
    HandOver.NO_TIME: _("I have no time for it."),
    HandOver.KNOWS_MORE: _("They know more about this."),
    HandOver.LANGUAGE: _("They speak the person's language better."),
    HandOver.ENTRUSTED: _("I coordinate this request, and ask them to answer it."),
    HandOver.OTHER: _("Another reason."),
}
# The same reasons as told later, by somebody else.
_WHY = {
    Kind.STEPPED_IN: {
        StepIn.ASKED: _("Reason: whoever answers it had asked for it."),
        StepIn.UNANSWERED: _("Reason: nobody answered it."),
        StepIn.COORDINATES: _("Reason: coordinates this request."),
        StepIn.OTHER: _("Reason: another one."),
    },
    Kind.HANDED_OVER: {
        HandOver.NO_TIME: _("Reason: no time."),
        HandOver.KNOWS_MORE: _("Reason: the other knows more about this."),
        HandOver.LANGUAGE: _("Reason: the other speaks the person's language better."),
        HandOver.ENTRUSTED: _("Reason: a coordinator asked for it."),
        HandOver.OTHER: _("Reason: another one."),
    },
}
ACCESS = {
    Why.ROUTED: _("Reads it: it was routed to them."),
    Why.ESCALATED: _("Reads it: nobody had opened it in time."),
    Why.ENTRUSTED: _("Reads it: a coordinator asked them."),
    Why.STEPPED_IN: _("Reads it: they stepped in."),
    Why.HANDED_OVER: _("Reads it: it was handed over to them."),
}
NO_ACCESS = _("Could open it, but would have to step in first.")


def reason_in_words(reason: str) -> str:
    """Return why a request went where it went; a reason that we do not know stays as it is."""
    return REASON.get(reason, reason)


def event_in_words(event: RequestEvent, names: Mapping[int, str]) -> str:
    """Return what happened to a request, as a sentence or two.

    Args:
        event: of the request's history.
        names: the alias of each volunteer, by key.
    """
    who = {"actor": _name(event.actor_id, names), "target": _name(event.target_id, names)}
    said = [_sentence(event) % who]
    if event.kind == Kind.ROUTED:
        said.append(str(reason_in_words(event.reason)))
    elif event.reason in _WHY.get(event.kind, {}):
        said.append(str(_WHY[event.kind][event.reason]))
    if event.kind == Kind.HANDED_OVER and event.facts.get("stands_by"):
        said.append(gettext("Whoever answered before stands by."))
    return " ".join(said)


def _sentence(event: RequestEvent) -> str:
    kind = event.kind
    if kind == Kind.ROUTED and event.target_id is None:
        return gettext("It came to the coordinators.")
    if kind == Kind.REOPENED and event.actor_id is None:
        return gettext("It opened again, since the person wrote.")
    if kind == Kind.ESCALATED and event.target_id is None:
        return gettext("Nobody had opened it in time, so the coordinators were asked.")
    by_nobody = _BY_NOBODY.get(kind) if event.actor_id is None else None
    sentence = by_nobody or _SENTENCES.get(kind)
    # A kind that is new to this list still has its label.
    return str(sentence) if sentence else str(event.get_kind_display()).replace("%", "%%")


# By somebody who is not known: their profile was deleted since.
_BY_NOBODY = {
    Kind.ACKNOWLEDGED: _("It was opened."),
    Kind.ANSWERED: _("It was answered."),
    Kind.CLOSED: _("It was closed."),
    Kind.KEPT: _("It is kept for longer."),
    Kind.RELEASED: _("It was taken out of the review pile."),
}
_SENTENCES = {
    Kind.ROUTED: _("It came to %(target)s."),
    Kind.ACKNOWLEDGED: _("%(actor)s opened it."),
    Kind.ANSWERED: _("%(actor)s answered."),
    Kind.WROTE_AGAIN: _("The person wrote again."),
    Kind.ESCALATED: _("Nobody had opened it in time, so %(target)s was asked."),
    Kind.ALARMED: _("Nobody had opened it, and an alarm was raised."),
    Kind.STEPPED_IN: _("%(actor)s stepped in."),
    Kind.HANDED_OVER: _("%(actor)s handed it over to %(target)s."),
    Kind.ENTRUSTED: _("%(actor)s let %(target)s open it, too."),
    Kind.RECUSED: _("%(actor)s may know the person and left."),
    Kind.SHUT_OUT: _("The person shut %(target)s out."),
    Kind.CONTACT_CHANGED: _("The person changed how they may be reached."),
    Kind.CLOSED: _("%(actor)s closed it."),
    Kind.REOPENED: _("%(actor)s opened it again after it was closed."),
    Kind.REKEYED: _("It was given a new key, so that old ones open nothing any more."),
    Kind.WARNED: _("It was announced that it will be deleted."),
    Kind.KEPT: _("%(actor)s keeps it for longer."),
    Kind.RELEASED: _("%(actor)s took it out of the review pile."),
}


def _name(profile: int | None, names: Mapping[int, str]) -> str:
    name = names.get(profile) if profile is not None else None
    # Not inside the f-string, where the strings to translate are not looked for.
    name = name or gettext("Somebody who is not with us any more")
    # Isolated: a Latin name must not turn an Arabic sentence round it.
    return f"\u2068{name}\u2069"
