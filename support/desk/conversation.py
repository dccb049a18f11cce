"""One request at the desk: read, answered, closed and opened again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from support.desk import answers
from support.desk.drafts import keep_typed
from support.desk.forms import ReplyForm
from support.desk.once import id_of
from support.desk.reading import show, show_gone, show_locked, show_unopened
from support.desk.visits import (
    ICON,
    Visit,
    for_readers,
    for_volunteers,
    to_unlock,
    visit_or_404,
    with_key,
)
from support.domain import conversing
from support.models import VolunteerProfile
from vault import unlock
from vault.desk.forms import UnlockForm
from vault.desk.pages import desk_page
from vault.domain.keys import UnlockedKey
from vault.unlock import StaffRequest


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_volunteers
def request_page(
    request: StaffRequest, profile: VolunteerProfile, *, request_id: UUID
) -> HttpResponse:
    """Show one request to somebody who holds a grant for it, and take their answer.

    Without a grant the answer is that of a missing page, locked or not. Who was writing to it,
    which the form's own token shows, gets their words back.
    """
    form = ReplyForm(request.POST, request_id=request_id)
    was_writing = request.method == "POST" and form.known_id is not None
    try:
        visit = visit_or_404(request, profile, request_id)
        if was_writing and not visit.may_read:
            raise Http404
        return _page(visit, form)
    except Http404:
        if not was_writing:
            raise
        return show_gone(request, text=request.POST.get("body", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def close_page(visit: Visit) -> HttpResponse:
    """Ask whether to close a request, and close it."""
    if unlock.current(visit.http) is None:
        return to_unlock(visit.to("close"))
    if visit.http.method == "POST":
        try:
            conversing.close_request(request=visit.help_request, actor=visit.profile)
        except conversing.RequestGone as error:
            raise Http404 from error
        except conversing.WroteMeanwhile:
            messages.warning(visit.http, _("The person wrote again."))
            return HttpResponseRedirect(visit.address)
        messages.success(visit.http, _("The request is closed."))
        return HttpResponseRedirect(reverse("support_desk:inbox"))
    return desk_page(
        visit.http,
        "support/desk/close.html",
        title=_("Close this request?"),
        icon=ICON,
        crumbs=visit.crumbs,
        back=visit.address,
    )


@require_http_methods(["POST"])
@for_readers
def reopen(visit: Visit) -> HttpResponse:
    """Open a closed request again."""
    if unlock.current(visit.http) is None:
        return to_unlock(visit.address)
    try:
        conversing.reopen_request(request=visit.help_request, actor=visit.profile)
    except conversing.RequestGone as error:
        raise Http404 from error
    messages.success(visit.http, _("The request is open again."))
    return HttpResponseRedirect(visit.address)


def _page(visit: Visit, form: ReplyForm) -> HttpResponse:
    if visit.http.method == "POST" and visit.may_read:
        return _reply(visit, form)
    key = unlock.current(visit.http)
    if key is None or not visit.may_read:
        return show_unopened(visit)
    return show(visit, key)


def _reply(visit: Visit, form: ReplyForm) -> HttpResponse:
    post = visit.http.POST
    if "keep" in post:
        return keep_typed(visit, form)
    if "insert" in post:
        button, hidden = _("Unlock and go on writing"), {"insert": post["insert"]}
        act = _insert
    else:
        button, hidden = _("Unlock and send the answer"), {}
        act = _send

    def ask(unlock_form: UnlockForm) -> HttpResponse:
        return show_locked(
            visit,
            unlock_form,
            action=visit.address,
            fields=[form["message_token"], form["body"]],
            button=button,
            hidden=hidden,
        )

    return with_key(visit, act=lambda key: act(visit, key, form), ask=ask)


def _insert(visit: Visit, key: UnlockedKey, form: ReplyForm) -> HttpResponse:
    """Add a template to what was typed; nothing is sent, and nothing typed is lost."""
    typed = visit.http.POST.get("body", "")
    body = answers.with_template(
        typed, request=visit.help_request, chosen=visit.http.POST["insert"]
    )
    return show(visit, key, reply=form.with_body(body))


def _send(visit: Visit, key: UnlockedKey, form: ReplyForm) -> HttpResponse:
    if not form.is_valid():
        return show(visit, key, reply=form)
    in_arabic = visit.help_request.language_id == "ar"
    try:
        conversing.answer_request(
            request=visit.help_request,
            body=form.cleaned_data["body"],
            alias=visit.profile.alias_ar if in_arabic else visit.profile.alias_en,
            author=visit.profile,
            message_id=id_of(visit, key, form, body=form.cleaned_data["body"]),
        )
    except conversing.RequestGone as error:
        raise Http404 from error
    except conversing.RequestClosed:
        form.add_error(
            "body",
            _(
                "The request was closed while you were writing, so your answer was not sent. "
                "Copy it if you need it."
            ),
        )
        visit.help_request.refresh_from_db()
        return show(visit, key, reply=form)
    messages.success(
        visit.http, _("Your answer is sealed. The person reads it when they come back.")
    )
    return HttpResponseRedirect(visit.address)
