"""The conversation behind a return code: what was said, and a further message.

Every view here is exempt from Django's CSRF check for one reason: a reader has no cookie for it to
compare. `anonymous_forms.check` judges each post instead (tests/contracts/test_anonymous_forms.py).
"""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import anonymous_forms
from core.responses import form_page
from core.uploads import files_in_memory
from core.verdicts import status_of, token_to_show
from support.domain import contacting, conversing
from support.forms.pictures import PicturesForm
from support.forms.returning import MessageForm
from support.models import HelpPolicy, HelpRequest
from support.selectors import offer, visiting
from support.selectors.pictures import with_pictures
from support.selectors.visiting import Part
from support.views import opened
from support.views.pictures import address_of
from vault import returns
from vault.crypto.errors import CryptoError
from vault.domain.messages import id_for_form, read_messages
from vault.domain.records import OpenedRecord

logger = logging.getLogger("sanad.support")


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
@files_in_memory
@form_page
def conversation(request: HttpRequest) -> HttpResponse:
    """Show what was said behind the open code, and take a further message.

    Reading leaves nothing: staff never learn whether or when somebody looked.
    """
    record = opened.current(request)
    if request.method != "POST":
        if record is None:
            return HttpResponseRedirect(reverse("vault:return"))
        return _show(request, record, MessageForm(), PicturesForm())
    form, pictures = MessageForm(request.POST), PicturesForm.posted(request)
    check = anonymous_forms.check(request)
    if record is None:
        return _write_after_idling(request, form, pictures, check)
    problem = opened.problem_of(request, record, check)
    if problem:
        form.add_error(None, problem)
    if not form.is_valid() or not pictures.is_valid():
        pictures.ask_again()
        return _show(request, record, form, pictures, status=status_of(check.verdict))
    return _write(request, record, form, pictures, check)


def _write_after_idling(
    request: HttpRequest, form: MessageForm, pictures: PicturesForm, check: anonymous_forms.Check
) -> HttpResponse:
    # Somebody wrote for longer than a code stays open: the code, typed again, sends the words.
    record, code_form = opened.open_again(request, form, check)
    if record is None:
        pictures.ask_again()
        return opened.ask_for_the_code(request, form, code_form, check, pictures=pictures)
    if form.is_valid() and pictures.is_valid():
        response = _write(request, record, form, pictures, check)
    else:
        pictures.ask_again()
        response = _show(request, record, form, pictures)
    returns.start(response, record)
    return response


def _write(
    request: HttpRequest,
    record: OpenedRecord,
    form: MessageForm,
    pictures: PicturesForm,
    check: anonymous_forms.Check,
) -> HttpResponse:
    body = form.cleaned_data["body"]
    try:
        conversing.write_again(
            envelope=record.envelope,
            body=body,
            pictures=pictures.chosen,
            message_id=id_for_form(
                nonce=check.nonce, envelope=record.envelope, body=pictures.said_with(body)
            ),
        )
    except conversing.RequestGone:
        return opened.show_gone(request, form)
    except conversing.TooMuch:
        form.add_error(
            None,
            _(
                "This is more than one conversation takes, so it was not sent. Copy what you "
                "wrote; tomorrow there is room again. Pictures beyond thirty are not taken."
            ),
        )
        return _show(request, record, form, pictures, status=429)
    except Exception:
        # Whatever broke, a full disk too, the words must not be lost with it.
        logger.exception("a further message could not be taken in")
        form.add_error(
            None, _("Something broke on our side. Please send it again: it cannot arrive twice.")
        )
        pictures.ask_again()
        return _show(
            request, record, form, pictures, token=token_to_show(request, check), status=503
        )
    return HttpResponseRedirect(reverse("support:conversation"))


def _show(
    request: HttpRequest,
    record: OpenedRecord,
    form: MessageForm,
    pictures: PicturesForm,
    *,
    token: str | None = None,
    status: int = 200,
) -> HttpResponse:
    help_request = visiting.request_of(envelope_id=record.envelope.pk)
    if help_request is None:
        return opened.show_gone(request, form)
    policy = offer.policy()
    context = {
        "help_request": help_request,
        "form": form,
        "pictures": pictures,
        **({"form_token": token} if token else {}),
        **_what_was_said(record),
        **_where_it_stands(help_request, policy),
    }
    return opened.show(
        request,
        "support/conversation.html",
        context,
        record=record,
        policy=policy,
        status=status,
    )


def _what_was_said(record: OpenedRecord) -> dict[str, Any]:
    said: dict[str, Any] = {"messages": [], "contact": None}
    try:
        said["messages"] = with_pictures(read_messages(record=record), address=address_of)
        said["contact"] = contacting.read_contact(record=record)
    except CryptoError:
        logger.exception("a conversation could not be opened whole by its visitor")
    return said


def _where_it_stands(help_request: HelpRequest, policy: HelpPolicy) -> dict[str, Any]:
    holders = visiting.holders(help_request)
    level = visiting.level_of(help_request)
    next_step = visiting.next_step(
        help_request,
        level=level,
        has_backup=any(holder.part is Part.STANDS_BY for holder in holders),
        policy=policy,
        now=timezone.now(),
    )
    return {
        "holders": holders,
        "level": level,
        "next_step": next_step,
        "history": visiting.history(help_request),
    }
