"""What a model declares to have its words folded in the index, beside the words as written."""

from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from core.search.folding import fold

_SHOWN_OF_EVERY_PAGE = ("title", "search_description")


class FoldedField(index.SearchField):
    """A field's words, folded (TRAPS B18, A7)."""

    def get_value(self, obj: models.Model) -> str:
        """Return the folded words."""
        return _folded(super().get_value(obj))


class FoldedAutocompleteField(index.AutocompleteField):
    """A field's words, folded, for searches while somebody types."""

    def get_value(self, obj: models.Model) -> str:
        """Return the folded words."""
        return _folded(super().get_value(obj))


def text_of(page: Page) -> str:
    """Return all prose of a page: what every page shows, and what its type adds."""
    of_every_page = {field.name for field in Page._meta.get_fields()}
    texts = [getattr(page, name) for name in _SHOWN_OF_EVERY_PAGE]
    for field in page._meta.concrete_fields:
        if field.name in of_every_page or field.choices:
            continue
        value = field.value_from_object(page)
        if isinstance(field, StreamField | RichTextField):
            texts += field.get_searchable_content(value)
        elif isinstance(field, models.TextField) or type(field) is models.CharField:
            texts.append(value)
    return "\n".join(text for text in texts if text)


def _folded(value: object) -> str:
    texts = value if isinstance(value, list | tuple) else [value]
    return fold(" ".join(str(text) for text in texts if text))
