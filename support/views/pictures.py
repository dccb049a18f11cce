"""One picture of the conversation behind a return code, opened for one response."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.responses import picture_response
from support.domain import submitting
from vault import returns
from vault.crypto.errors import CryptoError
from vault.domain.files import NoFile, read_file


@require_safe
def picture(request: HttpRequest, *, file_id: UUID) -> HttpResponse:
    """Show a picture to the browser in which its conversation is open; to others there is none."""
    record = returns.current(request, kind=submitting.KIND)
    if record is None:
        raise Http404
    try:
        return picture_response(read_file(record=record, file_id=file_id))
    except (NoFile, CryptoError) as error:
        raise Http404 from error


def address_of(file_id: UUID) -> str:
    """Return where the visitor sees this picture."""
    return reverse("support:picture", args=[file_id])
