"""The pages of the help menu that show our guides, and the images in them."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.urls import path, reverse
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core import guides
from core.i18n import direction


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """A guide in the reader's language, or in the one that `?language=` names."""

    template_name = "core/guide.html"
    header_icon = "help"
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs: object) -> dict:
        """Render the guide, for those whom it is for.

        Raises:
            Http404: there is no such guide, or it is for others.
        """
        mine = {guide.name: guide for guide in guides.guides_for(self.request.user)}
        guide = mine.get(str(self.kwargs["name"]))
        if guide is None:
            raise Http404
        codes = [code for code, _name in settings.LANGUAGES]
        asked = self.request.GET.get("language") or get_language()
        wanted = asked if asked in codes else settings.LANGUAGE_CODE
        rendered = guides.render(
            guide,
            language=wanted,
            guide_url=lambda name, code: _address(name, code) if name in mine else None,
            image_url=lambda name: reverse("guide_image", args=[name]),
        )
        self.page_title = rendered.title
        return super().get_context_data(
            **kwargs,
            guide=rendered,
            dir=direction(rendered.language),
            missing=wanted if wanted != rendered.language else "",
            missing_name=get_language_info(wanted)["name_translated"],
            others=[
                {"code": code, "url": _address(guide.name, code), "dir": direction(code)}
                | {"name": get_language_info(code)["name_local"]}
                for code in rendered.languages
                if code != rendered.language
            ],
        )

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the admin's home page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


@require_safe
def guide_image(request: HttpRequest, name: str) -> FileResponse:
    """Send an image of the guides.

    Raises:
        Http404: it is not one of those that lie in the folder.
    """
    file = guides.images().get(name)
    if file is None:
        raise Http404
    return FileResponse(file.open("rb"), content_type=guides.IMAGE_TYPES[file.suffix])


def _address(name: str, language: str) -> str:
    return f"{reverse('guide', args=[name])}?language={language}"


urlpatterns = [
    path("guides/images/<str:name>", guide_image, name="guide_image"),
    path("guides/<slug:name>/", GuideView.as_view(), name="guide"),
]
