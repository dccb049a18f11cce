"""Shows beside the page editor what the text check remarks on the latest saved draft."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel, ChecksSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.fields import StreamField
from wagtail.models import Page

from bilingual.content_check import Finding, check_images, check_text, is_quoted
from bilingual.glossary import avoided_forms
from bilingual.texts import published_text, where


@dataclass(frozen=True)
class Place:
    """What is remarked on one field or block.

    Attributes:
        path: where it is, as wagtail-localize writes it.
        name: the same in the words of the editor.
        findings: the remarks, in the order of the text.
    """

    path: str
    name: str
    findings: list[Finding]


def check_page(page: Page) -> list[Place]:
    """Return the remarks on everything that a page says, place by place; two queries at most.

    A page type names in `quotes` the fields that repeat what others say, as a myth does.
    """
    language = page.locale.language_code
    terms = avoided_forms(language)
    remarks = [
        (path, finding)
        for path, html in published_text(page)
        for finding in check_text(html, language, terms=terms, quoted=is_quoted(page, path))
    ]
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            body = field.value_from_object(page)
            remarks += check_images(list(body.raw_data) if body else [], field.name)
    return [
        Place(path=path, name=where(page, path), findings=[finding for _path, finding in group])
        for path, group in groupby(remarks, key=lambda remark: remark[0])
    ]


class TextCheckSidePanel(BaseSidePanel):
    """Advice on the text: never in the way of saving or publishing."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """Its button, with the number of remarks."""

        aria_label = _("Toggle text check")
        icon_name = "glasses"

        def get_context_data(self, parent_context) -> dict:
            """Count the remarks."""
            return {**super().get_context_data(parent_context), "count": self.panel.count}

    name = "text-check"
    title = _("Text check")
    template_name = "bilingual/comfort/text_check.html"
    order = 350

    @cached_property
    def places(self) -> list[Place]:
        """What is remarked; nothing of a page that was never saved."""
        return check_page(self.object) if self.object.pk else []

    @property
    def count(self) -> int:
        """How many remarks there are."""
        return sum(len(place.findings) for place in self.places)

    def get_context_data(self, parent_context) -> dict:
        """Add the remarks."""
        return {
            **super().get_context_data(parent_context),
            "places": self.places,
            "count": self.count,
            "language": self.object.locale.language_code,
        }


def show_beside_editor() -> None:
    """Add the text check to the page editor's side panels; called once, when Django is ready.

    Wagtail has no hook for side panels. Its own checks go: they run inside the preview with a
    script that our pages do not load, and would show “0 issues” whatever the page says.
    """
    for view in (EditView, CreateView):
        view.get_side_panels = _with_text_check(view.get_side_panels)


def _with_text_check(get_side_panels):
    def with_text_check(self):
        panels = get_side_panels(self)
        panels[:] = [panel for panel in panels if not isinstance(panel, ChecksSidePanel)]
        panels.append(TextCheckSidePanel(self.page, self.request))
        return panels

    return with_text_check
