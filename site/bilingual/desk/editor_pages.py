"""What belongs to the translation editor: previews, ending a translation, and what is shut."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import PreviewableMixin
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import Translation, get_edit_url

from bilingual.desk.editor_rights import Rights
from core.i18n import direction


@require_safe
@method_decorator(xframe_options_sameorigin_override)
def preview(request: HttpRequest, pk: int, side: str) -> HttpResponse:
    """Show the source as it is being translated, or the translation as it is saved so far."""
    translation, rights = _translation(request, pk)
    source = translation.source
    if not isinstance(rights.target, PreviewableMixin) or not rights.target.is_previewable():
        raise Http404
    if side == "source":
        shown = source.as_instance()
    else:
        # What is missing stands there in the source's words: only people who edit see this.
        shown = source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return shown.make_preview_request(request, shown.default_preview_mode)


@require_http_methods(["GET", "HEAD", "POST"])
def stop_translation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether the page is to be kept by hand from now on, and then let go of its source."""
    translation, rights = _translation(request, pk)
    edit_url = get_edit_url(rights.target)
    if rights.lock:
        messages.error(request, rights.lock)
        return redirect(edit_url)
    if request.method == "POST":
        translation.enabled = False
        translation.save(update_fields=["enabled"])
        messages.success(request, _("This is kept by hand now. Its words are as they were."))
        return redirect(edit_url)
    title = getattr(rights.target, "draft_title", None) or str(rights.target)
    context = {
        "title": title,
        "dir": direction(translation.target_locale.language_code),
        "lang": translation.target_locale.language_code,
        "edit_url": edit_url,
        "header_title": _("Stop translating"),
        "header_icon": "globe",
    }
    return TemplateResponse(request, "bilingual/editor/stop.html", context)


def shut(request: HttpRequest, **kwargs: int | str) -> HttpResponse:
    """Answer for what would store words past our checks, or tell of what one may not see.

    Raises:
        Http404: always.
    """
    raise Http404


def _translation(request: HttpRequest, pk: int) -> tuple[Translation, Rights]:
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"), pk=pk, enabled=True
    )
    try:
        rights = Rights(translation.get_target_instance(), request.user)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not rights.can_edit:
        raise PermissionDenied
    return translation, rights


urlpatterns = [
    path("translation/<int:pk>/preview/<slug:side>/", preview, name="preview"),
    path("translation/<int:pk>/stop/", stop_translation, name="stop_translation"),
]

# Where wagtail-localize's own know neither locks nor reviews nor what words may hold.
shadowing_urlpatterns = [
    path("translate/<int:translation_id>/strings/<int:segment_id>/edit/", shut),
    path("translate/<int:translation_id>/overrides/<int:segment_id>/edit/", shut),
    path("translate/<int:pk>/disable/", stop_translation),
    # These name pages and snippets to whoever may open the admin, drafts and closed ones too.
    path("reports/translations/", shut),
    path("reports/translations/results/", shut),
    path("api/snippets/<slug:app_label>/<slug:model_name>/", shut),
    path("api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", shut),
]
