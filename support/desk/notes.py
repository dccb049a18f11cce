"""Takes a note among volunteers."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from support.desk.forms import NoteForm
from support.desk.once import id_of
from support.desk.reading import show, show_locked
from support.desk.visits import Visit, for_readers, with_key
from support.domain.locking import RequestGone
from support.domain.noting import add_note
from vault.desk.forms import UnlockForm
from vault.domain.keys import UnlockedKey


@sensitive_post_parameters()
@require_http_methods(["POST"])
@for_readers
def note(visit: Visit) -> HttpResponse:
    """Add a note, and lead back to the request."""
    form = NoteForm(visit.http.POST, request_id=visit.help_request.pk, auto_id="id_note_%s")

    def ask(unlock_form: UnlockForm) -> HttpResponse:
        return show_locked(
            visit,
            unlock_form,
            action=visit.to("note"),
            fields=[form["message_token"], form["note"]],
            button=_("Unlock and add the note"),
        )

    return with_key(visit, act=lambda key: _add(visit, key, form), ask=ask)


def _add(visit: Visit, key: UnlockedKey, form: NoteForm) -> HttpResponse:
    if not form.is_valid():
        return show(visit, key, note=form)
    try:
        add_note(
            request=visit.help_request,
            author=visit.profile,
            body=form.cleaned_data["note"],
            message_id=id_of(visit, key, form, body=form.cleaned_data["note"]),
        )
    except RequestGone as error:
        raise Http404 from error
    messages.success(visit.http, _("The note is added. The person who asked does not see it."))
    return HttpResponseRedirect(visit.address)
