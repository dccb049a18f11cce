"""Chooses a service or an organisation by its name: no list of them all is ever sent."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from resources.models import Organisation, Service
from resources.selectors import keeping


class NameFilterForm(BaseFilterForm):
    """Finds rows by words of their names, in either language."""

    q = forms.CharField(
        label=_("Search term"), widget=forms.TextInput(attrs={"dir": "auto"}), required=False
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        """Return what matches."""
        query = self.cleaned_data.get("q", "")
        if query:
            self.is_searching = True
            self.search_query = query
        return keeping.matching(objects, query)


class _MayRead:
    """Lets nobody read names who may not see the list: Wagtail's choosers ask no right at all."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        name = self.model_class._meta.model_name
        if not request.user.has_perm(f"resources.view_{name}"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class _ByName(_MayRead):
    filter_form_class = NameFilterForm

    def get_object_list(self) -> QuerySet:
        return keeping.with_shown_name(super().get_object_list())

    @property
    def title_column(self) -> TitleColumn:
        column = super().title_column
        column.accessor = "shown_name"
        return column


class ChooseView(_ByName, chooser.ChooseView):
    """The dialogue."""


class ChooseResultsView(_ByName, chooser.ChooseResultsView):
    """The list in the dialogue."""


class ChosenMultipleView(_MayRead, chooser.ChosenMultipleView):
    """What was chosen, where several may be."""

    def get_display_title(self, instance: Service | Organisation) -> str:
        """Return the name."""
        return keeping.name_of(instance)


class ChosenView(_MayRead, chooser.ChosenView):
    """What was chosen, by its name."""

    def get_display_title(self, instance: Service | Organisation) -> str:
        """Return the name."""
        return keeping.name_of(instance)


class NamedChooser(BaseChooser):
    """Shows what was chosen by its name."""

    def get_display_title(self, instance: Model) -> str:
        """Return the name."""
        return keeping.name_of(instance)


class _NamedChooserViewSet(ChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    base_widget_class = NamedChooser
    per_page = 10


class ServiceChooserViewSet(_NamedChooserViewSet):
    """Chooses a service."""

    model = Service
    name = "service-chooser"
    icon = "list-ul"
    choose_one_text = _("Choose a service")
    choose_another_text = _("Choose another service")
    edit_item_text = _("Edit this service")


class OrganisationChooserViewSet(_NamedChooserViewSet):
    """Chooses an organisation."""

    model = Organisation
    name = "organisation-chooser"
    icon = "group"
    choose_one_text = _("Choose an organisation")
    choose_another_text = _("Choose another organisation")
    edit_item_text = _("Edit this organisation")
