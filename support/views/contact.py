"""How a visitor may be reached, changed behind their return code.

Every view here is exempt from Django's CSRF check for one reason: a reader has no cookie for it to
compare. `anonymous_forms.check` judges each post instead (tests/contracts/test_anonymous_forms.py).
"""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import anonymous_forms
from core.responses import form_page
from core.verdicts import status_of
from support.domain import contacting
from support.forms.returning import ContactForm
from support.views import opened
from vault import returns
from vault.crypto.errors import CryptoError
from vault.domain.records import OpenedRecord

logger = logging.getLogger("sanad.support")


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def contact(request: HttpRequest) -> HttpResponse:
    """Show the terms of contact that hold, and replace them."""
    record = opened.current(request)
    if request.method != "POST":
        if record is None:
            return HttpResponseRedirect(reverse("vault:return"))
        return _show(request, record, ContactForm(initial=_what_holds(record)))
    form = _posted(request)
    check = anonymous_forms.check(request)
    if record is None:
        return _change_after_idling(request, form, check)
    problem = opened.problem_of(request, record, check)
    if problem:
        form.add_error(None, problem)
    if not form.is_valid():
        return _show(request, record, form, status=status_of(check.verdict))
    return _change(request, record, form)


def _posted(request: HttpRequest) -> ContactForm:
    # The button for it needs no field to be emptied by hand.
    return ContactForm({} if "clear" in request.POST else request.POST)


def _change_after_idling(
    request: HttpRequest, form: ContactForm, check: anonymous_forms.Check
) -> HttpResponse:
    record, code_form = opened.open_again(request, form, check)
    if record is None:
        return opened.ask_for_the_code(request, form, code_form, check)
    response = _change(request, record, form) if form.is_valid() else _show(request, record, form)
    returns.start(response, record)
    return response


def _change(request: HttpRequest, record: OpenedRecord, form: ContactForm) -> HttpResponse:
    try:
        contacting.change_contact(record=record, terms=form.terms())
    except contacting.RequestGone:
        return opened.show_gone(request, form)
    return HttpResponseRedirect(f"{reverse('support:conversation')}#reach")


def _show(
    request: HttpRequest, record: OpenedRecord, form: ContactForm, *, status: int = 200
) -> HttpResponse:
    return opened.show(
        request, "support/contact.html", {"form": form}, record=record, status=status
    )


def _what_holds(record: OpenedRecord) -> dict[str, str]:
    try:
        return ContactForm.initial_of(contacting.read_contact(record=record))
    except CryptoError:
        logger.exception("terms of contact could not be opened by their visitor")
        return {}
