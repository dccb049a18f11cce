"""One page in both languages: how it stands, what changed, and the sign-off after reading."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from bilingual.desk.freshness_columns import may_edit
from bilingual.diff import Piece
from bilingual.domain import signing
from bilingual.domain.syncing import confirm_current
from bilingual.naming import language_name
from bilingual.rules import Refusal
from bilingual.selectors import changes, completeness, freshness
from bilingual.selectors.freshness import State

MARKS = {"same": "span", "removed": "del", "added": "ins"}


class PageLanguages(WagtailAdminTemplateMixin, TemplateView):
    """One page in both languages: how it stands, what changed since, who has read it."""

    template_name = "bilingual/freshness/page.html"
    page_title = gettext_lazy("Languages")
    header_icon = "globe"

    def get_page_subtitle(self) -> str:
        """Name the page as the explorer does."""
        return self.row.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the report."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("bilingual:freshness"), "label": _("Languages")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Find the pair that the page belongs to, in either language."""
        page = get_object_or_404(Page, pk=pk, depth__gt=1)
        rows = freshness.visible_to(freshness.pairs(), request.user)
        found = rows.filter(translation_key=page.translation_key).values_list("pk", flat=True)
        self.row = next(iter(freshness.rows_of(list(found[:1]))), None)
        if self.row is None:
            raise PermissionDenied
        return super().dispatch(request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather what both sides say."""
        row, user = self.row, self.request.user
        changed = missing = None
        if row.state == State.STALE:
            found = changes.changed_passages(original=row, translation=row.other)
            changed = found and [(change.where, _marked(change.pieces)) for change in found]
        if row.other is not None and row.left:
            translation = completeness.translation_of(row.other)
            segments = completeness.missing_segments(translation) if translation else []
            missing = [(item.where, changes.as_read(item.text)) for item in segments]
        target = freshness.other_language(row.locale.language_code)
        return {
            **super().get_context_data(**kwargs),
            "row": row,
            "sides": [self.side(row, user), *([self.side(row.other, user)] if row.other else [])],
            "changed": changed,
            "missing": missing,
            "original_language": language_name(row.locale.language_code),
            "target_language": language_name(target),
            "by_hand": row.other is not None
            and completeness.translation_of(row.other) is None
            and may_edit(row.other, user),
            "may_publish_both": row.other is not None
            and all(side.permissions_for_user(user).can_publish() for side in (row, row.other)),
            "may_submit": row.other is None
            and user.has_perm("wagtail_localize.submit_translation")
            and may_edit(row, user),
        }

    def side(self, page: Page, user: Any) -> dict[str, Any]:
        """Return what is shown of the page in one language."""
        return {
            "page": page,
            "language": language_name(page.locale.language_code),
            "is_original": page.pk == self.row.pk,
            "signed": getattr(page, "language_state", None),
            "may_edit": may_edit(page, user),
        }


def _marked(pieces: list[Piece]) -> SafeString:
    """Mark what is gone and what is new; without a space between pieces that has none."""
    return format_html_join("", "<{0}>{1}</{0}>", ((MARKS[kind], text) for kind, text in pieces))


def _page_to_sign(request: HttpRequest, pk: int) -> Page:
    page = get_object_or_404(Page, pk=pk, depth__gt=1)
    if not may_edit(page, request.user):
        raise PermissionDenied
    return page


def _back(request: HttpRequest, page: Page) -> HttpResponse:
    return redirect(
        get_valid_next_url_from_request(request) or reverse("bilingual:differences", args=[page.pk])
    )


@require_POST
def sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the person has read the page; the same place offers to take it back."""
    page = _page_to_sign(request, pk)
    try:
        signing.sign_off(page=page, user=request.user, seen=request.POST.get("seen", ""))
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Thank you. It is noted that you have read this text."))
    return _back(request, page)


@require_POST
def says_the_same(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a translation kept by hand says what the original says today."""
    page = _page_to_sign(request, pk)
    try:
        confirm_current(page=page, user=request.user)
    except Refusal as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("It is noted that both languages say the same."))
    return _back(request, page)


@require_POST
def withdraw_sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the sign-off back."""
    page = _page_to_sign(request, pk)
    signing.withdraw(page=page, user=request.user)
    messages.success(request, _("The note that this text was read has been taken back."))
    return _back(request, page)
