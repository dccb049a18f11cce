"""Takes a file that is to be imported."""

from django import forms
from django.utils.translation import gettext_lazy as _

from resources.domain.importing.reading import MOST_BYTES
from resources.domain.importing.refusals import Failure


class ImportForm(forms.Form):
    """A file; that it can be read is found out when it is kept."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV in UTF-8, or JSON in the terms of HSDS 3, with up to 200,000 services."),
        widget=forms.FileInput(attrs={"accept": ".csv,.json,.jsonl,text/csv,application/json"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": Failure.EMPTY.label,
        },
    )

    def clean_file(self) -> object:
        """Refuse what is too large before it is written anywhere.

        Raises:
            ValidationError: at the file.
        """
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(Failure.TOO_LARGE.label)
        return file
