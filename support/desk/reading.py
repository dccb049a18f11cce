"""The page of one request: before it is opened, opened, and no longer there."""

import logging
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from support.desk import answers, wording
from support.desk.forms import NoteForm, ReplyForm, ShareForm, StepInForm
from support.desk.pictures import addresses_of
from support.desk.routing_words import routing_in_words
from support.desk.visits import ICON, Visit, card_of, inbox_crumb, title_of
from support.domain import conversing, drafting
from support.domain.contacting import read_contact
from support.domain.read_marks import mark_read
from support.models import HelpRequest, RequestEvent, VolunteerProfile
from support.selectors import reading, roster
from support.selectors.pictures import ShownMessage, with_pictures
from vault import unlock
from vault.crypto.errors import CryptoError
from vault.desk.forms import UnlockForm
from vault.desk.pages import desk_page
from vault.domain import records
from vault.domain.keys import UnlockedKey
from vault.domain.messages import Direction, read_messages
from vault.selectors import LEAST_HOLDERS, organisation_holds
from vault.unlock import StaffRequest

logger = logging.getLogger("sanad.support")


def open_or_404(visit: Visit, key: UnlockedKey) -> records.OpenedRecord:
    try:
        return conversing.open_request(request=visit.help_request, key=key)
    except (records.NoGrant, conversing.RequestGone) as error:
        raise Http404 from error


def show(
    visit: Visit,
    key: UnlockedKey,
    *,
    reply: ReplyForm | None = None,
    note: NoteForm | None = None,
    share: ShareForm | None = None,
) -> HttpResponse:
    """Show an opened request, with the forms that were sent and refused, if any were.

    Args:
        visit: of somebody who may read it.
        key: theirs.
        reply, note, share: with their errors; fresh ones where they are missing.
    """
    row, record = visit.help_request, open_or_404(visit, key)
    conversation, is_damaged = _read(visit, record)
    names = reading.names()
    drafts = {draft.profile: draft.kept_at for draft in reading.drafts(row)}
    if reply is None:
        reply = _reply_with_draft(visit, record, has_draft=visit.profile.pk in drafts)
    return desk_page(
        visit.http,
        "support/desk/request.html",
        title=title_of(row),
        icon=ICON,
        crumbs=(inbox_crumb(),),
        card=card_of(row, visit.profile),
        is_damaged=is_damaged,
        timeline=_timeline(visit, conversation, names),
        first=conversation[0].payload if conversation else {},
        contact=_contact(record, conversation),
        history=history(visit, names),
        people=_people(row),
        form=reply,
        kept=kept_in_words(drafts.pop(visit.profile.pk, None)),
        writing=[names[profile] for profile in drafts if profile in names],
        templates=answers.offered(row) if row.is_open else [],
        note_form=note or NoteForm(request_id=row.pk, auto_id="id_note_%s"),
        share_form=_share_form(visit, share),
        urls=_urls(visit),
        here=visit.address,
        idle_seconds=settings.VAULT_IDLE_SECONDS,
        is_unlocked=True,
    )


def show_unopened(visit: Visit, *, step_in: StepInForm | None = None) -> HttpResponse:
    """Show a request by its facets alone: the desk is locked, or somebody else answers it.

    Args:
        visit: of somebody who may know of it.
        step_in: with its errors.
    """
    row = visit.help_request
    is_unlocked = unlock.current(visit.http) is not None
    return desk_page(
        visit.http,
        "support/desk/unopened.html",
        title=title_of(row),
        icon=ICON,
        crumbs=(inbox_crumb(),),
        card=card_of(row, visit.profile),
        may_read=visit.may_read,
        is_unlocked=is_unlocked,
        unlock_form=UnlockForm(user=visit.http.user),
        step_in=step_in or StepInForm(),
        history=history(visit, reading.names()),
        urls=_urls(visit),
        here=visit.address,
    )


def show_gone(request: StaffRequest, *, text: str) -> HttpResponse:
    """Show somebody what they had written to a request that they cannot open any more.

    Whether it was deleted or taken from them is not told apart.
    """
    response = desk_page(
        request,
        "support/desk/gone.html",
        title=_("This request is not here any more"),
        icon="warning",
        crumbs=(inbox_crumb(),),
        text=text,
    )
    response.status_code = 404
    return response


