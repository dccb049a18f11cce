"""The form of a service: texts in both languages, phones, hours, online community, one sitting."""

from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)

from core.text import clean_text
from resources.desk.directory_base import DIRECTIONS
from resources.desk.directory_texts import TextsForm, capfirst_lazy, prose_panel, text_fields
from resources.domain.checking import record_check
from resources.models import OnlineCommunity, Service, ServiceAddress, ServiceText

PROSE = (
    "name",
    "description",
    "eligibility",
    "application",
    "fees",
    "hours",
    "area",
    "status_note",
    "safety",
    "accessibility",
    "confidentiality",
)
COMMUNITY = ("moderators", "seen_by_others", "without_own_name")
_COMMUNITY_FIELDS = tuple(f"{name}_{language}" for name in COMMUNITY for language in ("ar", "en"))
_LEFT_TO_RIGHT = {"dir": "ltr"}


def _community_fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "community_platform": forms.ChoiceField(
            label=capfirst_lazy(_("platform")),
            required=False,
            choices=[("", _("It is no online community")), *OnlineCommunity.Platform.choices],
        )
    }
    for name in _COMMUNITY_FIELDS:
        source = OnlineCommunity._meta.get_field(name)
        fields[f"community_{name}"] = forms.CharField(
            label=capfirst_lazy(source.verbose_name),
            max_length=source.max_length,
            required=False,
            widget=forms.TextInput(attrs=DIRECTIONS[name[-2:]]),
        )
    return fields


_Fields = type(TextsForm)(
    "_Fields", (TextsForm,), {**text_fields(ServiceText, PROSE), **_community_fields()}
)


