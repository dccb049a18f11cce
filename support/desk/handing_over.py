"""Passes a request from whoever answers it to somebody else."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from support.desk.forms import HandOverForm
from support.desk.reading import open_or_404
from support.desk.visits import ICON, Visit, card_of, for_readers, to_unlock, with_key
from support.domain import handing_over, sharing
from support.domain.locking import RecordChanged, RequestGone
from vault import unlock
from vault.desk.forms import UnlockForm
from vault.desk.pages import desk_page
from vault.domain.keys import UnlockedKey


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def hand_over_page(visit: Visit) -> HttpResponse:
    """Ask to whom and why, and hand the request over."""
    if visit.http.method != "POST":
        if unlock.current(visit.http) is None:
            return to_unlock(visit.to("hand_over"))
        return _page(visit, HandOverForm(request=visit.help_request, profile=visit.profile))
    form = HandOverForm(visit.http.POST, request=visit.help_request, profile=visit.profile)
    return with_key(
        visit,
        act=lambda key: _hand_over(visit, key, form),
        ask=lambda unlock_form: _page(visit, form, unlock_form),
    )


def _hand_over(visit: Visit, key: UnlockedKey, form: HandOverForm) -> HttpResponse:
    if not form.is_valid():
        return _page(visit, form)
    try:
        handing_over.hand_over(
            request=visit.help_request,
            record=open_or_404(visit, key),
            actor=visit.profile,
            target=form.profile,
            reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"],
            keeps_former=form.cleaned_data.get("keeps_former", False),
        )
    except RequestGone as error:
        raise Http404 from error
    except (sharing.NoLivingKey, sharing.Excluded):
        form.add_error("volunteer", form.fields["volunteer"].error_messages["invalid_choice"])
    except handing_over.TooFewHolders:
        form.add_error(
            "keeps_former" if "keeps_former" in form.fields else None,
            _(
                "Fewer than two people could open it then. Keep whoever answers it now as "
                "stand-by, or ask a coordinator to let one more person open it first."
            ),
        )
    except RecordChanged:
        form.add_error(None, _("The request got a new key meanwhile. Please try again."))
    else:
        messages.success(
            visit.http, _("%(name)s answers this request now.") % {"name": form.profile.alias}
        )
        return HttpResponseRedirect(reverse("support_desk:inbox"))
    return _page(visit, form)


def _page(visit: Visit, form: HandOverForm, unlock_form: UnlockForm | None = None) -> HttpResponse:
    return desk_page(
        visit.http,
        "support/desk/hand_over.html",
        title=_("Hand this request over"),
        icon=ICON,
        crumbs=visit.crumbs,
        card=card_of(visit.help_request, visit.profile),
        form=form,
        unlock_form=unlock_form,
        former=visit.help_request.assigned_to,
        is_own=visit.help_request.assigned_to == visit.profile,
        here=visit.to("hand_over"),
        back=visit.address,
    )
