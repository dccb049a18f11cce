"""The home page, and standard pages for everything that is neither resource, story nor event."""

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale

from core.blocks import TEXT_FEATURES, BodyStreamBlock
from core.models import BasePage
from home.chrome_models import Banner, Footer, Menu
from home.selectors import newest_resources

__all__ = ["Banner", "Footer", "HomePage", "Menu", "StandardPage"]


class HomePage(BasePage):
    """The first page of a language: what this is, what one finds, how help works."""

    hero_title = models.CharField(_("headline"), max_length=120)
    hero_text = RichTextField(_("first words"), features=TEXT_FEATURES)
    body = StreamField(BodyStreamBlock(), verbose_name=_("body"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_text")], _("First screen")),
        FieldPanel("body"),
    ]

    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]):
        """Serve addresses of this page's own language only.

        Where the other home page is not live, Wagtail takes this one instead and would show
        English under an Arabic address. What is live below that home page stays where it is.

        Raises:
            Http404: the address names another language, and nothing of that language is there.
        """
        if self.locale.language_code == get_language():
            return super().route(request, path_components)
        home = self.get_translation_or_none(Locale.get_active())
        if home is None or not path_components:
            raise Http404
        return home.route(request, path_components)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the newest resources in this language."""
        context = super().get_context(request, *args, **kwargs)
        context["featured"] = newest_resources(locale_id=self.locale_id)
        return context


class StandardPage(BasePage):
    """A page of prose: about us, safety, how we work."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    body = StreamField(BodyStreamBlock(), verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]

    template = "home/standard_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")

    @property
    def summary(self) -> str:
        """The introduction, which says more than a line for search engines."""
        return self.introduction or self.search_description
