"""Terms of the form: topics, regions, languages, urgency, and who answers at once."""

import re

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy

from core.vocabulary import Region
from support.desk.viewsets.base import (
    LEFT_TO_RIGHT,
    FormIndexView,
    SettingsViewSet,
    TermForm,
    TermViewSet,
    pair,
    use,
)
from support.models import AnswerLanguage, CrisisContact, Topic, UrgencyLevel

# Language, script, region and variants: what RFC 5646 (BCP 47) calls a langtag, without extensions.
_LANGUAGE_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE | re.ASCII,
)


class TopicIndexView(FormIndexView):
    """The list of topics."""

    about = _(
        "Topics are the kinds of help that visitors choose from. Without one the form is closed."
    )


class TopicViewSet(TermViewSet):
    """Kinds of help."""

    model = Topic
    name = "topics"
    icon = "tag"
    index_view_class = TopicIndexView
    edit_handler = ObjectList(
        [
            MultiFieldPanel(pair("label"), _("Name")),
            MultiFieldPanel(pair("help"), _("Explanation on the form")),
            use(),
        ],
        base_form_class=TermForm,
    )


class RegionIndexView(FormIndexView):
    """The list of regions."""

    about = _(
        "Regions tell volunteers who is near. Keep them so large that they lead to nobody. Without "
        "any, the form does not ask."
    )


class RegionViewSet(TermViewSet):
    """Coarse regions."""

    model = Region
    name = "regions"
    icon = "globe"
    index_view_class = RegionIndexView
    edit_handler = ObjectList(
        [
            MultiFieldPanel(pair("label"), _("Name")),
            use(),
        ],
        base_form_class=TermForm,
    )


class LanguageForm(TermForm):
    """Takes the code of a language in its usual spelling, so that no language is there twice."""

    def clean_code(self) -> str:
        """Refuse what is no code of a language.

        Raises:
            ValidationError: at the code.
        """
        code = self.cleaned_data["code"]
        if self.fields["code"].disabled:
            return code
        found = _LANGUAGE_TAG.fullmatch(code)
        if found is None:
            raise forms.ValidationError(
                _("Write the code of the language as in BCP 47, such as ar, fr or ckb.")
            )
        parts = [
            found["language"].lower(),
            (found["script"] or "").title(),
            (found["region"] or "").upper(),
            found["variants"].strip("-").lower(),
        ]
        return "-".join(part for part in parts if part)


class LanguageIndexView(FormIndexView):
    """The list of languages."""

    about = _(
        "These are the languages in which somebody answers. Add one as soon as a volunteer speaks "
        "it, and choose it in their profile."
    )


class AnswerLanguageViewSet(TermViewSet):
    """Languages of answers."""

    model = AnswerLanguage
    name = "answer-languages"
    icon = "globe"
    index_view_class = LanguageIndexView
    edit_handler = ObjectList(
        [
            MultiFieldPanel(pair("label"), _("Name")),
            use(),
        ],
        base_form_class=LanguageForm,
    )


class FixedRowsPolicy(ModelPermissionPolicy):
    """Rows that may be changed, but neither added nor deleted, by anybody."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """Refuse to add and to delete."""
        return action not in {"add", "delete"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AbstractBaseUser, actions: list[str]) -> bool:
        """Ask for each action alone, so that what is refused grants nothing."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(
        self, user: AbstractBaseUser, action: str, instance: UrgencyLevel
    ) -> bool:
        """Refuse to delete."""
        return self.user_has_permission(user, action)


class UrgencyViewSet(SettingsViewSet):
    """The wording of the three levels of urgency, and the hours that each of them promises."""

    model = UrgencyLevel
    name = "urgencies"
    icon = "time"
    index_view_class = FormIndexView
    list_display = ["label_ar", "label_en", "hours"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(pair("label"), _("Wording on the form")),
            FieldPanel("hours"),
        ],
        base_form_class=TermForm,
    )

    @cached_property
    def permission_policy(self) -> FixedRowsPolicy:
        """Who may do what."""
        return FixedRowsPolicy(self.model)


class ContactIndexView(FormIndexView):
    """The list of contacts."""

    about = _(
        "These people answer when we cannot. They stand above the form, and wherever nothing else "
        "can be done. Visitors see those of their language and region first."
    )


class CrisisContactViewSet(TermViewSet):
    """Who answers at once, when we cannot."""

    model = CrisisContact
    name = "crisis-contacts"
    icon = "warning"
    index_view_class = ContactIndexView
    edit_handler = ObjectList(
        [
            MultiFieldPanel([*pair("label"), *pair("description")], _("Name")),
            MultiFieldPanel(
                [
                    FieldPanel("phone", widget=LEFT_TO_RIGHT),
                    FieldPanel("url", widget=forms.URLInput(attrs={"dir": "ltr"})),
                    *pair("hours"),
                ],
                _("Ways to reach them"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("regions", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("languages", widget=forms.CheckboxSelectMultiple),
                ],
                _("For whom they are"),
            ),
            use(),
        ],
        base_form_class=TermForm,
    )
