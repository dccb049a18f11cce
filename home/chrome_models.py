"""What editors keep up around every page: menus, banners, and the foot of the page.

Translatable snippets, since Wagtail's settings cannot be translated (TRAPS B13). Whoever edits
here can leave out neither the way out nor the way to help: those are in the templates.
"""

from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.preview import framed
from home.blocks import SiteLinkBlock


class SitePart(PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A part of every page, in one language.

    Attributes:
        shared: the facts that all languages of a part have in common; they follow at once when the
            source is published, without waiting for a translator.
    """

    shared: tuple[str, ...] = ()

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @property
    def language(self) -> str:
        """The language's name in itself, for lists."""
        return self.locale.language_name_local

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show an empty page with this part, in the part's language and in a frame of our admin."""
        language = self.locale.language_code
        request.previewed_part = self
        with override(language):
            response = super().serve_preview(request, mode_name).render()
        return framed(response, language=language)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the page that is shown around the part."""
        return "home/site_part_preview.html"


class Menu(SitePart):
    """The links at the top or at the foot of every page."""

    class Place(models.TextChoices):
        HEADER = "header", _("At the top of every page")
        FOOTER = "footer", _("At the foot of every page")

    shared = ("place",)

    place = models.CharField(_("place"), max_length=10, choices=Place.choices, default=Place.HEADER)
    links = StreamField(
        [("link", SiteLinkBlock())],
        verbose_name=_("links"),
        min_num=1,
        max_num=12,
        help_text=_(
            "“Ask for help” and “Come back with a return code” stand there anyway. "
            "A page that is not published in a language is left out in it."
        ),
    )

    panels = [FieldPanel("place"), FieldPanel("links")]
    translatable_fields = [
        SynchronizedField("place", overridable=False),
        TranslatableField("links"),
    ]

    class Meta(SitePart.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self) -> str:
        return str(self.get_place_display())

    @display(description=_("place"), ordering="place")
    def shown_at(self) -> str:
        """Where it stands, in the language of whoever looks."""
        return str(self)

    def clean(self) -> None:
        """Refuse a second menu for a place: readers would see only one of them."""
        super().clean()
        others = Menu.objects.filter(place=self.place).exclude(translation_key=self.translation_key)
        if others.exists():
            raise ValidationError(
                {"place": _("There is a menu for this place already. Change that one.")}
            )


class Banner(SitePart):
    """A sentence or two above the content, while they matter."""

    class Tone(models.TextChoices):
        NOTE = "note", _("Note")
        WARNING = "warning", _("Warning")
        SUPPORT = "support", _("Support")

    shared = ("tone", "only_home", "shown_from", "shown_until")

    text = models.CharField(
        _("text"),
        max_length=240,
        help_text=_("Everybody may read it over a shoulder, on discreet pages too."),
    )
    tone = models.CharField(_("kind"), max_length=10, choices=Tone.choices, default=Tone.NOTE)
    link = StreamField(
        [("link", SiteLinkBlock())],
        verbose_name=_("link"),
        max_num=1,
        blank=True,
        help_text=_("Where one reads more. It is left out where its page is not published."),
    )
    only_home = models.BooleanField(_("only on the home page"), default=False)
    shown_from = models.DateTimeField(
        _("shown from"), null=True, blank=True, help_text=_("Empty means: from now on.")
    )
    shown_until = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Empty means: until you take it down.")
    )

    panels = [
        FieldPanel("text"),
        FieldPanel("link"),
        MultiFieldPanel([FieldPanel("tone"), FieldPanel("only_home")], _("Where and how")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")])], _("When")
        ),
    ]
    translatable_fields = [
        TranslatableField("text"),
        TranslatableField("link"),
        *(SynchronizedField(name, overridable=False) for name in shared),
    ]

    class Meta(SitePart.Meta):
        verbose_name = _("banner")
        verbose_name_plural = _("banners")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Refuse a time in which it would never be shown."""
        super().clean()
        if self.shown_from and self.shown_until and self.shown_until <= self.shown_from:
            raise ValidationError({"shown_until": _("This is before the beginning.")})


class Footer(SitePart):
    """What the foot of every page says of us."""

    text = models.TextField(
        _("text"), max_length=300, help_text=_("Who we are, in a sentence or two.")
    )
    notes = models.TextField(
        _("notes"),
        max_length=600,
        blank=True,
        help_text=_("In small letters: how our texts may be used, who keeps the site up."),
    )

    panels = [FieldPanel("text"), FieldPanel("notes")]
    translatable_fields = [TranslatableField("text"), TranslatableField("notes")]

    class Meta(SitePart.Meta):
        verbose_name = _("foot of the page")
        verbose_name_plural = _("foot of the page")

    def __str__(self) -> str:
        return self.text[:80]

    def clean(self) -> None:
        """Refuse a second one: readers would see only one of them."""
        super().clean()
        if Footer.objects.exclude(translation_key=self.translation_key).exists():
            raise ValidationError(_("There is a foot of the page already. Change that one."))


SITE_PARTS = (Menu, Banner, Footer)
