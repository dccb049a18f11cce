"""Takes a request away from a volunteer who may know the person, before or after they read it."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from support.desk.visits import ICON, Visit, card_of, for_holders
from support.domain import recusing
from support.domain.locking import RequestGone
from vault.desk.pages import desk_page


@require_http_methods(["GET", "HEAD", "POST"])
@for_holders
def recuse_page(visit: Visit) -> HttpResponse:
    """Say what follows, and let go of the request. Needs no passphrase: nothing is opened."""
    is_last = False
    if visit.http.method == "POST":
        try:
            recusing.recuse(request=visit.help_request, profile=visit.profile)
        except RequestGone as error:
            raise Http404 from error
        except recusing.LastHolder:
            is_last = True
        else:
            messages.success(
                visit.http, _("Thank you. The request is with somebody else, and closed to you.")
            )
            return HttpResponseRedirect(reverse("support_desk:inbox"))
    return desk_page(
        visit.http,
        "support/desk/recuse.html",
        title=_("Do you know this person?"),
        icon=ICON,
        crumbs=visit.crumbs,
        card=card_of(visit.help_request, visit.profile),
        is_last=is_last,
        back=visit.address,
    )
