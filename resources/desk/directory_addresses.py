"""The exact address of a service: a page of its own, for those who may see it."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.text import clean_text
from resources.desk.directory_base import DIRECTIONS
from resources.desk.pages import needs
from resources.models import Service, ServiceAddress
from resources.selectors.keeping import name_of
from vault.desk.pages import desk_page
from vault.unlock import StaffRequest

FIELDS = tuple(
    f"{name}_{language}" for name in ("address", "directions") for language in ("ar", "en")
)


SEEN_PUBLIC = "public"  # what the form says that whoever fills it in was told


class AddressForm(forms.ModelForm):
    """Where a service is. What is written here is logged nowhere."""

    class Meta:
        model = ServiceAddress
        fields = FIELDS
        widgets = {
            name: forms.Textarea(attrs={**DIRECTIONS[name[-2:]], "rows": 3, "autocomplete": "off"})
            for name in FIELDS
        }

    def clean(self) -> dict:
        """Take each text in one normal form."""
        cleaned = super().clean()
        return {name: clean_text(text) for name, text in cleaned.items()}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@needs("change_serviceaddress", "view_serviceaddress")
def address(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the address, and change it where this person may; emptied, it is deleted."""
    services = Service.objects.prefetch_related("texts")
    if request.method != "POST":
        return _address(request, get_object_or_404(services, pk=pk))
    with transaction.atomic():
        # Locked: its tier, which decides who sees what is written here, stays what it is now.
        return _address(request, get_object_or_404(services.select_for_update(), pk=pk))


def _address(request: StaffRequest, service: Service) -> HttpResponse:
    is_public = service.place_tier == Service.PlaceTier.PUBLIC
    row = ServiceAddress.objects.filter(service=service).first()
    may_change = request.user.has_perm("resources.change_serviceaddress")
    form = AddressForm(
        request.POST if request.method == "POST" and may_change else None,
        instance=row or ServiceAddress(service=service),
    )
    back = reverse("services:edit", args=[service.pk])
    if form.is_bound and is_public and request.POST.get("seen") != SEEN_PUBLIC:
        form.add_error(
            None,
            _(
                "Meanwhile the place was made public, so nothing was saved. Saved now, this "
                "address is shown to every reader."
            ),
        )
    if form.is_bound and form.is_valid():
        if any(form.cleaned_data.values()):
            form.save()
        elif row is not None:
            row.delete()
        messages.success(request, _("The address was saved."))
        return HttpResponseRedirect(back)
    return desk_page(
        request,
        "resources/desk/directory_address.html",
        title=_("Address"),
        icon="lock",
        crumbs=((reverse("services:index"), _("Services")), (back, name_of(service))),
        form=form,
        may_change=may_change,
        is_public=is_public,
        back=back,
    )
