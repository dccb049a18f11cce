"""Says in words how far the day of a review is off."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def days_over_in_words(days: int) -> str:
    """Return how many days ago a day was, or how many are left where `days` is negative."""
    if days > 0:
        return ngettext("%(days)d day over", "%(days)d days over", days) % {"days": days}
    if days == 0:
        return _("today")
    return ngettext("in %(days)d day", "in %(days)d days", -days) % {"days": -days}
