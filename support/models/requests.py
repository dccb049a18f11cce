"""Requests for help as facets that may be stored in the open; what people write is in the vault."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.vocabulary import Region
from support.models.vocabulary import AnswerLanguage, Topic
from support.models.volunteers import VolunteerProfile
from vault.models import Envelope


class HelpRequest(models.Model):
    """One request for help: the facets that routing needs, and the envelope with all else."""

    class Urgency(models.TextChoices):
        NOW = "now", _("Today: I am not safe, or it cannot wait")
        DAYS = "days", _("Within some days")
        WEEKS = "weeks", _("It can wait some weeks")

    class Status(models.TextChoices):
        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")
        WAITING = "waiting", _("Needs an answer")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope = models.OneToOneField(Envelope, on_delete=models.CASCADE, related_name="request")
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    language = models.ForeignKey(
        AnswerLanguage,
        to_field="code",
        verbose_name=_("language"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    assigned_to = models.ForeignKey(
        VolunteerProfile,
        verbose_name=_("volunteer"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="assigned_requests",
    )
    backup = models.ForeignKey(
        VolunteerProfile,
        verbose_name=_("backup"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="backed_requests",
    )
    routing_reason = models.CharField(_("why this volunteer"), max_length=200)
    routing_facts = models.JSONField(default=dict, blank=True)
    is_held = models.BooleanField(
        _("to be looked through"),
        default=False,
        help_text=_("It came in a rush or like a machine's; it is answered later than others."),
    )
    # Escalation: how far it went (`rules.escalation`), and since when the present wait lasts.
    step = models.PositiveSmallIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True)
    unanswered_since = models.DateTimeField(null=True)  # none: since it was received
    alarmed_on = models.DateField(null=True)
    kept_at = models.DateTimeField(null=True)  # a coordinator decided to keep it for longer
    warned_at = models.DateTimeField(_("warned of its deletion"), null=True)
    received_at = models.DateTimeField(_("received"))
    last_message_at = models.DateTimeField(_("last message"))
    acknowledged_at = models.DateTimeField(_("opened since it waits"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    class Meta:
        verbose_name = _("request for help")
        verbose_name_plural = _("requests for help")
        indexes = [models.Index(fields=["status", "received_at"], name="support_inbox")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it."""
        return self.status != self.Status.CLOSED


class RequestAccess(models.Model):
    """Who of those that hold a grant may read a request now. Widened by escalation, never sealed:
    a job holds no key."""

    class Why(models.TextChoices):
        ROUTED = "routed", _("it was routed to them")
        ESCALATED = "escalated", _("nobody had opened it in time")
        ENTRUSTED = "entrusted", _("a coordinator asked them")
        STEPPED_IN = "stepped_in", _("they stepped in")
        HANDED_OVER = "handed_over", _("it was handed over to them")

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="access")
    profile = models.ForeignKey(VolunteerProfile, on_delete=models.CASCADE, related_name="access")
    since = models.DateTimeField()
    why = models.CharField(max_length=20, choices=Why)

    class Meta:
        verbose_name = _("access to a request")
        verbose_name_plural = _("access to requests")
        constraints = [
            models.UniqueConstraint(fields=["request", "profile"], name="support_access_once")
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.profile_id}"


class Exclusion(models.Model):
    """Somebody who must not have anything to do with a request any more."""

    class Why(models.TextChoices):
        SHUT_OUT = "shut_out", _("the visitor shut them out")
        RECUSED = "recused", _("they may know the person")

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="exclusions")
    profile = models.ForeignKey(
        VolunteerProfile, on_delete=models.CASCADE, related_name="exclusions"
    )
    why = models.CharField(max_length=20, choices=Why)

    class Meta:
        verbose_name = _("exclusion")
        verbose_name_plural = _("exclusions")
        constraints = [
            models.UniqueConstraint(fields=["request", "profile"], name="support_exclusion_once")
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.profile_id}"


class RequestEvent(models.Model):
    """What happened to a request, in the open and without its content."""

    class Kind(models.TextChoices):
        ROUTED = "routed", _("routed")
        ACKNOWLEDGED = "acknowledged", _("opened")
        ANSWERED = "answered", _("answered")
        WROTE_AGAIN = "wrote_again", _("written to again by the visitor")
        ESCALATED = "escalated", _("passed on because nobody had opened it")
        ALARMED = "alarmed", _("alarm raised")
        STEPPED_IN = "stepped_in", _("stepped in")
        HANDED_OVER = "handed_over", _("handed over")
        ENTRUSTED = "entrusted", _("opened to somebody else")
        RECUSED = "recused", _("declined by a volunteer")
        SHUT_OUT = "shut_out", _("volunteer shut out by the visitor")
        CONTACT_CHANGED = "contact_changed", _("terms of contact changed by the visitor")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("opened again")
        REKEYED = "rekeyed", _("given a new key")
        WARNED = "warned", _("deletion announced")
        KEPT = "kept", _("kept for longer")
        RELEASED = "released", _("taken out of the review pile")

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        VolunteerProfile, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    target = models.ForeignKey(
        VolunteerProfile, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=40, blank=True)  # a code, never free text
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("event of a request")
        verbose_name_plural = _("events of requests")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.kind}"


class ReadMark(models.Model):
    """How many messages of a request a volunteer has seen; visitors have none."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="read_marks")
    profile = models.ForeignKey(VolunteerProfile, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        constraints = [
            models.UniqueConstraint(fields=["request", "profile"], name="support_read_mark_once")
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.profile_id}"