class ServiceForm(_Fields):
    """A service, without its address: who may see that is asked elsewhere."""

    text_model = ServiceText
    prose = PROSE
    slug_fallback = "service"

    checked = forms.ChoiceField(
        label=_("Checked just now"),
        required=False,
        choices=[("", _("No, only edited")), *Service.Method.choices],
        help_text=_("If you asked today whether it is still true, say how."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "time_zone" in self.fields:
            # A list to type into: over 500 zones are too many for a phone.
            self.fields["time_zone"].widget.attrs["dir"] = "ltr"
        community = self._community()
        if community is not None:
            self.initial["community_platform"] = community.platform
            for name in _COMMUNITY_FIELDS:
                self.initial[f"community_{name}"] = getattr(community, name)

    def clean_time_zone(self) -> str:
        """Take a zone however its letters were written."""
        typed = clean_text(self.cleaned_data["time_zone"]).replace(" ", "_")
        by_small = {zone.lower(): zone for zone in available_timezones()}
        return by_small.get(typed.lower(), typed)

    def clean(self) -> dict:
        """Hold what belongs together."""
        cleaned = super().clean()
        said = any(cleaned.get(f"community_{name}") for name in _COMMUNITY_FIELDS)
        if said and not cleaned.get("community_platform"):
            self.add_error("community_platform", _("Choose the platform."))
        self._keep_address_private(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> Service:
        """Save the service, its online community, and the check, if there was one."""
        service = super().save(commit=commit)
        if commit:
            self._save_community(service)
            method = self.cleaned_data.get("checked")
            if method:
                record_check(
                    service=service.pk,
                    method=method,
                    user=self.for_user,
                    today=timezone.localdate(),
                    found_changes=bool(set(self.changed_data) - {"checked", "version"}),
                    closed=service.status == Service.Status.CLOSED,
                    next_check=(
                        self.cleaned_data["next_check"]
                        if "next_check" in self.changed_data
                        else None
                    ),
                )
        return service

    def _keep_address_private(self, cleaned: dict) -> None:
        """Let nobody publish an address whom we would not let see it."""
        if cleaned.get("place_tier") != Service.PlaceTier.PUBLIC or not self.instance.pk:
            return
        if self.initial.get("place_tier") == Service.PlaceTier.PUBLIC:
            return
        may = self.for_user and self.for_user.has_perm("resources.change_serviceaddress")
        if not may and ServiceAddress.objects.filter(service=self.instance).exists():
            self.add_error(
                "place_tier",
                _(
                    "An address is kept with this service, and this would publish it. Ask "
                    "somebody who may see addresses."
                ),
            )

    def _community(self) -> OnlineCommunity | None:
        if not self.instance.pk:
            return None
        return OnlineCommunity.objects.filter(service=self.instance).first()

    def _save_community(self, service: Service) -> None:
        platform = self.cleaned_data.get("community_platform")
        if not platform:
            OnlineCommunity.objects.filter(service=service).delete()
            return
        texts = {name: self.cleaned_data[f"community_{name}"] for name in _COMMUNITY_FIELDS}
        OnlineCommunity.objects.update_or_create(
            service=service, defaults={"platform": platform, **texts}
        )


def _ticks(name: str) -> FieldPanel:
    return FieldPanel(name, widget=forms.CheckboxSelectMultiple)


SERVICE_PANELS = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("name_ar"),
                FieldPanel("name_en"),
                FieldPanel("description_ar"),
                FieldPanel("description_en"),
                _ticks("kinds"),
            ],
            _("What it is"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldPanel("status_note_ar"),
                FieldPanel("status_note_en"),
                FieldPanel("is_published"),
                FieldPanel("checked"),
                FieldPanel("next_check"),
            ],
            _("Is it still true?"),
        ),
        MultiFieldPanel(
            [
                InlinePanel(
                    "phones",
                    [
                        FieldPanel("number", widget=forms.TextInput(attrs=_LEFT_TO_RIGHT)),
                        FieldRowPanel([FieldPanel("takes_calls"), FieldPanel("takes_text")]),
                        FieldPanel("voicemail"),
                    ],
                    heading=_("Telephones"),
                    label=_("Telephone"),
                ),
                FieldPanel("url", widget=forms.URLInput(attrs=_LEFT_TO_RIGHT)),
                FieldPanel("email", widget=forms.EmailInput(attrs=_LEFT_TO_RIGHT)),
            ],
            _("How to reach it"),
        ),
        MultiFieldPanel(
            [
                InlinePanel(
                    "schedules",
                    [
                        FieldPanel("weekday"),
                        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    ],
                    heading=_("Days and hours"),
                    label=_("Hours of a day"),
                ),
                FieldPanel("time_zone"),
                FieldPanel("hours_ar"),
                FieldPanel("hours_en"),
            ],
            _("Hours"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(
                    _(
                        "The address itself is written on a page of its own, for those who may "
                        "see it."
                    )
                ),
                FieldPanel("place_tier"),
                FieldPanel("is_remote"),
                FieldPanel("area_ar"),
                FieldPanel("area_en"),
                _ticks("regions"),
            ],
            _("Place"),
        ),
        MultiFieldPanel(
            [
                _ticks("audiences"),
                FieldRowPanel([FieldPanel("minimum_age"), FieldPanel("maximum_age")]),
                FieldPanel("papers"),
                FieldPanel("eligibility_ar"),
                FieldPanel("eligibility_en"),
                FieldPanel("application_ar"),
                FieldPanel("application_en"),
                _ticks("languages"),
                FieldPanel("cost"),
                FieldPanel("fees_ar"),
                FieldPanel("fees_en"),
            ],
            _("For whom, and how to get it"),
        ),
        prose_panel(_("Safety and access"), "safety", "confidentiality", "accessibility"),
        MultiFieldPanel(
            [
                FieldPanel("community_platform"),
                *(FieldPanel(f"community_{name}") for name in _COMMUNITY_FIELDS),
            ],
            _("Online community"),
        ),
        MultiFieldPanel([FieldPanel("slug")], _("Address of its page")),
    ],
    base_form_class=ServiceForm,
)
