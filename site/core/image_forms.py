"""The form through which editors upload an image."""

import struct
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

_UNREADABLE = (OSError, ValueError, SyntaxError, struct.error, PillowImage.DecompressionBombError)


class WholeImageField(WagtailImageField):
    """Wagtail's field, which answers with a server error where a picture breaks off."""

    def to_python(self, data: Any) -> Any:
        """Read the whole picture, and refuse one that cannot be read to its end."""
        try:
            return super().to_python(data)
        except _UNREADABLE as error:
            raise ValidationError(
                _("This file is damaged, or too large. Save the picture again, then retry."),
                code="invalid_image",
            ) from error


class ImageForm(BaseImageForm):
    """Wagtail's form with a field that reads the whole file."""

    file = WholeImageField(label=_("File"))
