"""Lets a coordinator open a request to somebody else: after a lost key, or to look together."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from support.desk.forms import ShareForm
from support.desk.reading import open_or_404, show
from support.desk.visits import Visit, for_readers, to_unlock
from support.domain import sharing
from support.domain.locking import RecordChanged, RequestGone
from vault import unlock
from vault.domain.keys import UnlockedKey


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def share_page(visit: Visit) -> HttpResponse:
    """Let somebody else open a request. There is no such page for who coordinates nothing."""
    if not visit.profile.is_duty_coordinator:
        raise Http404
    key = unlock.current(visit.http)
    if key is None:
        return to_unlock(visit.address)
    if visit.http.method != "POST":
        return HttpResponseRedirect(visit.address)  # the form stands there
    form = ShareForm(visit.http.POST, request=visit.help_request)
    if not form.is_valid():
        return show(visit, key, share=form)
    return _share(visit, key, form)


def _share(visit: Visit, key: UnlockedKey, form: ShareForm) -> HttpResponse:
    try:
        sharing.share_request(
            request=visit.help_request,
            record=open_or_404(visit, key),
            actor=visit.profile,
            profile=form.profile,
        )
    except RequestGone as error:
        raise Http404 from error
    except (sharing.NoLivingKey, sharing.Excluded):
        # Since the form was shown; the fresh one does not offer them.
        messages.error(
            visit.http, _("This person cannot open it any more, so nothing was changed.")
        )
    except RecordChanged:
        messages.error(visit.http, _("The request got a new key meanwhile. Please try again."))
    else:
        messages.success(
            visit.http, _("%(name)s can open this request now.") % {"name": form.profile.alias}
        )
    return HttpResponseRedirect(visit.address)