def show_locked(
    visit: Visit,
    unlock_form: UnlockForm,
    *,
    action: str,
    fields: list,
    button: str,
    hidden: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Ask for the passphrase in the form that somebody had just filled in.

    Args:
        visit: of somebody who may read it.
        unlock_form: with its errors.
        action: where the form is sent.
        fields: its bound fields, hidden ones included.
        button: what happens once it is unlocked.
        hidden: what else was sent with it.
    """
    return desk_page(
        visit.http,
        "support/desk/locked_while_writing.html",
        title=_("The desk locked itself"),
        icon="lock",
        crumbs=visit.crumbs,
        unlock_form=unlock_form,
        action=action,
        fields=fields,
        button=button,
        hidden=dict(hidden or {}),
    )


def history(visit: Visit, names: Mapping[int, str]) -> list[dict]:
    """Return what happened to a request, in words, the latest last.

    Why routing chose as it did speaks of other volunteers, and is told to coordinators alone.
    """
    rows = []
    for event in visit.help_request.events.all():
        said, why = wording.event_in_words(event, names), []
        if event.kind == RequestEvent.Kind.ROUTED and event.facts:
            said, *why = routing_in_words(facts=event.facts, reason=event.reason, names=names)
        if not visit.profile.is_duty_coordinator:
            why = []
        rows.append({"at": event.at, "said": said, "why": why})
    return rows


def kept_in_words(kept_at: datetime | None) -> str:
    """Return when a draft was kept, or nothing."""
    if kept_at is None:
        return ""
    local = timezone.localtime(kept_at)
    words = {"time": date_format(local, "H:i"), "day": date_format(local, "j F")}
    if local.date() == timezone.localdate():
        return _("Kept at %(time)s.") % words
    return _("Kept on %(day)s at %(time)s.") % words


def _read(visit: Visit, record: records.OpenedRecord) -> tuple[list[ShownMessage], bool]:
    address = addresses_of(visit.help_request.pk)
    try:
        return with_pictures(read_messages(record=record), address=address), False
    except CryptoError:
        logger.error("a message of a request was forged, moved or cut; nothing of it is shown")
        return [], True


def _reply_with_draft(visit: Visit, record: records.OpenedRecord, *, has_draft: bool) -> ReplyForm:
    form = ReplyForm(request_id=visit.help_request.pk)
    if not has_draft:
        return form
    try:
        draft = drafting.read_draft(record=record, author=visit.profile)
    except CryptoError:
        logger.error("a draft was forged, moved or cut; it is not shown")
        draft = None
    if draft is not None:
        form.initial["body"] = draft.body
    return form


def _timeline(
    visit: Visit, conversation: list[ShownMessage], names: Mapping[int, str]
) -> list[dict]:
    """Return messages and notes with their authors, and mark where new ones begin."""
    seen = reading.read_up_to(visit.help_request, visit.profile)
    # Of a damaged record nothing can be shown; that it cannot be has been seen then.
    last = conversation[-1].number if conversation else reading.last_number(visit.help_request)
    if last > seen and visit.http.method != "HEAD":
        try:
            mark_read(request=visit.help_request, profile=visit.profile, number=last)
        except conversing.RequestGone as error:
            raise Http404 from error
    rows, is_marked = [], not seen
    for message in conversation:
        is_own = _is_by(visit.profile, message)
        is_first_new = not is_marked and message.number > seen and not is_own
        is_marked = is_marked or is_first_new
        author = names.get(message.payload.get("author"), message.payload.get("alias", ""))
        rows.append(
            {
                "message": message,
                "is_note": message.direction == Direction.NOTE,
                "is_visitors": message.direction == Direction.FROM_VISITOR,
                "author": author,
                "is_first_new": is_first_new,
            }
        )
    return rows


def _is_by(profile: VolunteerProfile, message: ShownMessage) -> bool:
    if message.direction == Direction.NOTE:
        return message.payload.get("author") == profile.pk
    aliases = {profile.alias_ar, profile.alias_en}
    return message.direction == Direction.FROM_STAFF and message.payload.get("alias") in aliases


def _contact(record: records.OpenedRecord, conversation: list[ShownMessage]) -> dict:
    try:
        contact = read_contact(record=record)
    except CryptoError:
        logger.error("terms of contact were forged, moved or cut; they are not shown")
        return {"is_damaged": True}
    if not contact["contact"] and conversation and "contact" in conversation[0].payload:
        return dict(conversation[0].payload)  # sealed before terms had a part of their own
    return contact


def _people(row: HelpRequest) -> dict:
    """Return who can open a request, and who of them reads it."""
    why = dict(row.access.values_list("profile", "why"))
    holders = [
        {
            "alias": profile.alias,
            "access": wording.ACCESS[why[profile.pk]] if profile.pk in why else wording.NO_ACCESS,
        }
        for profile in roster.holders(row)
    ]
    return {
        "holders": holders,
        "organisation_holds": organisation_holds(row.envelope_id),
        "too_few": len(holders) < LEAST_HOLDERS,
    }


def _share_form(visit: Visit, form: ShareForm | None) -> ShareForm | None:
    if not visit.profile.is_duty_coordinator:
        return None
    return form or ShareForm(request=visit.help_request)


def _urls(visit: Visit) -> dict[str, str]:
    names = ("close", "reopen", "share", "note", "draft", "hand_over", "recuse", "step_in")
    return {name: visit.to(name) for name in names} | {"inbox": inbox_crumb()[0]}
