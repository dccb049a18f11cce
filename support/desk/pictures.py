"""One picture of a request at the desk, opened for one response."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.responses import picture_response
from support.desk.visits import Visit, for_holders
from vault import unlock
from vault.crypto.errors import CryptoError
from vault.domain import records
from vault.domain.files import NoFile, read_file


@require_safe
@for_holders
def picture(visit: Visit, *, file_id: UUID) -> HttpResponse:
    """Show a picture to somebody who may read the request and has unlocked the desk.

    To everybody else there is none; a page to unlock would be no picture either.
    """
    key = unlock.current(visit.http)
    if key is None or not visit.may_read:
        raise Http404
    try:
        record = records.open_by_grant(envelope=visit.help_request.envelope, key=key)
        return picture_response(read_file(record=record, file_id=file_id))
    except (records.NoGrant, NoFile, CryptoError) as error:
        raise Http404 from error


def addresses_of(request_id: UUID) -> Callable[[UUID], str]:
    """Return where the desk shows the pictures of this request, by their ids."""
    return lambda file_id: reverse("support_desk:picture", args=[request_id, file_id])
