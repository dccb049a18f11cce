"""Somebody leaves: in peace, when all is in other hands, or at once; and new keys afterwards."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from support.desk.coordinating import (
    after_of,
    course_of,
    for_coordinators,
    keys_crumb,
    named,
    volunteer_or_404,
)
from support.desk.visits import inbox_crumb, to_unlock
from support.domain import departing, regranting, rekeying
from support.domain.batches import AT_ONCE, Batch
from support.domain.handing_over_many import HandOver, hand_over_many
from support.models import HelpRequest, VolunteerProfile
from support.rules.reasons import HandOver as Reason
from support.selectors import holding
from support.selectors.desk import possible_followers
from vault import unlock
from vault.desk.pages import desk_page
from vault.domain.keys import UnlockedKey
from vault.selectors import living_key_of
from vault.unlock import StaffRequest

ICON = "user"


class FollowerForm(forms.Form):
    """Who answers from now on what somebody answered who leaves."""

    follower = forms.ModelChoiceField(
        label=gettext_lazy("Who answers from now on"),
        queryset=VolunteerProfile.objects.none(),
        empty_label=gettext_lazy("Choose somebody"),
        error_messages={
            "required": gettext_lazy("Choose somebody."),
            "invalid_choice": gettext_lazy("This person has no key any more."),
        },
    )

    def __init__(self, *args, leaving: VolunteerProfile, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["follower"].queryset = possible_followers().exclude(pk=leaving.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def leaving_page(
    request: StaffRequest, profile: VolunteerProfile, *, profile_id: int
) -> HttpResponse:
    """Show what is in somebody's hands, put it into others', and let them go."""
    target = volunteer_or_404(profile_id)
    if target.left_at is not None:
        return HttpResponseRedirect(reverse("support_desk:keys"))
    act = _ACTS.get(request.POST.get("act", ""))
    if request.method == "POST" and act is not None:
        return act(request, profile, target)
    return _leaving(request, profile, target)


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def force_page(
    request: StaffRequest, profile: VolunteerProfile, *, profile_id: int
) -> HttpResponse:
    """Say what it means to take somebody's key away at once, and do it."""
    target = volunteer_or_404(profile_id)
    if target.left_at is not None:
        return HttpResponseRedirect(reverse("support_desk:rekeying", args=[profile_id]))
    if target == profile:
        raise Http404  # who is trusted to press this is trusted to leave in peace
    if request.method == "POST" and request.POST.get("act") == "force":
        departing.leave_at_once(profile=target, ends_account=_may_end_accounts(request))
        messages.success(
            request, _("Their key opens nothing any more. Now give new keys to what they held.")
        )
        return HttpResponseRedirect(reverse("support_desk:rekeying", args=[profile_id]))
    return desk_page(
        request,
        "support/desk/force.html",
        title=_("Take the key of %(name)s away now") % {"name": target.alias},
        icon="warning",
        crumbs=(inbox_crumb(), keys_crumb()),
        target=target,
        short=named(holding.requests_short_without([target]), profile),
        may_end_accounts=_may_end_accounts(request),
        back=reverse("support_desk:leaving", args=[profile_id]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def rekeying_page(
    request: StaffRequest, profile: VolunteerProfile, *, profile_id: int
) -> HttpResponse:
    """Give new keys to what somebody held who left; any coordinator may go on with it."""
    target = volunteer_or_404(profile_id)
    if target.left_at is None:
        raise Http404
    course = None
    if request.method == "POST":
        key = unlock.current(request)
        if key is None:
            return to_unlock(reverse("support_desk:rekeying", args=[profile_id]))
        departing.release_requests(profile=target)  # what a break may have left with them
        batch = rekeying.rekey_after_leaving(
            profile=target, actor=profile, key=key, after=after_of(request)
        )
        course = course_of(request, batch)
    return desk_page(
        request,
        "support/desk/rekeying.html",
        title=_("New keys after %(name)s left") % {"name": target.alias},
        icon="key",
        crumbs=(inbox_crumb(), keys_crumb()),
        target=target,
        todo=named(holding.requests_to_rekey(target), profile),
        account_is_active=target.user.is_active,
        course=course,
        back=reverse("support_desk:keys"),
    )


@require_http_methods(["POST"])
@for_coordinators
def come_back(request: StaffRequest, profile: VolunteerProfile, *, profile_id: int) -> HttpResponse:
    """Take somebody back who had left."""
    target = volunteer_or_404(profile_id)
    try:
        departing.come_back(profile=target)
    except departing.StillToRekey:
        messages.error(request, _("First give new keys to everything that they held."))
        return HttpResponseRedirect(reverse("support_desk:rekeying", args=[profile_id]))
    messages.success(
        request,
        _("%(name)s is back, with a pause. They make a new key when they sign in.")
        % {"name": target.alias},
    )
    return HttpResponseRedirect(reverse("support_desk:keys"))


def _leave(
    request: StaffRequest, profile: VolunteerProfile, target: VolunteerProfile
) -> HttpResponse:
    ends_account = "ends_account" in request.POST and _may_end_accounts(request)
    try:
        departing.leave(profile=target, ends_account=ends_account)
    except departing.StillAnswers:
        messages.error(request, _("They still answer requests. Hand these over first."))
    except departing.LastHolder:
        messages.error(
            request,
            _("Too few could open some requests without them. Let others open these first."),
        )
    except departing.LastCoordinator:
        messages.error(
            request, _("Nobody else is on duty with a key. Put another coordinator on duty first.")
        )
    else:
        messages.success(request, _("%(name)s has left.") % {"name": target.alias})
        if not ends_account and target.user.is_active:
            messages.warning(
                request,
                _("Their account still signs in. If they leave the whole site, make it inactive."),
            )
        if target == profile:
            return HttpResponseRedirect(reverse("wagtailadmin_login"))
        return HttpResponseRedirect(reverse("support_desk:keys"))
    return HttpResponseRedirect(_address(target))


def _hand_over(
    request: StaffRequest, profile: VolunteerProfile, target: VolunteerProfile
) -> HttpResponse:
    key = unlock.current(request)
    if key is None:
        return to_unlock(_address(target))
    form = FollowerForm(request.POST, leaving=target)
    if not form.is_valid():
        return _leaving(request, profile, target, form=form)
    batch = _hand_over_some(request, profile, target, form.cleaned_data["follower"], key)
    return _leaving(request, profile, target, form=form, course=course_of(request, batch))


def _hand_over_some(
    request: StaffRequest,
    profile: VolunteerProfile,
    target: VolunteerProfile,
    follower: VolunteerProfile,
    key: UnlockedKey,
) -> Batch:
    after = after_of(request)
    rows = holding.mendable_by(profile, _answered_by(target)).order_by("pk")
    ids = list((rows.filter(pk__gt=after) if after else rows).values_list("pk", flat=True))
    now, is_last = ids[:AT_ONCE], len(ids) <= AT_ONCE
    decision = HandOver(actor=profile, target=follower, reason=Reason.OTHER, keeps_former=False)
    outcomes = hand_over_many(request_ids=now, decision=decision, key=key)
    failed = sum(outcome.refusal is not None for outcome in outcomes)
    return Batch(
        done=len(now) - failed, failed=failed, after=None if is_last or not now else now[-1]
    )


def _add_holders(
    request: StaffRequest, profile: VolunteerProfile, target: VolunteerProfile
) -> HttpResponse:
    key = unlock.current(request)
    if key is None:
        return to_unlock(_address(target))
    batch = regranting.add_holders(actor=profile, key=key, leaving=target, after=after_of(request))
    return _leaving(request, profile, target, added=course_of(request, batch))


_ACTS = {"leave": _leave, "hand_over": _hand_over, "add_holders": _add_holders}


def _leaving(
    request: StaffRequest,
    profile: VolunteerProfile,
    target: VolunteerProfile,
    *,
    form: FollowerForm | None = None,
    course: dict | None = None,
    added: dict | None = None,
) -> HttpResponse:
    answers = named(_answered_by(target), profile)
    short = named(holding.requests_short_without([target]), profile)
    is_last_coordinator = holding.are_last_coordinators([target])
    is_open = HelpRequest.objects.exclude(status=HelpRequest.Status.CLOSED)
    return desk_page(
        request,
        "support/desk/leaving.html",
        title=_("%(name)s leaves") % {"name": target.alias},
        icon=ICON,
        crumbs=(inbox_crumb(), keys_crumb()),
        target=target,
        is_self=target == profile,
        has_key=living_key_of(target.user) is not None,
        answers=answers,
        stands_by=is_open.filter(backup=target).count(),
        short=short,
        is_last_coordinator=is_last_coordinator,
        can_go=not (answers["total"] or short["total"] or is_last_coordinator),
        form=form or FollowerForm(leaving=target),
        course=course,
        added=added,
        may_end_accounts=_may_end_accounts(request),
        back=reverse("support_desk:keys"),
    )


def _answered_by(target: VolunteerProfile):
    return target.assigned_requests.exclude(status=HelpRequest.Status.CLOSED)


def _address(target: VolunteerProfile) -> str:
    return reverse("support_desk:leaving", args=[target.pk])


def _may_end_accounts(request: StaffRequest) -> bool:
    return request.user.has_perm("auth.change_user")
