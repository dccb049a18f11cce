"""Template tags that explain the words of the glossary."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.rich_text import also_finished_by
from resources.glossary import Explanations

register = template.Library()


class Explaining(template.Node):
    """Shows what it encloses with links from terms, and keeps in the context what it explained."""

    def __init__(self, name: str, nodes: template.NodeList) -> None:
        self.name = name
        self.nodelist = nodes

    def render(self, context: template.Context) -> SafeString:
        """Render what is enclosed. Rich text alone is looked at: no heading, no myth, no quote."""
        explanations = Explanations("ar" if (get_language() or "").startswith("ar") else "en")
        context[self.name] = explanations
        with also_finished_by(explanations.mark):
            return self.nodelist.render(context)


@register.tag
def explaining(parser: template.base.Parser, token: template.base.Token) -> Explaining:
    """Explain terms where they first stand: `{% explaining as words %} … {% endexplaining %}`."""
    _name, _as, name = token.split_contents()
    nodes = parser.parse(("endexplaining",))
    parser.delete_first_token()
    return Explaining(name, nodes)
