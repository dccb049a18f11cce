"""Chooses a service or an organisation by its name: no list of them all is ever sent."""

from django import forms
from django.db.models import Model, QuerySet
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


class _ByName:
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


class ChosenView(chooser.ChosenView):
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
