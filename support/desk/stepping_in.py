"""Lets a holder read a request that another one answers, once they have said why."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from support.desk.forms import StepInForm
from support.desk.reading import show_unopened
from support.desk.visits import Visit, for_holders
from support.domain import stepping_in
from support.domain.locking import RequestGone


@require_http_methods(["POST"])
@for_holders
def step_in(visit: Visit) -> HttpResponse:
    """Take the reason, and lead to the request."""
    if visit.may_read:
        return HttpResponseRedirect(visit.address)
    form = StepInForm(visit.http.POST)
    if not form.is_valid():
        return show_unopened(visit, step_in=form)
    try:
        stepping_in.step_in(
            request=visit.help_request,
            profile=visit.profile,
            reason=form.cleaned_data["reason"],
        )
    except RequestGone as error:
        raise Http404 from error
    return HttpResponseRedirect(visit.address)
