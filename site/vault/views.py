"""The page that takes a return code, whatever it belongs to."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import anonymous_forms
from core.responses import form_page
from vault import returns
from vault.forms import ReturnCodeForm


# csrf_exempt: a reader has no cookie for Django to compare; `anonymous_forms.check` judges the
# post instead (tests/contracts/test_anonymous_forms.py).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def return_page(request: HttpRequest) -> HttpResponse:
    """Show the form; open the record of a right code and lead to its page.

    A wrong, malformed or deleted code gets one answer after one and the same derivation, so
    that nobody learns which codes exist. Where too many are tried at once, each gets the page
    back as it was, to send it again in a minute.
    """
    form = ReturnCodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        verdict = anonymous_forms.check(request).verdict
        if verdict is anonymous_forms.Verdict.FOREIGN:
            form.add_error(None, _("This did not come from our page. Please send it from here."))
            status = 403
        elif verdict is anonymous_forms.Verdict.EXPIRED:
            form.add_error(None, _("This page was open for too long. Please send it again."))
        elif form.is_valid() and (record := form.open_record()) is not None:
            response = HttpResponseRedirect(returns.page_of(record))
            returns.start(response, record)
            return response
        if form.is_crowded:
            status = 503
    context = {"form": form, "form_token": anonymous_forms.issue_token()}
    return render(request, "vault/return.html", context, status=status)


@csrf_exempt  # as above
@require_http_methods(["POST"])
@form_page
def close_return(request: HttpRequest) -> HttpResponse:
    """Close an open code: nothing of the visit stays in the browser."""
    response = HttpResponseRedirect(reverse("vault:return"))
    if anonymous_forms.check(request).verdict is not anonymous_forms.Verdict.FOREIGN:
        returns.end(request, response)
    return response
