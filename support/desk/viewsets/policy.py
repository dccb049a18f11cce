"""The group's times: one page, without a list before it."""

import zoneinfo

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy

from support.desk.viewsets.base import SettingsIndexView, SettingsViewSet
from support.models import HelpPolicy
from support.models.policy import server_time_zone


class OneRowPolicy(ModelPermissionPolicy):
    """Nobody adds a second row, and nobody deletes the first."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """Refuse to add another row, and to delete."""
        if action == "delete" or (action == "add" and self.model.objects.exists()):
            return False
        return super().user_has_permission(user, action)

    def user_has_any_permission(self, user: AbstractBaseUser, actions: list[str]) -> bool:
        """Ask for each action alone, so that what is refused grants nothing."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(
        self, user: AbstractBaseUser, action: str, instance: HelpPolicy
    ) -> bool:
        """Refuse to delete."""
        return self.user_has_permission(user, action)


class PolicyForm(WagtailAdminModelForm):
    """Times, with the zones to choose from."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_(
            "In which the group's days begin: when a weekend is over, when daily mails go out, "
            "and who answers today."
        ),
        initial=server_time_zone,  # where there is no row yet, and not the first of the list
        choices=lambda: [(name, name) for name in sorted(zoneinfo.available_timezones())],
    )


class PolicyIndexView(SettingsIndexView):
    """Leads to the one row, or to where it is written down for the first time."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Check who asks, as for any list, and lead on."""
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code != 200:
            return response
        row = HelpPolicy.objects.order_by("pk").first()
        url = self.get_edit_url(row) if row else self.get_add_url()
        return HttpResponseRedirect(url) if url else response


class PolicyViewSet(SettingsViewSet):
    """Time zone, days off, and how long requests are kept."""

    model = HelpPolicy
    name = "times"
    icon = "calendar-alt"
    menu_label = _("Times of the help desk")
    index_view_class = PolicyIndexView
    list_display = ["time_zone", "weekend"]
    edit_handler = ObjectList(
        [
            FieldPanel("time_zone"),
            FieldPanel(
                "weekend",
                help_text=_("Then the clocks of requests that are not urgent stand still."),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("closed_days"),
                    FieldPanel("silent_days"),
                    FieldPanel("warning_days"),
                    FieldPanel("backup_days"),
                ],
                _("How long requests are kept"),
            ),
        ],
        base_form_class=PolicyForm,
    )

    @cached_property
    def permission_policy(self) -> OneRowPolicy:
        """Who may do what."""
        return OneRowPolicy(self.model)
