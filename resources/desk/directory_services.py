"""Lists and edits services and organisations in the admin."""

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BaseColumn, BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.widgets.button import HeaderButton

from resources.desk.directory_base import DirectoryViewSet
from resources.desk.directory_service_form import SERVICE_PANELS
from resources.desk.directory_texts import TextsForm, text_fields, text_panels
from resources.desk.suggestions import draft_of, suggested
from resources.domain.deciding import take_over
from resources.models import Organisation, OrganisationText, Service, ServiceSuggestion
from resources.selectors import keeping


class NamedIndexView(IndexView):
    """A list by name, in the keeper's language where there is one; found in both languages."""

    default_ordering = "slug"

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Show the name where Wagtail would show a column of the table."""
        columns = super().columns
        columns[0].accessor, columns[0].label = "shown_name", _("Name")
        return columns

    def get_base_queryset(self) -> QuerySet:
        """Return the rows with their names, in one query."""
        return keeping.with_shown_name(super().get_base_queryset())

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Find names, in whichever language they were written."""
        return keeping.matching(queryset, self.search_query) if self.is_searching else queryset


class ServiceIndexView(NamedIndexView):
    """The list of services."""

    def get_base_queryset(self) -> QuerySet[Service]:
        """Return the services with their organisations' names."""
        rows = super().get_base_queryset().select_related("organisation")
        return rows.prefetch_related("organisation__texts")


class OrganisationDeleteView(DeleteView):
    """Says what goes with an organisation."""

    @property
    def confirmation_message(self) -> str:
        """Name it, and count what would be deleted with it."""
        services = self.object.services.count()
        return " ".join(
            [
                _("“%(name)s” is deleted for good.") % {"name": keeping.name_of(self.object)},
                ngettext(
                    "With it goes %(count)d service, with its address, checks and reports.",
                    "With it go %(count)d services, with their addresses, checks and reports.",
                    services,
                )
                % {"count": services},
                _pages_in_words(keeping.pages_naming(self.object.services.all())),
            ]
        ).strip()


class ServiceDeleteView(DeleteView):
    """Says what goes with a service."""

    @property
    def confirmation_message(self) -> str:
        """Name it, and say what would be deleted with it."""
        return " ".join(
            [
                _("“%(name)s” is deleted for good.") % {"name": keeping.name_of(self.object)},
                str(_("With it go its texts, telephones, hours, address, checks and reports.")),
                _pages_in_words(keeping.pages_naming([self.object])),
                str(_("If it has only closed, set its status to “Closed for good” instead.")),
            ]
        )


def _pages_in_words(pages: int) -> str:
    if not pages:
        return ""
    return ngettext(
        "It disappears from %(count)d page that names it.",
        "It disappears from %(count)d pages that name it.",
        pages,
    ) % {"count": pages}


class ServiceCreateView(CreateView):
    """Makes a service, of a suggestion if the address names one."""

    @cached_property
    def suggestion(self) -> ServiceSuggestion | None:
        """The suggestion, if it is still open and this person decides on such."""
        return suggested(self.request)

    def get_initial_form_instance(self) -> Service | None:
        """Begin with what the suggestion says."""
        if self.suggestion is None or self.request.method == "POST":
            return super().get_initial_form_instance()
        return draft_of(self.suggestion)

    def get_add_url(self) -> str:
        """Keep the suggestion in the form's own address."""
        url = super().get_add_url()
        return f"{url}?suggestion={self.suggestion.pk}" if self.suggestion else url

    def save_instance(self) -> Service:
        """Save, and write down what became of the suggestion, or neither."""
        with transaction.atomic():
            service = super().save_instance()
            if self.suggestion is not None:
                take_over(suggestion=self.suggestion.pk, service=service)
        return service


class ServiceEditView(EditView):
    """Edits a service; its address is a page of its own."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Look at the row again once nobody else can write it.

        Else a report that flags it, or another keeper's words, could come between our reading and
        our writing, and be written over.
        """
        seen = self.get_object()
        with transaction.atomic():
            Service.objects.select_for_update().filter(pk=seen.pk).first()
            self.object = self.get_object()
            return super().post(request, *args, **kwargs)

    def get_initial_checked(self) -> str:
        """Return how the keeper says that they asked, when they come from the queue."""
        asked = self.request.GET.get("checked", "")
        return asked if asked in Service.Method.values else ""

    def get_form_kwargs(self) -> dict:
        """Carry over what was said in the queue."""
        return {**super().get_form_kwargs(), "initial": {"checked": self.get_initial_checked()}}

    def get_page_subtitle(self) -> str:
        """Name the service."""
        return keeping.name_of(self.object)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Add the way to the address, for those who may see it."""
        buttons = list(super().header_buttons)
        user = self.request.user
        if any(user.has_perm(f"resources.{right}_serviceaddress") for right in ("view", "change")):
            url = reverse("directory:address", args=[self.object.pk])
            buttons.append(HeaderButton(_("Address"), url=url, icon_name="lock"))
        return buttons


class OrganisationEditView(EditView):
    """Edits an organisation."""

    def get_page_subtitle(self) -> str:
        """Name the organisation."""
        return keeping.name_of(self.object)


class ServiceViewSet(DirectoryViewSet):
    """Services."""

    model = Service
    name = "services"
    icon = "list-ul"
    index_view_class = ServiceIndexView
    add_view_class = ServiceCreateView
    edit_view_class = ServiceEditView
    delete_view_class = ServiceDeleteView
    edit_handler = SERVICE_PANELS
    search_fields = ["slug"]
    list_display = [
        "slug",
        Column(
            "organisation",
            label=_("Organisation"),
            accessor=lambda row: keeping.name_of(row.organisation),
        ),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("last_checked", label=_("Last checked"), sort_key="last_checked"),
        BooleanColumn("is_published", label=_("Published"), sort_key="is_published"),
    ]
    list_filter = ["status", "is_published", "place_tier", "needs_review", "kinds"]


ORGANISATION_PROSE = ("name", "description")
_OrganisationFields = type(TextsForm)(
    "_OrganisationFields", (TextsForm,), text_fields(OrganisationText, ORGANISATION_PROSE)
)


class OrganisationForm(_OrganisationFields):
    """An organisation, in both languages."""

    text_model = OrganisationText
    prose = ORGANISATION_PROSE
    slug_fallback = "organisation"


class OrganisationViewSet(DirectoryViewSet):
    """Organisations."""

    model = Organisation
    name = "organisations"
    icon = "group"
    index_view_class = NamedIndexView
    edit_view_class = OrganisationEditView
    delete_view_class = OrganisationDeleteView
    search_fields = ["slug"]
    list_display = [
        "slug",
        BooleanColumn("is_published", label=_("Published"), sort_key="is_published"),
    ]
    list_filter = ["is_published"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(text_panels(ORGANISATION_PROSE), _("What it is")),
            MultiFieldPanel([FieldPanel("url"), FieldPanel("email")], _("How to reach it")),
            MultiFieldPanel([FieldPanel("is_published"), FieldPanel("slug")], _("Use")),
        ],
        base_form_class=OrganisationForm,
    )
