"""Publishes both languages of a page in one act, and shows a draft to translators before that."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize import wagtail_hooks as localize_hooks
from wagtail_localize.models import TranslationSource, get_edit_url
from wagtail_localize.views.edit_translation import user_can_edit_instance

from bilingual.diff import word_diff
from bilingual.domain.syncing import sync
from bilingual.domain.together import missing_of_both, pair_of, publish_both
from bilingual.naming import language_name
from bilingual.selectors.completeness import counterparts, lock_message, source_of
from bilingual.texts import published_text, where
from core.i18n import direction


class WhenForm(forms.Form):
    """Now, or at a time to come."""

    NOW, LATER = "now", "later"

    when = forms.ChoiceField(
        label=gettext_lazy("When?"),
        choices=[(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("At a time"))],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    at = forms.DateTimeField(
        label=gettext_lazy("Time"), required=False, widget=AdminDateTimeInput()
    )

    def clean(self) -> dict[str, Any]:
        """Require a time that is still to come."""
        data = super().clean()
        if data.get("when") == self.NOW:
            data["at"] = None
        elif not data.get("at"):
            if "at" not in self.errors:
                self.add_error("at", _("Choose a time, or publish now."))
        elif data["at"] <= timezone.now():
            self.add_error("at", _("This time has passed. Choose a later one, or publish now."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would go live in each language and what is missing; publish on the second step."""
    page = get_object_or_404(Page, pk=pk).specific
    original = pair_of(page)
    sides = [_side(side, request) for side in (original, *counterparts(original).specific())]
    if not all(side["may_publish"] for side in sides):
        raise PermissionDenied
    form = WhenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = form.cleaned_data["at"]
        try:
            publish_both(page=original, user=request.user, at=at)
        except ValidationError as error:
            for text in error.messages:
                messages.error(request, text)
            return redirect("bilingual:together", page.pk)
        if at is None:
            messages.success(request, _("Both languages are published."))
        else:
            messages.success(request, _("Both languages go live at the time you chose."))
        return redirect("bilingual:differences", page.pk)
    return render(
        request,
        "bilingual/together/page.html",
        {
            "page": page,
            "header_title": _("Publish both languages"),
            "sides": sides,
            "missing": missing_of_both(original),
            "alone": len(sides) == 1,
            "locks": [side["lock"] for side in sides if side["lock"]],
            "form": form,
            "media": form.media,
        },
    )


def _side(page: Page, request: HttpRequest) -> dict[str, Any]:
    return {
        "page": page,
        "language": language_name(page.locale.language_code),
        "code": page.locale.language_code,
        "may_publish": page.permissions_for_user(request.user).can_publish(),
        "lock": lock_message(page, request.user),
        "is_new": page.first_published_at is None,
        "has_changes": page.has_unpublished_changes,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def draft_to_translators(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Give translators the latest draft, so that a change can go live in both languages at once.

    Stands in the place of wagtail-localize's page, which offers to publish the source's words
    (TRAPS B2). What is published is with the translators by itself.
    """
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    instance = source.get_source_instance()
    if not user_can_edit_instance(request.user, instance):
        raise PermissionDenied
    edit_url = get_edit_url(instance)
    if request.method == "POST":
        if sync(source=source, from_draft=True):
            messages.success(request, _("Translators have the latest draft now."))
        else:
            messages.info(request, _("Translators already had these words."))
        return redirect(edit_url)
    language = source.locale.language_code
    return render(
        request,
        "bilingual/together/draft.html",
        {
            "subtitle": str(instance),
            "edit_url": edit_url,
            "header_title": _("Send the draft to translators"),
            "language": {"code": language, "dir": direction(language)},
            "changes": _changes(source, instance.get_latest_revision_as_object()),
        },
    )


def _changes(source: TranslationSource, draft: models.Model) -> list[dict[str, Any]]:
    """Return the passages that differ between what translators have and the draft."""
    before: dict[str, list[str]] = {}
    for place, text in published_text(source.as_instance()):
        before.setdefault(place, []).append(text)
    after: dict[str, list[str]] = {}
    for place, text in published_text(draft):
        after.setdefault(place, []).append(text)
    return [
        {
            "where": where(draft, place),
            "words": word_diff(" ".join(before.get(place, [])), " ".join(after.get(place, []))),
        }
        for place in dict.fromkeys([*after, *before])
        if before.get(place) != after.get(place)
    ]


def header_buttons(page: Page, user, view_name=None, **context) -> Iterator[Button]:
    """Offer, on a page, what can be done with its languages; each where it does something."""
    if page.depth < 2:
        return
    others = counterparts(page).exists()
    if others and page.permissions_for_user(user).can_publish():
        yield Button(
            _("Publish both languages"),
            reverse("bilingual:together", args=[page.pk]),
            icon_name="upload",
            priority=63,
        )
    if not user.has_perm("wagtail_localize.submit_translation"):
        return
    if not others:
        yield Button(
            _("Translate this page"),
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
            icon_name="wagtail-localize-language",
            priority=60,
        )
    elif page.has_unpublished_changes and (source := source_of(page)) is not None:
        yield Button(
            _("Send the draft to translators"),
            reverse("wagtail_localize:update_translations", args=[source.pk]),
            icon_name="rotate",
            priority=60,
        )


def replace_localize_buttons() -> None:
    """Take away wagtail-localize's buttons, for which ours stand.

    They ask four questions of the database for each row of the explorer, and one of them speaks
    of a "sync" that is never needed here.
    """
    for name in ("register_page_header_buttons", "register_page_listing_more_buttons"):
        hooks._hooks[name] = [
            entry
            for entry in hooks._hooks.get(name, [])
            if entry[0] is not localize_hooks.page_listing_more_buttons
        ]


urlpatterns = [
    path("pages/<int:pk>/together/", together, name="together"),
]
shadowing_urlpatterns = [path("update/<int:translation_source_id>/", draft_to_translators)]
