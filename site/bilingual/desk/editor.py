"""The translation editor: stands in the place of the page editor where a page is a translation."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation

from bilingual.desk.editor_context import context_of
from bilingual.desk.editor_rights import Rights
from bilingual.desk.editor_text import EditorText
from bilingual.domain.entries import SaveReport
from bilingual.domain.publishing import publish_translation, save_draft
from bilingual.domain.resuming import keep_what_was_written, stopped_translation_of
from bilingual.domain.translating import save_segments
from bilingual.forms import TranslationForm
from bilingual.rules import Incomplete, Refusal
from bilingual.selectors.completeness import translation_of

SHOWN = ("all", "missing", "changed")


def edit_page(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Answer for the page editor where the page is the target of a translation."""
    translation = translation_of(page)
    if translation is None or page.alias_of_id:
        _keep_what_was_written(request, page)
        return None
    return TranslationEditor(request, translation).respond()


def edit_snippet(request: HttpRequest, instance: models.Model) -> HttpResponseBase | None:
    """Answer for a snippet's editor where the snippet is the target of a translation."""
    if not isinstance(instance, TranslatableMixin):
        return None
    translation = translation_of(instance)
    if translation is None:
        _keep_what_was_written(request, instance)
        return None
    return TranslationEditor(request, translation).respond()


def _keep_what_was_written(request: HttpRequest, instance: models.Model) -> None:
    """Take words that were written by hand into the translation, where it is begun again.

    wagtail-localize, which answers next, would put back the words from before.

    Raises:
        Locked: the page is locked for the person.
    """
    if request.method == "POST" and "localize-restart-translation" in request.POST:
        translation = stopped_translation_of(instance)
        if translation is not None:
            keep_what_was_written(translation=translation, user=request.user)


