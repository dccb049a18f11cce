"""The page on which a reader suggests a service.

The view here is exempt from Django's CSRF check for one reason: a reader has no cookie for it to
compare. `anonymous_forms.check` judges each post instead (tests/contracts/test_anonymous_forms.py).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import anonymous_forms, honeypot, weighing
from core.anonymous_forms import Check, Verdict
from core.responses import form_page
from core.verdicts import said_of, status_of
from resources.domain import suggesting
from resources.domain.deciding import KEPT_AFTER
from resources.forms.suggesting import SuggestionForm


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def suggest_service(request: HttpRequest) -> HttpResponse:
    """Show the form, show it again in another language with what was typed, or take it in."""
    takes_contact = suggesting.is_contact_offered()
    if request.method != "POST":
        return _show(request, SuggestionForm(takes_contact=takes_contact))
    check = anonymous_forms.check(request)
    form = SuggestionForm(request.POST, takes_contact=takes_contact)
    if check.verdict is not Verdict.GENUINE:
        form.add_error(None, said_of(check.verdict))
        return _show(request, form, status=status_of(check.verdict))
    token = request.POST[anonymous_forms.TOKEN_FIELD]
    if request.POST.get("step") == "language":
        fresh = SuggestionForm(initial=request.POST.dict(), takes_contact=takes_contact)
        return _show(request, fresh, token=token)
    if not takes_contact and request.POST.get("contact", "").strip():
        # Nobody is left to seal it to: said, rather than dropped without a word.
        form.add_error(None, _not_sealed())
    if not form.is_valid():
        return _show(request, form, token=token)
    return _take_in(request, form, check, token=token)


def _take_in(
    request: HttpRequest, form: SuggestionForm, check: Check, *, token: str
) -> HttpResponse:
    said = {"contact": "", **form.cleaned_data}
    kind = said["kind"]
    content = {**said, "kind": kind.code if kind else ""}
    is_held = weighing.is_held(request, check=check, content=content, form="suggestion")
    try:
        suggesting.suggest_service(
            **said,
            language=get_language() or "ar",
            nonce=check.nonce,
            today=timezone.localdate(),
            is_held=is_held,
        )
    except suggesting.NobodyToSealTo:
        again = SuggestionForm(request.POST, takes_contact=False)
        again.add_error(None, _not_sealed())
        return _show(request, again, token=token)
    context = {"left_contact": bool(said["contact"]), "days": KEPT_AFTER.days}
    return render(request, "resources/directory/suggested.html", context)


def _show(
    request: HttpRequest, form: SuggestionForm, *, token: str | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "form_token": token or anonymous_forms.issue_token(),
        "takes_contact": "contact" in form.fields,
        "trap": request.POST.get(honeypot.FIELD, ""),
        "days": KEPT_AFTER.days,
    }
    return render(request, "resources/directory/suggest.html", context, status=status)


def _not_sealed() -> str:
    return _(
        "Just now nobody could open a contact, so it was not kept and nothing was sent. Send the "
        "rest without it, if you like."
    )
