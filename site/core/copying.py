"""The form that copies a page: a real copy, never an alias (TRAPS B8)."""

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm


class CopyForm(WagtailCopyForm):
    """Wagtail's form without its last choice: one page's words at two addresses."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self) -> dict:
        """Refuse a form that asks for an alias all the same, rather than make a copy of it."""
        cleaned = super().clean()
        if self.data.get("alias"):
            self.add_error("new_title", _("This site has no aliases. Make a copy, or a link."))
        parent = cleaned.get("new_parent_page")
        if parent is not None and parent.depth > 1 and parent.locale_id != self.page.locale_id:
            # There it would be read as a page of the other language.
            self.add_error(
                "new_parent_page", _("A page stays among the pages of its own language.")
            )
        return cleaned
