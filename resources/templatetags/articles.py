"""Template tags of articles and facts."""

from datetime import date

from django import template
from django.utils import formats
from django.utils.safestring import SafeString

from core.i18n import LanguageLink
from core.models import BasePage
from core.rich_text import also_finished_by
from resources.structured_data import of_page

register = template.Library()


class Citing(template.Node):
    """Shows what it encloses with its marks as links, and keeps in the context what was cited."""

    def __init__(self, page: template.base.FilterExpression, name: str, nodes) -> None:
        self.page = page
        self.name = name
        self.nodelist = nodes

    def render(self, context: template.Context) -> SafeString:
        """Render what is enclosed."""
        citations = context[self.name] = self.page.resolve(context).citations()
        with also_finished_by(citations.link):
            return self.nodelist.render(context)


@register.tag
def citing(parser: template.base.Parser, token: template.base.Token) -> Citing:
    """Link marks to sources: `{% citing page as citations %} … {% endciting %}`."""
    _name, page, _as, name = token.split_contents()
    nodes = parser.parse(("endciting",))
    parser.delete_first_token()
    return Citing(parser.compile_filter(page), name, nodes)


@register.simple_tag
def structured_data(page: BasePage, url: str) -> dict | None:
    """Return what machines are told of an article or a fact; `json_ld` shows it."""
    return of_page(page, url=url)


@register.simple_tag
def local_month(value: date | None) -> str:
    """Return the month of `value` as the active language writes it, or nothing."""
    return formats.date_format(value, "YEAR_MONTH_FORMAT") if value else ""


@register.filter
def below(links: list[LanguageLink], end: str) -> list[LanguageLink]:
    """Return language links to the same sub-address of the page, where it has a version."""
    return [
        LanguageLink(**{**vars(link), "url": link.url + end}) if link.url else link
        for link in links
    ]
