"""Volunteers: what routing and notices know of them."""

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import DeleteView, IndexView

from support.desk.viewsets.base import BilingualForm, SettingsViewSet, pair
from support.domain.duty import take_off_duty
from support.models import VolunteerProfile
from support.selectors.holding import are_last_coordinators, requests_short_without


def _weekdays() -> list[tuple[int, str]]:
    """Return the ISO weekdays by name, in the order in which the reader's week goes."""
    first = get_format("FIRST_DAY_OF_WEEK")  # of Django: 0 is Sunday
    numbers = [(first + number) % 7 or 7 for number in range(7)]
    return [(number, WEEKDAYS[number - 1]) for number in numbers]


class VolunteerForm(BilingualForm):
    """A profile stays with its account: requests that wait for it are sealed to that account."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days on which they answer"),
        help_text=_(
            "None means: every day. Urgent requests come to those who answer on the same day."
        ),
        choices=_weekdays,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["user"].disabled = True

    def clean_weekdays(self) -> list[int]:
        """Keep the days in their order; all seven are every day."""
        days = sorted(set(self.cleaned_data["weekdays"]))
        return [] if len(days) == len(WEEKDAYS) else days

    def clean(self) -> dict:
        """Ask for what routing needs, or no request would ever come to them."""
        cleaned = super().clean()
        if "languages" in cleaned and not cleaned["languages"]:
            self.add_error("languages", _("Choose at least one language that they answer in."))
        if "topics" in cleaned and not cleaned["topics"] and not cleaned["is_duty_coordinator"]:
            self.add_error(
                "topics", _("Choose at least one topic, or make them a duty coordinator.")
            )
        if "is_duty_coordinator" in cleaned and not cleaned["is_duty_coordinator"]:
            self._keep_last_coordinator()
        return cleaned

    def save(self, commit: bool = True) -> VolunteerProfile:
        """Take back, from who is taken off duty, what they could open for that alone."""
        profile = super().save(commit=commit)
        if commit and self.initial.get("is_duty_coordinator") and not profile.is_duty_coordinator:
            take_off_duty(profile=profile)
        return profile

    def _keep_last_coordinator(self) -> None:
        # Without a coordinator's key the form closes, and nobody could give anything on.
        if self.instance.pk and are_last_coordinators([self.instance]):
            self.add_error(
                "is_duty_coordinator",
                _("Nobody else is on duty with a key. Put another coordinator on duty first."),
            )


class VolunteerDeleteView(DeleteView):
    """Refuses to delete somebody without whom too few could open a request."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Delete, or say what to do first."""
        people = [self.object]
        if requests_short_without(people).exists() or are_last_coordinators(people):
            messages.error(
                self.request,
                _(
                    "Requests for help depend on this person's key. First let others open them, "
                    "under “Keys of volunteers”."
                ),
            )
            return HttpResponseRedirect(reverse("support_desk:leaving", args=[self.object.pk]))
        return super().form_valid(form)


class VolunteerIndexView(IndexView):
    """The list of volunteers, with their accounts in the same query."""

    def get_base_queryset(self) -> QuerySet[VolunteerProfile]:
        """Return all volunteers."""
        return super().get_base_queryset().select_related("user")


class VolunteerViewSet(SettingsViewSet):
    """What routing knows of each volunteer."""

    model = VolunteerProfile
    name = "volunteers"
    index_view_class = VolunteerIndexView
    delete_view_class = VolunteerDeleteView
    icon = "group"
    list_display = [
        "alias_ar",
        "alias_en",
        Column("user", label=_("Account")),
        BooleanColumn("is_available", label=_("Takes new requests"), sort_key="is_available"),
        BooleanColumn("is_duty_coordinator", label=_("Duty coordinator")),
    ]
    search_fields = ["alias_ar", "alias_en", "user__username"]
    edit_handler = ObjectList(
        [
            FieldPanel("user", heading=_("Account")),
            MultiFieldPanel(pair("alias"), _("Name shown to visitors")),
            MultiFieldPanel(
                [
                    FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("regions", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("languages", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("capacity"),
                    FieldPanel("is_available"),
                ],
                _("Which requests come to them"),
            ),
            FieldPanel("weekdays"),
            InlinePanel(
                "absences",
                [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])],
                heading=_("Times away"),
                label=_("Time away"),
                help_text=_("No new request comes to them then. Open ones stay with them."),
            ),
            FieldPanel("is_duty_coordinator"),
            MultiFieldPanel(
                [FieldPanel("notice_language"), FieldPanel("notice_hour")], _("Daily mail")
            ),
        ],
        base_form_class=VolunteerForm,
    )
