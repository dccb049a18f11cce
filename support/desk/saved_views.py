"""The pages on which a volunteer names a choice of filters, renames it and deletes it."""

from collections.abc import Callable
from urllib.parse import parse_qsl

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.text import clean_text, validate_not_blank
from support.desk.filters import Filters
from support.desk.visits import ICON, for_volunteers, inbox_crumb
from support.domain import viewing
from support.models import SavedView, VolunteerProfile
from vault.desk.pages import desk_page
from vault.unlock import StaffRequest


class _NameField(forms.CharField):
    def to_python(self, value: str | None) -> str:
        """Return one line without invisible controls."""
        return " ".join(clean_text(super().to_python(value)).split())


class ViewForm(forms.Form):
    """The name of a view."""

    name = _NameField(
        label=gettext_lazy("Name of the view"),
        max_length=40,
        validators=[validate_not_blank],
        help_text=gettext_lazy("It is stored in the open: never write a person's name here."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Please write something here.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_volunteers
def views_page(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """List the person's views, and save one more."""
    form = ViewForm()
    filters = _filters(request.POST.get("query", "") or request.GET.urlencode())
    if request.method == "POST":
        form = ViewForm(request.POST)
        if form.is_valid() and _tried(
            form,
            lambda: viewing.save_view(
                profile=profile, name=form.cleaned_data["name"], query=filters.query
            ),
        ):
            messages.success(request, _("The view is saved."))
            return HttpResponseRedirect(f"{reverse('support_desk:inbox')}?{filters.query}")
    return desk_page(
        request,
        "support/desk/views.html",
        title=_("Saved views"),
        icon=ICON,
        crumbs=(inbox_crumb(),),
        form=form,
        views=profile.saved_views.all(),
        filters=filters,
        chosen=[filters.options["show"][filters.wanted.show], *_labels(filters)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_volunteers
def view_page(request: StaffRequest, profile: VolunteerProfile, *, view_id: int) -> HttpResponse:
    """Give a view another name."""
    view = _view_or_404(profile, view_id)
    form = ViewForm(request.POST or None, initial={"name": view.name})
    if (
        request.method == "POST"
        and form.is_valid()
        and _tried(form, lambda: viewing.rename_view(view=view, name=form.cleaned_data["name"]))
    ):
        messages.success(request, _("The view has its new name."))
        return HttpResponseRedirect(reverse("support_desk:views"))
    return desk_page(
        request,
        "support/desk/view.html",
        title=_("Rename this view"),
        icon=ICON,
        crumbs=(inbox_crumb(), (reverse("support_desk:views"), _("Saved views"))),
        form=form,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_volunteers
def delete_view_page(
    request: StaffRequest, profile: VolunteerProfile, *, view_id: int
) -> HttpResponse:
    """Ask whether to delete a view, and delete it."""
    view = _view_or_404(profile, view_id)
    if request.method == "POST":
        viewing.delete_view(view=view)
        messages.success(request, _("The view is deleted. The requests in it are untouched."))
        return HttpResponseRedirect(reverse("support_desk:views"))
    return desk_page(
        request,
        "support/desk/delete_view.html",
        title=_("Delete this view?"),
        icon=ICON,
        crumbs=(inbox_crumb(), (reverse("support_desk:views"), _("Saved views"))),
        view=view,
    )


def _view_or_404(profile: VolunteerProfile, view_id: int) -> SavedView:
    view = profile.saved_views.filter(pk=view_id).first()
    if view is None:
        raise Http404
    return view


def _filters(query: str) -> Filters:
    return Filters.read(dict(parse_qsl(query)))


def _labels(filters: Filters) -> list[str]:
    return [chip["label"] for chip in filters.chips()]


def _tried(form: ViewForm, act: Callable[[], object]) -> bool:
    try:
        act()
    except viewing.NameTaken:
        form.add_error("name", _("You have a view of this name already."))
    except viewing.TooManyViews:
        form.add_error("name", _("You have as many views as fit. Delete one first."))
    else:
        return True
    return False
