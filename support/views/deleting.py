"""Deleting everything behind a return code.

Every view here is exempt from Django's CSRF check for one reason: a reader has no cookie for it to
compare. `anonymous_forms.check` judges each post instead (tests/contracts/test_anonymous_forms.py).
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import anonymous_forms
from core.responses import form_page
from core.verdicts import status_of
from support.domain import deleting
from support.views import opened
from vault import returns
from vault.domain.messages import Direction


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def delete(request: HttpRequest) -> HttpResponse:
    """Ask once, then delete everything behind the open code."""
    record = opened.current(request)
    if record is None:
        return HttpResponseRedirect(reverse("vault:return"))
    problem, status = None, 200
    if request.method == "POST":
        check = anonymous_forms.check(request)
        problem, status = opened.problem_of(request, record, check), status_of(check.verdict)
        if problem is None:
            deleting.delete_request(envelope=record.envelope)
            response = render(request, "support/deleted.html")
            returns.end(request, response)
            return response
    # Of what staff noted among themselves not even the number is told.
    written = record.envelope.messages.exclude(direction=Direction.NOTE).count()
    context = {"problem": problem, "count": written}
    return opened.show(request, "support/delete.html", context, record=record, status=status)
