"""Images of the site: re-encoded when they arrive, so that nothing but the picture is kept."""

import uuid

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from PIL import ImageOps
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from core.pictures import as_webp, fresh_pixels

LONGEST_EDGE = 2400  # pixels; more serves no screen of our readers


def reencoded(source) -> ContentFile:
    """Return the picture in `source` as a fresh WebP without metadata.

    Renditions keep GPS positions, so the original must not have any (TRAPS E6). Of an animation
    the first frame stays.

    Args:
        source: an open binary file with an image that Pillow can read.
    """
    with PillowImage.open(source) as original:
        upright = ImageOps.exif_transpose(original)
        fresh = fresh_pixels(upright, most=(LONGEST_EDGE, LONGEST_EDGE))
    # A file's name often says who is in the picture, so none is kept.
    return ContentFile(as_webp(fresh, quality=85), name=f"{uuid.uuid4().hex}.webp")


class SanadImage(AbstractImage):
    """An image of the library, stored without what a camera or an editor wrote into it."""

    credit = models.CharField(_("credit"), max_length=120, blank=True)

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args, **kwargs) -> None:
        """Re-encode a file that is new, then save."""
        if self.file and not self.file._committed:
            self.file.open("rb")
            self.file = reencoded(self.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class SanadRendition(AbstractRendition):
    """An image in one size, made from the clean original."""

    image = models.ForeignKey(SanadImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("image rendition")
        verbose_name_plural = _("image renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="core_rendition_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image_id} {self.filter_spec}"
