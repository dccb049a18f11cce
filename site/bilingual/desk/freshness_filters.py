"""Narrows the report on both languages: by state, type, language, section and sign-off."""

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect, Select
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleContentTypeFilter, WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import page_permission_policy

from bilingual.naming import language_name
from bilingual.selectors import freshness


def languages() -> list[tuple[str, str]]:
    """Return the site's languages, named in the language of the admin."""
    return [(code, language_name(code)) for code in freshness.language_codes()]


def sections(request: HttpRequest | None) -> QuerySet[Page]:
    """Return what lies directly below the home pages, has pages itself and may be explored."""
    pages = Page.objects.filter(depth=3, numchild__gt=0, pk__in=freshness.sources().values("pk"))
    if request is not None and not request.user.is_superuser:
        explorable = page_permission_policy.explorable_instances(request.user).order_by()
        pages = pages.filter(translation_key__in=explorable.values("translation_key"))
    return pages.order_by("title")


class FreshnessFilters(WagtailFilterSet):
    """What the report can be narrowed by."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=freshness.State.choices,
        method="by_state",
        widget=CheckboxSelectMultiple,
    )
    # Named as Wagtail's own filter, which would ask for the language of the original.
    locale = django_filters.ChoiceFilter(
        label=_("Translated into"),
        choices=languages,
        method="by_language",
        empty_label=_("All"),
        widget=RadioSelect,
    )
    section = django_filters.ModelChoiceFilter(
        label=_("Section"),
        queryset=sections,
        method="in_section",
        empty_label=_("All"),
        widget=Select,
    )
    content_type = MultipleContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
        widget=CheckboxSelectMultiple,
    )
    live = django_filters.BooleanFilter(label=_("Original is live"), widget=BooleanRadioSelect)
    read = django_filters.BooleanFilter(
        label=_("Read by a native speaker"), method="by_reading", widget=BooleanRadioSelect
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def by_state(self, rows: QuerySet[Page], name: str, value: list[str]) -> QuerySet[Page]:
        """Keep the chosen states; none chosen means all."""
        return rows.filter(state__in=value) if value else rows

    def by_language(self, rows: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        """Keep what is translated into the language, which is what is written in the other."""
        return rows.exclude(locale__language_code=value) if value else rows

    def in_section(self, rows: QuerySet[Page], name: str, value: Page | None) -> QuerySet[Page]:
        """Keep the section and what is below it, in either language."""
        if value is None:
            return rows
        tops = Page.objects.filter(translation_key=value.translation_key).values_list(
            "path", flat=True
        )
        below = Q()
        for top in tops:
            below |= Q(path__startswith=top)
        return rows.filter(below)

    def by_reading(self, rows: QuerySet[Page], name: str, value: bool | None) -> QuerySet[Page]:
        """Keep what a native speaker has read, or has not."""
        return rows if value is None else rows.filter(read_at__isnull=not value)
