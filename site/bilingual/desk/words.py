"""The glossary in the admin: what editors agree to write, what they avoid, and why."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from bilingual.avoided_words import fold
from bilingual.models import AvoidedForm, GlossaryTerm

_DIRECTIONS = {"ar": "rtl", "en": "ltr"}


def _in(language: str, widget: type[forms.Widget]) -> forms.Widget:
    """Return a widget for text of one language, whatever the admin's (TRAPS B17)."""
    return widget(attrs={"lang": language, "dir": _DIRECTIONS[language]})


class _TextColumn(Column):
    """A term in the direction of its own language."""

    cell_template_name = "bilingual/comfort/term_cell.html"

    def __init__(self, name: str, *, language: str, **kwargs) -> None:
        super().__init__(name, sort_key=name, **kwargs)
        self.language = language
        self.direction = _DIRECTIONS[language]


class _AvoidedColumn(Column):
    """The words to avoid, each in its own direction."""

    cell_template_name = "bilingual/comfort/avoided_cell.html"


class GlossaryFilterSet(WagtailFilterSet):
    """Narrows the list to terms with words to avoid in a language."""

    avoided = ChoiceFilter(
        field_name="avoided_forms__language",
        label=_("Words to avoid in"),
        choices=AvoidedForm.LANGUAGES,
        empty_label=_("All"),
        widget=forms.RadioSelect,
        distinct=True,
    )

    class Meta:
        model = GlossaryTerm
        fields: list[str] = []


class GlossaryIndexView(IndexView):
    """Lists terms, the reader's own language first; searches both, in any spelling."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        """Begin with the column that the reader looks through."""
        own, other = ("ar", "en") if (get_language() or "").startswith("ar") else ("en", "ar")
        labels = {"ar": _("Term in Arabic"), "en": _("Term in English")}
        self.default_ordering = f"term_{own}"
        self.list_display = [
            f"term_{own}",
            _TextColumn(f"term_{other}", label=labels[other], language=other),
            _AvoidedColumn("avoided_forms", label=_("Words to avoid")),
        ]
        super().setup(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[GlossaryTerm]:
        """Fetch the words to avoid with their terms."""
        return super().get_base_queryset().prefetch_related("avoided_forms")

    def search_queryset(self, queryset: QuerySet[GlossaryTerm]) -> QuerySet[GlossaryTerm]:
        """Keep the terms that hold the words, whatever the hamza or the vowel signs.

        A glossary has some hundred rows, so that they are read rather than indexed.
        """
        if not self.is_searching:
            return queryset
        wanted = fold(self.search_query).casefold()
        return queryset.filter(pk__in=[term.pk for term in queryset if wanted in _all_words(term)])


def _all_words(term: GlossaryTerm) -> str:
    forms = (avoided.form for avoided in term.avoided_forms.all())
    words = (term.term_en, term.term_ar, term.definition_en, term.definition_ar, *forms)
    words = (*words, term.forms_en, term.forms_ar)
    return fold("\n".join(words)).casefold()


class GlossaryTermView(InspectView):
    """Shows a term to those who may read it only."""

    template_name = "bilingual/comfort/term.html"


class GlossaryViewSet(SnippetViewSet):
    """The glossary, in the menu of everybody who writes or translates."""

    model = GlossaryTerm
    icon = "tag"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 450
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_template_name = GlossaryTermView.template_name
    index_view_class = GlossaryIndexView
    inspect_view_class = GlossaryTermView
    filterset_class = GlossaryFilterSet
    list_per_page = 50
    search_fields = ["term_en", "term_ar"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("term_ar", widget=_in("ar", forms.TextInput)),
                FieldPanel("term_en", widget=_in("en", forms.TextInput)),
            ],
            _("What we write"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("definition_ar", widget=_in("ar", AdminAutoHeightTextInput)),
                FieldPanel("definition_en", widget=_in("en", AdminAutoHeightTextInput)),
            ],
            _("What it means"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("forms_ar", widget=_in("ar", AdminAutoHeightTextInput)),
                FieldPanel("forms_en", widget=_in("en", AdminAutoHeightTextInput)),
                FieldPanel("usage_ar", widget=_in("ar", forms.TextInput)),
                FieldPanel("usage_en", widget=_in("en", forms.TextInput)),
            ],
            _("What we write too, and who says it"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("is_public"),
                FieldPanel("is_explained"),
                FieldPanel("slug", widget=forms.TextInput(attrs={"dir": "ltr"})),
            ],
            _("For readers"),
        ),
        InlinePanel(
            "avoided_forms",
            heading=_("Words to avoid"),
            label=_("word to avoid"),
            help_text=_(
                "The text check finds them with their usual endings. It advises; it never "
                "prevents saving."
            ),
            panels=[
                FieldPanel("language"),
                FieldPanel("form", widget=forms.TextInput(attrs={"dir": "auto"})),
                FieldPanel("suggestion", widget=forms.TextInput(attrs={"dir": "auto"})),
                FieldPanel("reason_ar", widget=_in("ar", AdminAutoHeightTextInput)),
                FieldPanel("reason_en", widget=_in("en", AdminAutoHeightTextInput)),
            ],
        ),
    ]
