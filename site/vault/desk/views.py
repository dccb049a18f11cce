"""Pages on which a person makes their key, unlocks it for some minutes, locks it and ends it."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from vault import unlock
from vault.desk import offers
from vault.desk.forms import LostKeyForm, NewKeyForm, UnlockForm
from vault.desk.pages import desk_page, next_url, with_next
from vault.domain import keys
from vault.selectors import living_key_of, records_held
from vault.unlock import StaffRequest


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def key_page(request: StaffRequest) -> HttpResponse:
    """Show the state of the person's key; without one, offer words and make it of them."""
    if request.method == "POST" and "sealed_words" in request.POST:
        return _make_key(request)
    key = living_key_of(request.user)
    if key is not None:
        return desk_page(
            request,
            "vault/desk/key.html",
            title=_("Your key"),
            icon="key",
            key=key,
            is_unlocked=unlock.current(request) is not None,
        )
    if request.method == "POST":
        return _offer(request)
    return desk_page(request, "vault/desk/no_key.html", title=_("Make your key"), icon="key")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def unlock_page(request: StaffRequest) -> HttpResponse:
    """Take the passphrase, and lead back to where it was asked for."""
    if living_key_of(request.user) is None:
        return HttpResponseRedirect(with_next(reverse("vault_desk:key"), next_url(request)))
    if unlock.current(request) is not None:
        return HttpResponseRedirect(next_url(request) or reverse("vault_desk:key"))
    form = UnlockForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.key is not None:
        response = HttpResponseRedirect(next_url(request) or reverse("vault_desk:key"))
        unlock.start(request, response, form.key)
        return response
    return desk_page(request, "vault/desk/unlock.html", title=_("Unlock"), icon="lock", form=form)


@require_http_methods(["POST"])
def lock_now(request: StaffRequest) -> HttpResponse:
    """Lock the desk in this browser."""
    response = HttpResponseRedirect(next_url(request) or reverse("vault_desk:key"))
    unlock.end(request, response)
    messages.success(request, _("The desk is locked."), extra_tags="lock")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def lost_key(request: StaffRequest) -> HttpResponse:
    """Say what follows from ending the person's own key, end it, and lead to making a new one.

    Asks for no passphrase: that is what was lost.
    """
    response = HttpResponseRedirect(reverse("vault_desk:key"))
    key = living_key_of(request.user)
    if key is None:
        return response
    if request.method != "POST":
        return desk_page(
            request,
            "vault/desk/lost_key.html",
            title=_("I lost my six words"),
            icon="key",
            crumbs=((reverse("vault_desk:key"), _("Your key")),),
            form=LostKeyForm(initial={"key": key.pk}),
            held=records_held(key),
        )
    form = LostKeyForm(request.POST)
    if form.is_valid() and form.cleaned_data["key"] == key.pk:
        keys.revoke_staff_key(key=key)
        offers.forget(request)
        unlock.end(request, response)
        messages.success(
            request, _("Your old key opens nothing any more. Now make a new one."), extra_tags="key"
        )
    return response


def _offer(request: StaffRequest) -> HttpResponse:
    words, sealed = offers.make(request)
    return _new_key_page(request, NewKeyForm(words=words, initial={"sealed_words": sealed}))


def _make_key(request: StaffRequest) -> HttpResponse:
    words = offers.read(request, request.POST["sealed_words"])
    if words is None:
        # Another sign-in since: what the page showed is void.
        messages.warning(request, _("That page is no longer good. Its words open nothing."))
        return HttpResponseRedirect(with_next(reverse("vault_desk:key"), next_url(request)))
    form = NewKeyForm(request.POST, words=words)
    if not form.is_valid():
        return _new_key_page(request, form)
    with suppress(keys.KeyExists):
        # After two clicks, or one in another tab, opening it tells which words are the right ones.
        keys.create_staff_key(user=request.user, passphrase_text=words)
    return _unlock_new_key(request, words)


def _unlock_new_key(request: StaffRequest, words: str) -> HttpResponse:
    response = HttpResponseRedirect(with_next(reverse("vault_desk:key"), next_url(request)))
    made = living_key_of(request.user)
    try:
        if made is None:
            raise keys.WrongPassphrase
        key = keys.unlock_staff_key(key=made, passphrase_text=words)
    except keys.WrongPassphrase:
        messages.error(
            request,
            _("You have a key with other words. The words that you just typed open nothing."),
        )
        return response
    unlock.start(request, response, key)
    messages.success(request, _("Your key is made, and the desk is unlocked."), extra_tags="unlock")
    return response


def _new_key_page(request: StaffRequest, form: NewKeyForm) -> HttpResponse:
    return desk_page(
        request,
        "vault/desk/new_key.html",
        title=_("Your six words"),
        icon="key",
        form=form,
        words=form.words.split(),
    )
