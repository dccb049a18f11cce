"""The form part with which a visitor adds pictures to their words, at the last step."""

import hashlib

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.picture_fields import PicturesField

AGAIN = _("Pictures are not kept on this page. Choose them again.")


class PicturesForm(forms.Form):
    """Up to three pictures. A browser never fills them in again, so they are asked for last."""

    pictures = PicturesField(
        label=_("Pictures"),
        help_text=_(
            "Only if they help us to help you; 3 at most. We take out what your camera wrote into "
            "them, such as the place and the time. What the picture itself shows stays: faces, "
            "names, a street."
        ),
        required=False,
    )

    @classmethod
    def posted(cls, request: HttpRequest) -> "PicturesForm":
        """Return the form as it was sent."""
        return cls(request.POST, request.FILES)

    @property
    def chosen(self) -> list[bytes]:
        """The pictures of a valid form, made anew."""
        return self.cleaned_data["pictures"]

    def clean(self) -> None:
        """Say with the reason why a picture is not taken that all of them must be chosen again."""
        if self.has_error("pictures"):
            self.add_error("pictures", AGAIN)

    def ask_again(self) -> None:
        """Say that what was chosen is not kept, where a page is shown again for another reason."""
        if self.is_valid() and self.chosen:
            self.add_error("pictures", AGAIN)

    def said_with(self, words: str) -> str:
        """Return what tells this form's content from another: the words, and the pictures.

        The same form with other pictures is another message, and with the same ones it is one.
        """
        digests = self.digests()
        return "\0".join([words, *digests]) if digests else words

    def digests(self) -> list[str]:
        """Return what tells these pictures from others."""
        return [hashlib.sha256(content).hexdigest() for content in self.chosen]
