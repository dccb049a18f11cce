"""Asks before words go to a translation service: which words, which service, and whether."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail_localize.models import Translation, get_edit_url

from bilingual import machine
from bilingual.rules import Locked
from bilingual.selectors import exchange
from bilingual.texts import where


@require_http_methods(["GET", "HEAD", "POST"])
def machine_translate(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would be sent, and send it once somebody agrees.

    Without a service there is no such page.
    """
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"), pk=pk, enabled=True
    )
    target = exchange.target_of(translation)
    service = machine.service_for(translation)
    if target is None or service is None:
        raise Http404
    if not exchange.may_edit(request.user, target):
        raise PermissionDenied
    if request.method == "POST" and "agreed" in request.POST:
        answer = _send(request, translation)
        if answer is not None:
            return redirect(get_edit_url(target))
    segments = machine.words_to_send(translation)
    source = translation.source.as_instance()
    title = _("Machine translation: %(title)s") % {"title": exchange.title_of(target)}
    return render(
        request,
        "bilingual/exchange/machine.html",
        {
            "header_title": title,
            "header_icon": "globe",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": "", "label": title},
            ],
            "service": service.display_name,
            "passages": [
                {"place": where(source, one.context.path), "text": one.string.data}
                for one in segments
            ],
            "agreed": machine.name_of(segments),
            "source_language": translation.source.locale.language_code,
            "is_draft": not getattr(source, "live", True),
            "is_restricted": isinstance(source, Page) and source.get_view_restrictions().exists(),
            "edit_url": get_edit_url(target),
            "here": reverse("bilingual:machine_translate", args=[translation.pk]),
        },
    )


def _send(request: HttpRequest, translation: Translation) -> int | None:
    try:
        stored = machine.suggest(
            translation=translation, user=request.user, agreed=request.POST["agreed"]
        )
    except machine.WordsChanged:
        messages.error(
            request, _("The text has changed meanwhile. Nothing was sent; look at it again.")
        )
    except machine.ServiceFailed:
        messages.error(
            request, _("The service gave no answer that can be used. Nothing was changed.")
        )
    except Locked as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(
            request,
            ngettext(
                "%(count)d suggestion came. It counts as translated once somebody has read it.",
                "%(count)d suggestions came. They count as translated once somebody has read them.",
                stored,
            )
            % {"count": stored},
        )
        return stored
    return None


def register_log_action(actions: LogActionRegistry) -> None:
    """Name in a page's history that its words were sent to a service."""
    actions.register_action(*machine.LOG_ACTION)


urlpatterns = [path("machine/<int:pk>/", machine_translate, name="machine_translate")]
# wagtail-localize sends at once, without a word on what and where to.
shadowing_urlpatterns = [path("translate/<int:pk>/machine_translate/", machine_translate)]
