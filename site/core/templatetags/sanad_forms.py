"""Template tags that tie a form's field to its hint, its limit and its errors."""

from django import template
from django.forms import BoundField, Textarea
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def described_by(field: BoundField) -> str:
    """Return the ids of what `components/field_notes.html` shows for `field`, in its order."""
    parts = []
    if field.help_text:
        parts.append(f"{field.auto_id}_helptext")
    if getattr(field.field, "max_length", None):
        parts.append(f"{field.auto_id}_limit")
    if field.errors:
        parts.append(f"{field.auto_id}_error")
    return " ".join(parts)


@register.simple_tag
def field_control(field: BoundField) -> SafeString:
    """Return the widget of `field`, described by its notes."""
    attrs: dict[str, object] = {}
    if not field.use_fieldset and (ids := described_by(field)):
        attrs["aria-describedby"] = ids
    if isinstance(field.field.widget, Textarea):
        # A browser would cut what is pasted in without a word; the server says what is too long.
        attrs["maxlength"] = False
    return field.as_widget(attrs=attrs)
