"""The admin's forms for accounts, which ask nobody for the name in their papers."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet


class _AliasMixin:
    """Makes names optional: whoever volunteers here may be in danger under theirs."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (
            ("first_name", _("Name (an alias will do)")),
            ("last_name", _("Second name (may stay empty)")),
        ):
            self.fields[name].required = False
            self.fields[name].label = label


class AccountCreationForm(_AliasMixin, UserCreationForm):
    """Makes an account."""


class AccountEditForm(_AliasMixin, UserEditForm):
    """Changes an account."""


class OwnNameForm(_AliasMixin, NameEmailForm):
    """Changes one's own name and address."""


def ask_nobody_for_their_own_name() -> None:
    """Let people without a name save their own settings; Wagtail has no setting for that form."""
    NameEmailSettingsPanel.form_class = OwnNameForm


class AccountViewSet(UserViewSet):
    """Accounts, with the forms above."""

    def get_form_class(
        self, for_update: bool = False
    ) -> type[AccountCreationForm | AccountEditForm]:
        """Return the form that makes an account, or the one that changes it."""
        return AccountEditForm if for_update else AccountCreationForm
