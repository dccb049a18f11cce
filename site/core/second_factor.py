"""Lets staff in with their second factor: a remedy for two packages that fell out of step."""

from django import forms
from django_otp import devices_for_user
from wagtail_2fa import forms as wagtail_2fa_forms
from wagtail_2fa import views as wagtail_2fa_views


class TokenForm(wagtail_2fa_forms.TokenForm):
    """Takes the digits of any of the person's own devices.

    django-otp 1.7.5 wants the form to name a device; wagtail-2fa 1.8.0 has no field for it, so that
    no digits at all were taken.
    """

    def _verify_token(self, user, token, device=None):
        error = None
        missed = []
        # Locked: `clean_otp` opened a transaction, and digits are good once.
        for candidate in devices_for_user(user, for_verify=True):
            try:
                matching = super()._verify_token(user, token, candidate)
            except forms.ValidationError as reason:
                error = reason
                missed.append(candidate)
            else:
                for other in missed:
                    other.throttle_reset()  # it was not guessed at, only not the one that was used
                return matching
        if error is None:
            return super()._verify_token(user, token)
        raise error


def take_digits_of_any_device() -> None:
    """Put the form above in place of wagtail-2fa's, which has no setting for it."""
    wagtail_2fa_views.LoginView.form_class = TokenForm
