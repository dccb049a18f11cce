"""Shutting one person out of what was said behind a return code.

Every view here is exempt from Django's CSRF check for one reason: a reader has no cookie for it to
compare. `anonymous_forms.check` judges each post instead (tests/contracts/test_anonymous_forms.py).
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import anonymous_forms
from core.responses import form_page
from core.verdicts import status_of
from support.domain import shutting_out
from support.forms.returning import ShutOutForm
from support.models import Exclusion, HelpRequest, VolunteerProfile
from support.selectors import visiting
from support.selectors.contacts import crisis_contacts
from support.selectors.visiting import Holder, Part
from support.views import opened
from vault.domain.records import OpenedRecord


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def shut_out(request: HttpRequest) -> HttpResponse:
    """Say what happens, ask whom, and shut them out."""
    record = opened.current(request)
    if record is None:
        return HttpResponseRedirect(reverse("vault:return"))
    help_request = visiting.request_of(envelope_id=record.envelope.pk)
    if help_request is None:
        return opened.show_gone(request)
    holders = _people(help_request)
    if request.method != "POST":
        return _show(request, record, help_request, holders, _form(record, holders))
    form = _form(record, holders, request.POST)
    check = anonymous_forms.check(request)
    problem = opened.problem_of(request, record, check)
    if problem:
        form.add_error(None, problem)
    elif _was_shut_out_before(record, help_request, request.POST.get("person", "")):
        return _show_done(request, record, help_request)  # the same form, sent once more
    if not form.is_valid():
        status = status_of(check.verdict)
        return _show(request, record, help_request, holders, form, status=status)
    chosen = form.cleaned_data["person"]
    people = {_word_for(record, holder.profile): holder.profile for holder in holders}
    try:
        shutting_out.shut_out(envelope=record.envelope, profile=people[chosen])
    except shutting_out.RequestGone:
        return opened.show_gone(request)
    except (shutting_out.LastHolder, shutting_out.NoHolder):
        # Somebody else lost access at this very moment: shown again, it says how things are.
        holders = _people(help_request)
        form = _form(record, holders)
        return _show(request, record, help_request, holders, form, status=409)
    return _show_done(request, record, help_request)


def _people(help_request: HelpRequest) -> list[Holder]:
    """Return who can be shut out: all who hold a key, and who had to do with it before."""
    return [*visiting.holders(help_request), *visiting.former_readers(help_request)]


def _is_last(holders: list[Holder]) -> bool:
    return sum(holder.part is not Part.HAD for holder in holders) < 2


def _form(record: OpenedRecord, holders: list[Holder], data=None) -> ShutOutForm:
    offered = [one for one in holders if one.part is Part.HAD or not _is_last(holders)]
    people = {_word_for(record, holder.profile): _called(holder) for holder in offered}
    return ShutOutForm(data, people=people)


def _called(holder: Holder) -> str:
    words = {
        Part.ANSWERS: _("%(name)s, who answers you"),
        Part.STANDS_BY: _("%(name)s, who stands by"),
        Part.COORDINATES: _("%(name)s, who coordinates"),
        Part.HELPS: _("%(name)s, who helps out"),
        Part.HAD: _("%(name)s, who has no key to it now"),
    }
    return words[holder.part] % {"name": holder.profile.alias}


def _word_for(record: OpenedRecord, profile: VolunteerProfile) -> str:
    """Return a word for one person that is good behind one code only, and tells no key of a row."""
    return salted_hmac("support.shut_out", f"{record.envelope.pk.hex}|{profile.pk}").hexdigest()


def _was_shut_out_before(record: OpenedRecord, help_request: HelpRequest, word: str) -> bool:
    shut = help_request.exclusions.filter(why=Exclusion.Why.SHUT_OUT).select_related("profile")
    return any(_word_for(record, exclusion.profile) == word for exclusion in shut)


def _show(
    request: HttpRequest,
    record: OpenedRecord,
    help_request: HelpRequest,
    holders: list[Holder],
    form: ShutOutForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "holders": [holder for holder in holders if holder.part is not Part.HAD],
        "is_last": len(form.fields["person"].choices) == 0,
        "contacts": _contacts(help_request),
    }
    return opened.show(request, "support/shut_out.html", context, record=record, status=status)


def _show_done(
    request: HttpRequest, record: OpenedRecord, help_request: HelpRequest
) -> HttpResponse:
    help_request.refresh_from_db()
    context = {
        "holders": visiting.holders(help_request),
        "contacts": _contacts(help_request),
    }
    return opened.show(request, "support/shut_out_done.html", context, record=record)


def _contacts(help_request: HelpRequest):
    region = help_request.region.code if help_request.region else None
    return crisis_contacts(region=region, language=help_request.language_id)
