"""The page that every page type builds on; images and shared vocabularies come in through here."""

from http import HTTPMethod

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale, Page

from core import preview
from core.copying import CopyForm
from core.images import SanadImage, SanadRendition
from core.search.fields import FoldedAutocompleteField, FoldedField, text_of
from core.search.models import IndexBuild, IndexedDocument, IndexedWord, Posting
from core.vocabulary import BilingualTerm, Region, SpokenLanguage, in_language

__all__ = [
    "BasePage",
    "BilingualTerm",
    "IndexBuild",
    "IndexedDocument",
    "IndexedWord",
    "Posting",
    "Region",
    "SanadImage",
    "SanadRendition",
    "SpokenLanguage",
    "in_language",
]


class BasePage(Page):
    """What all pages share: how they look in a title bar, in a search result, in a preview.

    A page type that sets `is_discreet` shows a neutral title in `<title>` and previews, since a
    title bar or a history entry can be read over a shoulder. The `h1` is always the real one.
    """

    is_discreet = False
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    copy_form_class = CopyForm

    discreet_title = models.CharField(
        _("title shown in tabs and history"),
        max_length=80,
        blank=True,
        help_text=_(
            "What the browser's tab, the history and a link preview show instead of the title. "
            "Leave empty for the usual choice of this kind of page."
        ),
    )
    social_image = models.ForeignKey(
        "core.SanadImage",
        verbose_name=_("preview image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For link previews. Choose a picture that identifies nobody."),
    )

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
            ],
            _("For search engines and previews"),
        ),
        MultiFieldPanel([FieldPanel("discreet_title")], _("Discretion")),
        MultiFieldPanel([FieldPanel("show_in_menus")], _("For site menus")),
    ]

    preview_modes = preview.MODES
    quotes: tuple[str, ...] = ()  # fields that repeat what others say, as a myth does

    search_fields = [
        *Page.search_fields,
        FoldedField("title", boost=2),
        FoldedAutocompleteField("title"),
        FoldedField("searchable_text"),
    ]

    class Meta:
        abstract = True

    @property
    def searchable_text(self) -> str:
        """All words of the page, to be found by."""
        return text_of(self)

    @property
    def document_title(self) -> str:
        """The text of `<title>`; empty means: the site's name alone."""
        if self.discreet_title:
            return self.discreet_title
        return "" if self.is_discreet else self.seo_title or self.title

    @property
    def has_preview(self) -> bool:
        """Whether search engines and messengers may show more of the page than its `<title>`."""
        return not (self.is_discreet or self.discreet_title)

    @property
    def summary(self) -> str:
        """A sentence for cards and listings; page types with a better one override it."""
        return self.search_description

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Note on the request which page is served, for the language links and the head."""
        request.served_page = self
        return super().get_context(request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the page to its editor, its other language, or both in two frames of one page.

        No other answer may be framed. A page that is new or moved has no address yet that would
        name its language.
        """
        if mode_name:
            return preview.serve(self, request, mode_name)
        language = self.locale.language_code
        with override(language):
            response = super().serve_preview(request, mode_name).render()
        return preview.framed(response, language=language)

    def copy_for_translation(
        self, locale: Locale, copy_parents=False, alias=False, exclude_fields=None
    ) -> Page:
        """Copy this page into another language, as Wagtail does, but never as an alias."""
        from core import localize  # its models need ours

        if alias:
            return localize.submit_as_draft(self, locale=locale)
        return super().copy_for_translation(
            locale, copy_parents=copy_parents, exclude_fields=exclude_fields
        )

    copy_for_translation.alters_data = True

    def serve_password_required_response(self, *args, **kwargs) -> HttpResponse:
        """Hide a page under a shared password, which editors cannot choose: readers get no cookie.

        Raises:
            Http404: always.
        """
        raise Http404
