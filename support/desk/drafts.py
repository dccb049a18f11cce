"""Keeps an answer that is not sent yet: by a button, or by the page itself while somebody types."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from support.desk.forms import BODY_LENGTH, ReplyForm
from support.desk.reading import kept_in_words
from support.desk.visits import Visit, for_holders
from support.domain import drafting
from support.domain.locking import RequestClosed, RequestGone
from vault import unlock

_TOO_LONG, _CONFLICT = 413, 409


@sensitive_post_parameters()
@require_http_methods(["POST"])
@for_holders
def draft(visit: Visit) -> HttpResponse:
    """Keep what is being typed, and tell the page when it was kept."""
    if not visit.may_read:
        raise Http404
    unlock.current(visit.http)  # typing is use of the desk, which stays unlocked meanwhile
    form = ReplyForm(visit.http.POST, request_id=visit.help_request.pk)
    body = form.fields["body"].to_python(visit.http.POST.get("body"))
    if len(body) > BODY_LENGTH:
        return _said(_("Not kept: it is too long."), status=_TOO_LONG)
    try:
        kept_at = drafting.keep_draft(
            request=visit.help_request,
            author=visit.profile,
            body=body,
            message_id=form.known_id,
        )
    except RequestGone as error:
        raise Http404 from error
    except RequestClosed:
        return _said(_("Not kept: the request was closed."), status=_CONFLICT)
    return _said(kept_in_words(kept_at))


def keep_typed(visit: Visit, form: ReplyForm) -> HttpResponse:
    """Keep an answer by its button; without a key, since sealing needs none."""
    body = form.fields["body"].to_python(visit.http.POST.get("body"))
    try:
        kept_at = drafting.keep_draft(
            request=visit.help_request,
            author=visit.profile,
            body=body[:BODY_LENGTH],
            message_id=form.known_id,
        )
    except RequestGone as error:
        raise Http404 from error
    except RequestClosed:
        messages.error(visit.http, _("The request was closed meanwhile, so no draft is kept."))
    else:
        if kept_at is not None:
            messages.success(
                visit.http, _("Your draft is kept, sealed. Nobody but you is shown it.")
            )
    return HttpResponseRedirect(visit.address)


def _said(words: str, *, status: int = 200) -> JsonResponse:
    return JsonResponse({"said": words}, status=status)
