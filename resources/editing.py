"""The form in which articles and facts are written."""

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from wagtail.admin.forms import WagtailAdminPageForm


class ReviewedPageForm(WagtailAdminPageForm):
    """Knows the sources that are saved together with the text that cites them.

    A draft may be unfinished. What goes before readers, or to those who review it, may not.
    """

    def _post_clean(self) -> None:
        self.instance.checked_by_form = True
        try:
            super()._post_clean()
        finally:
            self.instance.checked_by_form = False
        if self.is_deferred_validation:
            return
        try:
            self.instance.refuse_unfinished(sources=self._count_sources())
        except ValidationError as refused:
            for field, errors in refused.error_dict.items():
                if field not in self.errors:
                    self.add_error(field if field in self.fields else None, errors)

    def _count_sources(self) -> int:
        formset = self.formsets.get("sources")
        if formset is None:
            return self.instance.sources.count()
        return sum(_stays(formset, form) for form in formset.forms)


def _stays(formset: BaseFormSet, form) -> bool:
    is_there = form in formset.initial_forms or form.has_changed()
    return is_there and form.is_valid() and not formset._should_delete_form(form)
