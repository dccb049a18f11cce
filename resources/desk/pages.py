"""What the keepers' own pages share: who may open them, and the way back."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from vault.unlock import StaffRequest

View = Callable[..., HttpResponse]


def needs(*rights: str) -> Callable[[View], View]:
    """Let those in who hold one of these rights of `resources`; send others home.

    Args:
        rights: such as `change_service`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not any(request.user.has_perm(f"resources.{right}") for right in rights):
                messages.error(request, _("Sorry, you do not have permission to access this area."))
                return HttpResponseRedirect(reverse("wagtailadmin_home"))
            return view(request, *args, **kwargs)

        return wrapped

    return decorate


def is_key(said: str) -> bool:
    """Tell whether what a browser sent can be a row's key; a longer number no database takes."""
    return said.isascii() and said.isdecimal() and len(said) < 18


def crumb(name: str, label: str) -> tuple[tuple[str, str], ...]:
    """Return the way back to one of the directory's pages, for `desk_page`."""
    return ((reverse(f"directory:{name}"), label),)
