"""Several requests at once: handed over to one person, or decided on in the review pile.

What goes on lies in the page that shows it, signed, and nowhere else: a break loses nothing, since
each request is done by itself, and what was done already is not done again.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from support.desk.bulk_forms import HandOverForm
from support.desk.bulk_wording import REFUSAL
from support.desk.filters import Filters
from support.desk.visits import ICON, for_volunteers, inbox_crumb, title_of
from support.desk.wording import HAND_OVER
from support.domain.handing_over_many import HandOver, Refusal, hand_over_many
from support.models import HelpRequest, VolunteerProfile
from support.selectors.desk import possible_followers, requests_open_to
from vault import unlock
from vault.desk.forms import UnlockForm
from vault.desk.pages import desk_page
from vault.domain.keys import UnlockedKey
from vault.selectors import living_key_of
from vault.unlock import StaffRequest

AT_ONCE = 10  # requests to one response
MOST = 500  # that can be chosen together
_SALT = "support.desk.bulk"


@dataclass(frozen=True)
class Course:
    """How far a hand-over has come.

    Attributes:
        left: ids of what is still to be done.
        done: ids of what was handed over.
        refused: ids of what was not, with the reason.
        choice: what the form said, once it was confirmed.
        query: the filters of the inbox it began in.
    """

    left: list[str]
    done: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    choice: dict[str, Any] = field(default_factory=dict)
    query: str = ""

    @property
    def number(self) -> int:
        """How many requests were chosen in all."""
        return len(self.left) + self.finished

    @property
    def finished(self) -> int:
        """How many need nothing more."""
        return len(self.done) + len(self.refused)


def chosen_ids(request: StaffRequest) -> list[UUID]:
    """Return which requests a form names, each once; what is no id is left out."""
    found: dict[UUID, None] = {}
    for value in request.POST.getlist("request")[:MOST]:
        try:
            found[UUID(value)] = None
        except ValueError:
            continue
    return list(found)


def back_to_inbox(query: str) -> HttpResponseRedirect:
    """Lead back to the inbox with the filters that somebody came from."""
    known = Filters.read(dict(parse_qsl(query)))
    return HttpResponseRedirect(f"{reverse('support_desk:inbox')}?{known.query}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_volunteers
def several(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """Take the requests that were ticked, and ask who shall answer them."""
    query = request.POST.get("query", "")
    may = requests_open_to(request.user)
    if not profile.is_duty_coordinator:
        may = may.filter(access__profile=profile)
    ids = may.filter(pk__in=chosen_ids(request)).values_list("pk", flat=True)
    course = Course(left=sorted(str(pk) for pk in ids), query=query)
    if not course.left:
        if request.method == "POST":
            messages.warning(request, _("Tick at least one request."))
        return back_to_inbox(query)
    return _ask(request, course, HandOverForm(actor=profile))


@sensitive_post_parameters("passphrase")
@require_http_methods(["GET", "HEAD", "POST"])
@for_volunteers
def hand_over_page(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """Ask, confirm, and hand over some at a time until all are done."""
    course = _read(request)
    if course is None:
        return back_to_inbox("")
    if not course.choice:
        form = HandOverForm(request.POST, actor=profile)
        if not form.is_valid():
            return _ask(request, course, form)
        return _confirm(request, replace(course, choice=form.choice))
    if "again" in request.POST:
        return _ask(
            request, replace(course, choice={}), HandOverForm(initial=course.choice, actor=profile)
        )
    if not course.left:
        return _result(request, course)
    return _with_key(request, profile, course)


def _with_key(request: StaffRequest, profile: VolunteerProfile, course: Course) -> HttpResponse:
    key = unlock.current(request)
    if key is not None:
        return _go_on(request, profile, course, key)
    if living_key_of(request.user) is None:
        return HttpResponseRedirect(reverse("vault_desk:key"))
    # The desk is locked, or locked itself midway: what is left waits in the page.
    form = UnlockForm(request.POST if "passphrase" in request.POST else None, user=request.user)
    if not form.is_valid() or form.key is None:
        return _page(request, "bulk_locked", _("Unlock to hand over"), course, form=form)
    response = _go_on(request, profile, course, form.key)
    unlock.start(request, response, form.key)
    return response


def _go_on(
    request: StaffRequest, profile: VolunteerProfile, course: Course, key: UnlockedKey
) -> HttpResponse:
    target = possible_followers().filter(pk=course.choice["volunteer"]).first()
    if target is None:
        refused = [(pk, str(Refusal.NO_KEY)) for pk in course.left]
        return _result(request, replace(course, left=[], refused=course.refused + refused))
    decision = HandOver(
        actor=profile,
        target=target,
        reason=course.choice["reason"],
        keeps_former=course.choice["keeps_former"],
    )
    now, later = course.left[:AT_ONCE], course.left[AT_ONCE:]
    outcomes = hand_over_many(request_ids=[UUID(pk) for pk in now], decision=decision, key=key)
    course = replace(
        course,
        left=later,
        done=course.done + [str(one.request_id) for one in outcomes if one.refusal is None],
        refused=course.refused
        + [(str(one.request_id), str(one.refusal)) for one in outcomes if one.refusal],
    )
    if course.left:
        return _page(request, "bulk_under_way", _("Handing over"), course, target=target)
    return _result(request, course)


def _ask(request: StaffRequest, course: Course, form: HandOverForm) -> HttpResponse:
    return _page(
        request, "bulk_ask", _heading(course.number), course, form=form, rows=_rows(request, course)
    )


def _confirm(request: StaffRequest, course: Course) -> HttpResponse:
    target = possible_followers().get(pk=course.choice["volunteer"])
    return _page(
        request,
        "bulk_confirm",
        _heading(course.number),
        course,
        target=target,
        reason=HAND_OVER[course.choice["reason"]],
        keeps_former=course.choice["keeps_former"],
        is_too_much=target.open_load + course.number > target.capacity,
        rows=_rows(request, course),
    )


def _result(request: StaffRequest, course: Course) -> HttpResponse:
    rows = {str(row.pk): row for row in _rows(request, course)}
    reasons = [
        {"why": REFUSAL[why], "title": title_of(rows[pk]) if pk in rows else ""}
        for pk, why in course.refused
    ]
    return _page(request, "bulk_result", _("Handed over"), course, refused=reasons)


def _heading(number: int) -> str:
    words = ngettext("Hand over %(number)d request", "Hand over %(number)d requests", number)
    return words % {"number": number}


def _rows(request: StaffRequest, course: Course) -> Sequence[HelpRequest]:
    ids = [*course.left, *course.done, *(pk for pk, _why in course.refused)]
    rows = requests_open_to(request.user).filter(pk__in=ids).select_related("topic")
    return list(rows.order_by("received_at", "pk"))


def _page(
    request: StaffRequest, name: str, title: str, course: Course, **context: object
) -> HttpResponse:
    return desk_page(
        request,
        f"support/desk/{name}.html",
        title=title,
        icon=ICON,
        crumbs=(inbox_crumb(),),
        course=course,
        sealed_course=signing.dumps(asdict(course), salt=_salt(request), compress=True),
        back=back_to_inbox(course.query).url,
        **context,
    )


def _read(request: StaffRequest) -> Course | None:
    try:
        return Course(**signing.loads(request.POST.get("course", ""), salt=_salt(request)))
    except signing.BadSignature:
        return None


def _salt(request: StaffRequest) -> str:
    # Good for this person alone.
    return f"{_SALT}|{request.user.pk}"
