"""A form field for a few pictures, which come out of it clean."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.pictures import MOST_BYTES, TOO_MANY_BYTES, NotAPicture, clean_picture
from core.uploads import MOST_FILES

# Named one by one: a phone that writes another format then turns its pictures into one of these.
ACCEPTED = "image/jpeg,image/png,image/webp,image/gif"


class PicturesInput(forms.FileInput):
    """One control for all pictures, which needs no script."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({"multiple": True, "accept": ACCEPTED, **(attrs or {})})


class PicturesField(forms.Field):
    """Up to three pictures; their clean value is a list of WebP files as bytes.

    All of them are taken or none: whoever sends three must not believe that three arrived.
    """

    widget = PicturesInput
    default_error_messages = {
        "required": _("Choose a picture."),
        "too_many": _("You chose %(chosen)d pictures, and %(most)d is the most. Choose fewer."),
        "refused": _("Picture %(number)d: %(reason)s"),
    }

    def clean(self, value: Sequence[UploadedFile] | None) -> list[bytes]:
        """Return the pictures, each made anew from its pixels.

        Raises:
            ValidationError: one reason for each picture that is not taken.
        """
        uploads = list(value or [])
        if not uploads:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return []
        if len(uploads) > MOST_FILES:
            raise ValidationError(
                self.error_messages["too_many"],
                code="too_many",
                params={"chosen": len(uploads), "most": MOST_FILES},
            )
        pictures, errors = [], []
        for number, upload in enumerate(uploads, start=1):
            try:
                pictures.append(_cleaned(upload))
            except NotAPicture as refused:
                errors.append(self._error(number, refused, alone=len(uploads) == 1))
        if errors:
            raise ValidationError(errors)
        return pictures

    def has_changed(self, initial: object, data: object) -> bool:
        """Tell whether a picture was chosen."""
        return bool(data)

    def _error(self, number: int, refused: NotAPicture, *, alone: bool) -> ValidationError:
        if alone:
            return ValidationError(refused.reason, code=refused.code)
        return ValidationError(
            self.error_messages["refused"],
            code=refused.code,
            params={"number": number, "reason": refused.reason},
        )


def _cleaned(upload: UploadedFile) -> bytes:
    if upload.size > MOST_BYTES:
        raise NotAPicture(TOO_MANY_BYTES, code="too_many_bytes")
    upload.seek(0)
    return clean_picture(upload)
