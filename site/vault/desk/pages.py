"""What every page of a desk shares: Wagtail's furniture, and a safe way back."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request

from vault.unlock import StaffRequest


def desk_page(
    request: StaffRequest,
    template: str,
    *,
    title: str,
    icon: str,
    crumbs: tuple[tuple[str, str], ...] = (),
    **context: object,
) -> HttpResponse:
    """Render a page in Wagtail's furniture.

    Args:
        request: by staff.
        template: extends `vault/desk/base.html`.
        title: of the page.
        icon: one of Wagtail's.
        crumbs: address and label of each page between the admin's home and this one.
        context: for the template.
    """
    way = ((reverse("wagtailadmin_home"), _("Home")), *crumbs, ("", title))
    furniture = {
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in way],
    }
    return render(request, template, {**furniture, "next": next_url(request), **context})


def next_url(request: StaffRequest) -> str:
    """Return where to go next, if it was said and lies on this site; else nothing."""
    return get_valid_next_url_from_request(request)


def with_next(address: str, target: str) -> str:
    """Return `address` with `target` as the place to go on to; without one, the address alone."""
    return f"{address}?{urlencode({'next': target})}" if target else address
