"""What a visitor meets: the request form, the conversation behind a code, and deleting it all.

Every view here is exempt from Django's CSRF check for one reason: a reader has no cookie for it to
compare. `anonymous_forms.check` judges each post instead (tests/contracts/test_anonymous_forms.py).
"""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import anonymous_forms
from core.anonymous_forms import Verdict
from core.responses import form_page
from support import selectors
from support.domain import conversing, submitting
from support.forms import MessageForm, RequestForm
from support.models import HelpRequest
from vault import returns
from vault.crypto.errors import CryptoError
from vault.domain import records
from vault.forms import ReturnCodeForm

logger = logging.getLogger("sanad.support")

WHICH_FIELD = "conversation"  # the form's field that says which conversation it belongs to


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, then what was typed, then the return code.

    The pressed button says what comes next: `review`, `edit` or `send`; anything else is `review`.
    """
    if request.method != "POST":
        return _show_form(request, RequestForm())
    form = RequestForm(request.POST)
    check = anonymous_forms.check(request)
    step = request.POST.get("step")
    if check.verdict is not Verdict.GENUINE:
        return _refuse(request, form, check.verdict)
    token = request.POST[anonymous_forms.TOKEN_FIELD]
    if step == "edit":
        return _show_form(request, RequestForm(initial=request.POST.dict()), token=token)
    if not form.is_valid():
        return _show_form(request, form, token=token)
    if step == "send":
        return _send(request, form, nonce=check.nonce, token=token)
    if not selectors.is_form_open():
        return _show_closed(request, form)
    return render(request, "support/review.html", {"form": form, "form_token": token})


def _send(request: HttpRequest, form: RequestForm, *, nonce: bytes, token: str) -> HttpResponse:
    try:
        submission = submitting.submit_request(nonce=nonce, **form.submission())
    except submitting.FormClosed:
        return _show_closed(request, form)
    except submitting.RequestDeleted:
        form.add_error(
            None,
            _(
                "What this form had sent was deleted, so it was not sent again. If you do want "
                "that, send it from here: you get a new code."
            ),
        )
        return _show_form(request, form, status=410)
    except Exception:
        # Whatever broke, the words must not be lost with it. The token stays the same, so that
        # sending again is safe even if only the answer was lost.
        logger.exception("a request could not be taken in")
        form.add_error(
            None,
            _("Something broke on our side. Please send it again: it cannot arrive twice."),
        )
        return _show_form(request, form, token=token, status=503)
    context = {"submission": submission, "contacts": selectors.crisis_contacts(), "form": form}
    return render(request, "support/sent.html", context)


def _refuse(request: HttpRequest, form: RequestForm, verdict: Verdict) -> HttpResponse:
    form.add_error(None, _said_of(verdict))
    return _show_form(request, form, status=_status_of(verdict))


def _show_form(
    request: HttpRequest, form: RequestForm, *, token: str | None = None, status: int = 200
) -> HttpResponse:
    if not selectors.is_form_open():
        return _show_closed(request, form)
    context = {
        "form": form,
        "form_token": token or anonymous_forms.issue_token(),
        "contacts": selectors.crisis_contacts(),
    }
    return render(request, "support/request.html", context, status=status)


def _show_closed(request: HttpRequest, form: RequestForm) -> HttpResponse:
    context = {"texts": form.typed_texts(), "contacts": selectors.crisis_contacts()}
    return render(request, "support/closed.html", context)


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def conversation(request: HttpRequest) -> HttpResponse:
    """Show what was said behind the open code, and take a further message."""
    record = returns.current(request, kind=submitting.KIND)
    if request.method != "POST":
        if record is None:
            return HttpResponseRedirect(reverse("vault:return"))
        return _show_conversation(request, record, MessageForm())
    form = MessageForm(request.POST)
    check = anonymous_forms.check(request)
    if record is None:
        return _write_after_idling(request, form, check)
    if check.verdict is not Verdict.GENUINE:
        form.add_error(None, _said_of(check.verdict))
    elif not _is_about(request, record):
        form.add_error(None, _said_of_another())
    if not form.is_valid():
        return _show_conversation(request, record, form, status=_status_of(check.verdict))
    return _write(request, record, form, check)


def _write_after_idling(
    request: HttpRequest, form: MessageForm, check: anonymous_forms.Check
) -> HttpResponse:
    # Somebody wrote for longer than a code stays open: the code, typed again, sends the words.
    code_form = ReturnCodeForm(request.POST if "code" in request.POST else None)
    record = None
    if check.verdict is not Verdict.GENUINE:
        form.add_error(None, _said_of(check.verdict))
    elif code_form.is_bound and code_form.is_valid():
        record = code_form.open_record()
    if record is None or record.envelope.kind != submitting.KIND:
        context = {
            "form": form,
            "code_form": code_form,
            "form_token": _token_to_show(request, check),
        }
        return render(request, "support/idle.html", context, status=_status_of(check.verdict))
    if form.is_valid():
        response = _write(request, record, form, check)
    else:
        response = _show_conversation(request, record, form)
    returns.start(response, record)
    return response


def _write(
    request: HttpRequest,
    record: records.OpenedRecord,
    form: MessageForm,
    check: anonymous_forms.Check,
) -> HttpResponse:
    body = form.cleaned_data["body"]
    message_id = records.id_for_form(nonce=check.nonce, envelope=record.envelope, body=body)
    try:
        conversing.write_again(envelope=record.envelope, body=body, message_id=message_id)
    except conversing.RequestGone:
        return _show_gone(request, form)
    return HttpResponseRedirect(reverse("support:conversation"))


def _show_conversation(
    request: HttpRequest, record: records.OpenedRecord, form: MessageForm, *, status: int = 200
) -> HttpResponse:
    help_request = (
        HelpRequest.objects.select_related("topic", "region")
        .filter(envelope=record.envelope)
        .first()
    )
    if help_request is None:
        return _show_gone(request, form)
    try:
        messages = records.read_messages(record=record)
    except CryptoError:
        logger.exception("a conversation could not be opened by its visitor")
        messages = []
    context = {
        "help_request": help_request,
        "messages": messages,
        "first": messages[0] if messages else None,
        "form": form,
        "form_token": anonymous_forms.issue_token(),
        "which": _which(record),
    }
    return render(request, "support/conversation.html", context, status=status)


def _show_gone(request: HttpRequest, form: MessageForm) -> HttpResponse:
    response = render(request, "support/gone.html", {"form": form}, status=410)
    returns.end(request, response)
    return response


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def delete(request: HttpRequest) -> HttpResponse:
    """Ask once, then delete everything behind the open code."""
    record = returns.current(request, kind=submitting.KIND)
    if record is None:
        return HttpResponseRedirect(reverse("vault:return"))
    problem, status = None, 200
    if request.method == "POST":
        verdict = anonymous_forms.check(request).verdict
        if verdict is not Verdict.GENUINE:
            problem, status = _said_of(verdict), _status_of(verdict)
        elif not _is_about(request, record):
            problem = _said_of_another()
        else:
            conversing.delete_request(envelope=record.envelope)
            response = render(request, "support/deleted.html")
            returns.end(request, response)
            return response
    context = {
        "problem": problem,
        "count": record.envelope.messages.count(),
        "form_token": anonymous_forms.issue_token(),
        "which": _which(record),
    }
    return render(request, "support/delete.html", context, status=status)


def _which(record: records.OpenedRecord) -> str:
    """Return a word for the record that is open, for its forms; nothing can be read from it.

    One browser has one open code. A page that was left in another tab must not write to, or
    delete, the record whose code was opened after it.
    """
    return salted_hmac("support.conversation", record.envelope.pk.hex).hexdigest()


def _is_about(request: HttpRequest, record: records.OpenedRecord) -> bool:
    return constant_time_compare(request.POST.get(WHICH_FIELD, ""), _which(record))


def _said_of_another() -> str:
    return _(
        "Another code was opened in this browser in the meantime. This page now shows what belongs "
        "to that code. Look whether it is the right one before you go on."
    )


def _said_of(verdict: Verdict) -> str:
    if verdict is Verdict.FOREIGN:
        return _(
            "Your browser told us that this did not come from our page, so nothing was sent. "
            "Look through it, then send it from here."
        )
    return _("This page was open for a long time. Nothing is lost: look through it and go on.")


def _status_of(verdict: Verdict) -> int:
    return 403 if verdict is Verdict.FOREIGN else 200


def _token_to_show(request: HttpRequest, check: anonymous_forms.Check) -> str:
    if check.verdict is Verdict.GENUINE:
        return request.POST[anonymous_forms.TOKEN_FIELD]
    return anonymous_forms.issue_token()
