"""Signs staff in, and keeps accounts whose passphrase is published out of production."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest


def is_demo_account(user) -> bool:
    """Tell whether `user` was made by the demo, so that anybody knows its passphrase."""
    return user.email.lower().endswith(f"@{settings.DEMO_ACCOUNT_DOMAIN}")


class StaffBackend(ModelBackend):
    """Django's sign-in, closed to demo accounts outside the demo, running sessions included."""

    def user_can_authenticate(self, user) -> bool:
        """Refuse demo accounts unless `DEMO` is set; called at sign-in and for each session."""
        if is_demo_account(user) and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)


def no_client_address(request: HttpRequest) -> str:
    """Stand in for the address that the lock-out would otherwise read; none is ever kept."""
    return "0.0.0.0"  # noqa: S104 - a placeholder, nothing binds to it
