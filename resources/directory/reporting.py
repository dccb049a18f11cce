"""The page on which a reader says that something about an entry is wrong.

The view here is exempt from Django's CSRF check for one reason: a reader has no cookie for it to
compare. `anonymous_forms.check` judges each post instead (tests/contracts/test_anonymous_forms.py).
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import anonymous_forms, weighing
from core.anonymous_forms import Verdict
from core.responses import form_page
from core.verdicts import said_of, status_of
from resources import tasks
from resources.domain import reporting
from resources.forms.reporting import ReportForm
from resources.models import Service, ServiceReport
from resources.selectors import directory
from resources.selectors.directory_words import Words


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def service_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form; take the report in, and say what happens now.

    Raises:
        Http404: there is no such service that readers may open.
    """
    row = directory.published().filter(slug=slug).prefetch_related("texts").first()
    if row is None:
        raise Http404
    if request.method != "POST":
        return _show(request, row, ReportForm())
    form = ReportForm(request.POST)
    check = anonymous_forms.check(request)
    if check.verdict is not Verdict.GENUINE:
        form.add_error(None, said_of(check.verdict))
        return _show(request, row, form, status=status_of(check.verdict))
    if not form.is_valid():
        return _show(request, row, form, token=request.POST[anonymous_forms.TOKEN_FIELD])
    reason = form.cleaned_data["reason"]
    said = {"entry": slug, "reason": reason}
    is_held = weighing.is_held(request, check=check, content=said, form="report")
    is_pressing = reporting.report_service(
        service=row,
        reason=reason,
        nonce=check.nonce,
        today=timezone.localdate(),
        is_held=is_held,
    )
    if is_pressing:
        tasks.tell_keepers()
    # The same for all, whether it was held, came twice, or flagged the entry.
    context = {
        "name": _name(row),
        "slug": row.slug,
        "is_about_safety": reason in {ServiceReport.Reason.UNSAFE, ServiceReport.Reason.HOSTILE},
    }
    return render(request, "resources/directory/reported.html", context)


def _show(
    request: HttpRequest,
    row: Service,
    form: ReportForm,
    *,
    token: str | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "form_token": token or anonymous_forms.issue_token(),
        "name": _name(row),
        "slug": row.slug,
    }
    return render(request, "resources/directory/report.html", context, status=status)


def _name(row: Service) -> object:
    return Words(row.texts.all()).say("name")
