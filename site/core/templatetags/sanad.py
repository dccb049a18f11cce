"""Template tags that every page may use."""

import json
from datetime import date

from django import template
from django.template.defaultfilters import stringfilter
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from core import links, rich_text
from core.text import with_numbers_in_order

register = template.Library()

# As Django's `json_script` has them: with these gone, nothing ends a script or begins a comment.
_JSON_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.simple_tag
def fresh_anchors() -> set[str]:
    """Return where the anchors of a page's body are collected, so that each stays the only one."""
    return set()


@register.simple_tag(takes_context=True)
def heading_id(context: template.Context, text: str) -> str:
    """Return an anchor for a heading that works in Arabic too (TRAPS B7).

    The prefix keeps it apart from the template's own ids, such as `main`; a heading that stands
    twice in a body gets a number.
    """
    anchor = f"s-{slugify(text, allow_unicode=True)}"
    taken = context.get("anchors")
    if taken is None:
        return anchor
    number, unique = 1, anchor
    while unique in taken:
        number += 1
        unique = f"{anchor}-{number}"
    taken.add(unique)
    return unique


@register.simple_tag
def local_date(value: date | None) -> str:
    """Return `value` as the active language writes a date, or nothing."""
    return formats.date_format(value, "DATE_FORMAT") if value else ""


@register.filter
@stringfilter
def numbers_in_order(value: str) -> str:
    """Return free text whose telephone numbers read from the left in Arabic too."""
    return with_numbers_in_order(value)


@register.simple_tag
def json_ld(data: dict | None) -> SafeString | str:
    """Return what machines are told of a page, as a block of data that no browser runs."""
    if not data:
        return ""
    words = json.dumps(data, ensure_ascii=False).translate(_JSON_ESCAPES)
    # Escaped for a script, where HTML's own escapes would be read as they stand. Held by
    # tests/core/test_json_ld.py.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(words))  # noqa: S308


@register.filter
def finish_links(html: str) -> SafeString:
    """Return rich text whose links are honest: see `core.rich_text`."""
    return rich_text.finish(html)


class LinksLookedUp(template.Node):
    """Shows what it encloses with the addresses of all links of a body at hand."""

    def __init__(self, body: template.base.FilterExpression, nodes: template.NodeList) -> None:
        self.body = body
        self.nodelist = nodes

    def render(self, context: template.Context) -> SafeString:
        """Render what is enclosed."""
        with links.looked_up_together(self.body.resolve(context)):
            return self.nodelist.render(context)


@register.tag
def links_looked_up(parser: template.base.Parser, token: template.base.Token) -> LinksLookedUp:
    """Look up a body's links at once: `{% links_looked_up body %} … {% endlinks_looked_up %}`."""
    _name, body = token.split_contents()
    nodes = parser.parse(("endlinks_looked_up",))
    parser.delete_first_token()
    return LinksLookedUp(parser.compile_filter(body), nodes)
