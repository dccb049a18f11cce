"""What the translation editor's page knows besides its passages: languages, links, who may what."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language_info
from wagtail.models import Page, PreviewableMixin
from wagtail.permissions import page_permission_policy
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation, get_edit_url

from bilingual.desk.editor_rights import Rights
from bilingual.desk.editor_text import EditorText
from bilingual.desk.editor_values import media_of
from bilingual.models import LanguageState
from bilingual.rules import Incomplete, Refusal
from core.i18n import direction

FIRST_MISSING = 8  # of the list on top; the rest is a link away


def context_of(
    request: HttpRequest,
    text: EditorText,
    rights: Rights,
    *,
    show: str,
    refusal: Refusal | None = None,
) -> dict[str, Any]:
    """Return the context of `bilingual/editor/editor.html`.

    Args:
        request: the one that is answered.
        text: what is translated.
        rights: what the person may do.
        show: `all`, `missing` or `changed` passages.
        refusal: why publishing or handing in was refused.
    """
    translation, target = text.translation, text.target
    title = getattr(target, "draft_title", None) or str(target)
    groups = text.groups(show)
    return {
        "text": text,
        "groups": groups,
        "show": show,
        "filters": _filters(request, text),
        "first_missing": text.missing[:FIRST_MISSING],
        "number_more": max(0, len(text.missing) - FIRST_MISSING),
        "rights": rights,
        "is_read_only": bool(rights.lock),
        "refused_for": text.missing if isinstance(refusal, Incomplete) else [],
        "translation": translation,
        "target": target,
        "title": title,
        "source": _language(translation.source.locale.language_code),
        "into": _language(translation.target_locale.language_code),
        "links": _links(translation, text, rights),
        **_published_state(text),
        "media": media_of(value for group in groups for value in group.values),
        "header_title": title,
        "header_icon": "globe",
        "breadcrumbs_items": _breadcrumbs(request, target, title),
        "history_url": rights.links.get("history"),
        "page": target if rights.is_page else None,
    }


def _language(code: str) -> dict[str, str]:
    name = get_language_info(code)["name_translated"]
    return {"code": code, "dir": direction(code), "name": name}


def _filters(request: HttpRequest, text: EditorText) -> list[dict[str, Any]]:
    numbers = {
        "all": len(text.rows),
        "missing": len(text.missing),
        "changed": len(text.changed),
    }
    return [
        {"name": name, "number": number, "url": f"{request.path}?show={name}"}
        for name, number in numbers.items()
    ]


def _links(translation: Translation, text: EditorText, rights: Rights) -> dict[str, str]:
    """Return addresses by name; one that does not exist or is not open is left out."""
    original = translation.source.get_source_instance()
    links = dict(rights.links)
    if Rights(original, rights.user).can_edit:
        links["source_editor"] = get_edit_url(original)
    if isinstance(text.target, PreviewableMixin) and text.target.is_previewable():
        for side in ("source", "target"):
            links[f"{side}_preview"] = _url("bilingual:preview", translation.pk, side)
    links["po_export"] = _url("bilingual:po_export", translation.pk)
    if not rights.lock:
        links["po_import"] = _url("bilingual:po_import", translation.pk)
        links["stop"] = _url("bilingual:stop_translation", translation.pk)
        machine = get_machine_translator()
        if machine and machine.can_translate(translation.source.locale, translation.target_locale):
            links["machine"] = _url("bilingual:machine_translate", translation.pk)
    if rights.is_page:
        links["differences"] = _url("bilingual:differences", original.pk)
        if rights.can_publish:
            links["together"] = _url("bilingual:together", text.target.pk)
        if text.target.live:
            links["sign_off"] = _url("bilingual:sign_off", text.target.pk)
            links["live"] = text.target.url or ""
    return {name: url for name, url in links.items() if url}


def _url(name: str, *args: Any) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _published_state(text: EditorText) -> dict[str, Any]:
    """Return what readers see of the translation, and whether it is older than its source."""
    if not isinstance(text.target, Page):
        return {"state": None, "is_stale": False}
    states = {
        state.page_id: state
        for state in LanguageState.objects.filter(
            page_id__in=[text.target.pk, text.original.pk]
        ).select_related("read_by__wagtail_userprofile")
    }
    mine, theirs = states.get(text.target.pk), states.get(text.original.pk)
    is_stale = text.target.live and mine is not None and theirs is not None
    return {
        "state": mine,
        "is_stale": is_stale and (bool(text.missing) or mine.made_from != theirs.fingerprint),
    }


def _breadcrumbs(request: HttpRequest, target: Any, title: str) -> list[dict[str, str]]:
    if not isinstance(target, Page):
        viewset = target.snippet_viewset
        return [
            {"url": reverse("wagtailadmin_home"), "label": ""},
            {
                "url": reverse(viewset.get_url_name("list")),
                "label": str(target._meta.verbose_name_plural),
            },
            {"url": "", "label": title},
        ]
    root = page_permission_policy.explorable_root_instance(request.user)
    above = target.get_ancestors().descendant_of(root, inclusive=True) if root else []
    return [
        {
            "url": reverse("wagtailadmin_explore", args=[page.pk])
            if not page.is_root()
            else reverse("wagtailadmin_explore_root"),
            "label": page.draft_title,
        }
        for page in above
    ] + [{"url": "", "label": title}]