class TranslationEditor:
    """One request to the editor of one translation."""

    def __init__(self, request: HttpRequest, translation: Translation) -> None:
        self.request, self.translation = request, translation
        self.target = translation.get_target_instance()
        self.rights = Rights(self.target, request.user)

    def respond(self) -> HttpResponseBase:
        """Show the editor, or store what was posted and do what was asked for.

        Raises:
            PermissionDenied: the person may not change this, or not do that with it.
        """
        if not self.rights.can_edit:
            raise PermissionDenied
        if self.request.method != "POST":
            return self._shown()
        form = TranslationForm(self.request.POST, self.translation)
        act = self._act(form.action)
        if form.action == "cancel" and self.rights.lock:
            # Who handed it in may take it back, though the review has locked it for them.
            return act(SaveReport())
        try:
            report = save_segments(
                translation=self.translation,
                entries=form.entries,
                overrides=form.overrides,
                user=self.request.user,
            )
        except Refusal as refusal:
            self._say_refusal(refusal, stored=False)
            return self._shown(form=form, is_refused=True)
        if not report.is_clean:
            self._say_what_is_wrong(report, form)
            return self._shown(form=form, report=report)
        try:
            return act(report)
        except Refusal as refusal:
            self._say_refusal(refusal)
            return self._shown(refusal=refusal)
        except ValidationError as error:
            for text in error.messages:
                messages.error(self.request, text)
            return self._shown()

    def _act(self, action: str) -> Callable[[SaveReport], HttpResponseBase]:
        """Return what to do after saving.

        Raises:
            PermissionDenied: the person may not do it now.
        """
        rights, name = self.rights, action.removeprefix("review:")
        if rights.lock and action != "cancel":
            return self._saved  # which is refused, with the reason
        allowed: dict[str, tuple[bool, Callable[[SaveReport], HttpResponseBase]]] = {
            "save": (True, self._saved),
            "publish": (rights.can_publish, self._publish),
            "submit": (rights.workflow is not None, self._submit),
            "cancel": (rights.can_cancel_review, self._cancel),
        }
        if action.startswith("review:"):
            is_allowed = name in [task.name for task in rights.task_actions]
            return self._allowed(is_allowed, lambda report: self._review(name, report))
        return self._allowed(*allowed.get(action, (False, self._saved)))

    def _allowed(
        self, is_allowed: bool, act: Callable[[SaveReport], HttpResponseBase]
    ) -> Callable[[SaveReport], HttpResponseBase]:
        if not is_allowed:
            raise PermissionDenied
        return act

    def _saved(self, report: SaveReport) -> HttpResponseBase:
        if report.count:
            self._say_saved(report)
            self._renew_review()
        else:
            messages.info(self.request, _("Nothing was changed."))
        # Back to the passage whose button it was.
        place = self.request.POST.get("keep", "").partition(":")[0] or self.request.POST.get("read")
        return self._back(f"s-{place}" if place and place.replace("-", "").isdigit() else "")

    def _publish(self, report: SaveReport) -> HttpResponseBase:
        if response := self._run_hooks("before_publish", self.target):
            return response
        published = publish_translation(translation=self.translation, user=self.request.user)
        if response := self._run_hooks("after_publish", published):
            return response
        url = published.url if self.rights.is_page else None
        messages.success(
            self.request,
            _("“%(title)s” is published.") % {"title": published},
            buttons=[messages.button(url, _("View live"))] if url else [],
        )
        return self._back()

    def _submit(self, report: SaveReport) -> HttpResponseBase:
        save_draft(translation=self.translation, user=self.request.user, whole=True)
        target = self._fresh()
        if self.rights.needs_changes:
            self.rights.workflow_state.resume(self.request.user)
        else:
            self.rights.workflow.start(target, self.request.user)
        messages.success(
            self.request, _("“%(title)s” is handed in for review.") % {"title": target}
        )
        return self._back()

    def _review(self, name: str, report: SaveReport) -> HttpResponseBase:
        if report.count:
            # What is approved is what the reviewer sees, not what was handed in.
            save_draft(translation=self.translation, user=self.request.user, whole=True)
        target = self._fresh()
        comment = self.request.POST.get("comment", "").strip()
        target.current_workflow_task.on_action(
            target.current_workflow_task_state, self.request.user, name, comment=comment
        )
        messages.success(self.request, _("The review of “%(title)s” goes on.") % {"title": target})
        return self._back()

    def _cancel(self, report: SaveReport) -> HttpResponseBase:
        self.rights.workflow_state.cancel(user=self.request.user)
        messages.success(
            self.request, _("“%(title)s” is taken back from review.") % {"title": self.target}
        )
        return self._back()

    def _renew_review(self) -> None:
        """Put what was changed during a review before the reviewers."""
        if not getattr(self.target, "workflow_in_progress", False):
            return
        try:
            save_draft(translation=self.translation, user=self.request.user, whole=True)
        except Incomplete:
            messages.warning(
                self.request,
                _("It is not complete, so the reviewers still see the version from before."),
            )

    def _run_hooks(self, name: str, instance: models.Model) -> HttpResponseBase | None:
        """Run Wagtail's hooks for a page or a snippet; the first that answers ends it."""
        for hook in hooks.get_hooks(f"{name}_page" if self.rights.is_page else name):
            response = hook(self.request, instance)
            if hasattr(response, "status_code"):
                return response
        return None

    def _fresh(self) -> models.Model:
        return type(self.target).objects.get(pk=self.target.pk)

    def _back(self, anchor: str = "") -> HttpResponse:
        url = self.request.get_full_path()
        return redirect(f"{url}#{anchor}" if anchor else url)

    def _say_refusal(self, refusal: Refusal, *, stored: bool = True) -> None:
        messages.error(self.request, " ".join(refusal.messages))
        if stored:
            messages.info(self.request, _("What you wrote is saved."))

    def _say_saved(self, report: SaveReport) -> None:
        text = ngettext(
            "%(count)d passage is saved.", "%(count)d passages are saved.", report.count
        )
        messages.success(self.request, text % {"count": report.count})

    def _say_what_is_wrong(self, report: SaveReport, form: TranslationForm) -> None:
        if report.count:
            self._say_saved(report)
        waiting = len(report.errors) + len(report.conflicts)
        waiting += len(report.overrides.errors) + len(report.overrides.conflicts)
        if waiting:
            text = ngettext(
                "%(count)d passage needs you: it is marked below, with what you wrote.",
                "%(count)d passages need you: they are marked below, with what you wrote.",
                waiting,
            )
            messages.error(self.request, text % {"count": waiting})
        if form.action != "save":
            messages.warning(self.request, _("Nothing else was done yet."))

    def _shown(
        self,
        *,
        form: TranslationForm | None = None,
        report: SaveReport | None = None,
        refusal: Refusal | None = None,
        is_refused: bool = False,
    ) -> HttpResponse:
        self.target = self._fresh()
        self.rights = Rights(self.target, self.request.user)
        text = EditorText(
            self.translation, self.target, form=form, report=report, is_refused=is_refused
        )
        show = self.request.GET.get("show", "all")
        context = context_of(
            self.request, text, self.rights, show=show if show in SHOWN else "all", refusal=refusal
        )
        if form is not None and report is not None:
            context["outdated"] = [form.typed(key) for key in report.outdated]
        if is_refused:
            context["has_unsaved_changes"] = True
        return TemplateResponse(self.request, "bilingual/editor/editor.html", context)
