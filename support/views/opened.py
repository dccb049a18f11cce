"""What every page behind an open return code shares: whose form a post is, and what it shows."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from core import anonymous_forms
from core.anonymous_forms import Check, Verdict
from core.fields import FreeTextField
from core.verdicts import said_of, status_of, token_to_show
from support.domain import submitting
from support.models import HelpPolicy
from support.rules.clock import calendar
from support.selectors import offer
from vault import returns
from vault.domain.records import OpenedRecord
from vault.forms import ReturnCodeForm

WHICH_FIELD = "conversation"  # the form's field that says which conversation it belongs to


def current(request: HttpRequest) -> OpenedRecord | None:
    """Return the request's record that is open in this browser, or nothing."""
    return returns.current(request, kind=submitting.KIND)


def which(record: OpenedRecord) -> str:
    """Return a word for the record that is open, for its forms; nothing can be read from it.

    One browser has one open code. A page that was left in another tab must not write to, or
    delete, the record whose code was opened after it.
    """
    return salted_hmac("support.conversation", record.envelope.pk.hex).hexdigest()


def problem_of(request: HttpRequest, record: OpenedRecord, check: Check) -> str | None:
    """Return why a post must not act on the record that is open, or nothing."""
    if check.verdict is not Verdict.GENUINE:
        return said_of(check.verdict)
    if not constant_time_compare(request.POST.get(WHICH_FIELD, ""), which(record)):
        return _(
            "Another code was opened in this browser in the meantime. This page now shows what "
            "belongs to that code. Look whether it is the right one before you go on."
        )
    return None


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    record: OpenedRecord | None = None,
    policy: HelpPolicy | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page behind a code, with times as the group's clocks show them."""
    policy = policy or offer.policy()
    zone = calendar(time_zone=policy.time_zone, weekend=policy.weekend).zone
    forms_need = {"form_token": anonymous_forms.issue_token(), "policy": policy}
    if record is not None:
        forms_need["which"] = which(record)
    with timezone.override(zone):
        return render(request, template, {**forms_need, **context}, status=status)


def show_gone(request: HttpRequest, form: forms.Form | None = None) -> HttpResponse:
    """Say that it was deleted, with the words that could not be kept, and close the code."""
    fields = form or []
    texts = [field for field in fields if isinstance(field.field, FreeTextField) and field.value()]
    response = render(request, "support/gone.html", {"texts": texts}, status=410)
    returns.end(request, response)
    return response


def open_again(
    request: HttpRequest, form: forms.Form, check: Check
) -> tuple[OpenedRecord | None, ReturnCodeForm]:
    """Open the record of the code that stands in a form which was open for longer than the code.

    Returns:
        The record, or nothing while the code is missing or wrong; and the form that asks for it.
    """
    code_form = ReturnCodeForm(request.POST if "code" in request.POST else None)
    record = None
    if check.verdict is not Verdict.GENUINE:
        form.add_error(None, said_of(check.verdict))
    elif code_form.is_bound and code_form.is_valid():
        record = code_form.open_record()
    if record is not None and record.envelope.kind != submitting.KIND:
        record = None
    return record, code_form


def ask_for_the_code(
    request: HttpRequest,
    form: forms.Form,
    code_form: ReturnCodeForm,
    check: Check,
    *,
    pictures: forms.Form | None = None,
) -> HttpResponse:
    """Show what was typed, and ask for the code that sends it."""
    context = {
        "form": form,
        "code_form": code_form,
        "pictures": pictures,
        "form_token": token_to_show(request, check),
    }
    return render(request, "support/idle.html", context, status=status_of(check.verdict))
