"""Gives translators a page or a section as one file, and takes their words back after a look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, get_edit_url

from bilingual import po_files
from bilingual.desk import exchange_keeping as keeping
from bilingual.desk.exchange_report import groups_of
from bilingual.domain.exchange import take
from bilingual.domain.judging import judge
from bilingual.domain.verdicts import FileRefused, State
from bilingual.po_files import UnreadableFile
from bilingual.selectors import completeness, exchange

_ICON = "download"
_TO_BE_TAKEN = {State.NEW, State.CHANGED, State.CONFLICT}


@dataclass(frozen=True)
class _Scope:
    """What a file may be about: one translation, or those of a section."""

    name: str
    title: str
    locale: Locale
    translations: Sequence[Translation]
    export_url: str
    import_url: str
    edit_url: str
    is_section: bool = False


# One page or snippet


@require_safe
def po_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the passages of one translation as a file."""
    translation = _translation(request, pk)
    language = translation.target_locale.language_code
    return _file([translation], name=f"page-{translation.pk}-{language}.po")


@require_http_methods(["GET", "HEAD", "POST"])
def po_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the words for one translation from a file."""
    translation = _translation(request, pk)
    target = exchange.target_of(translation)
    return _import(
        request,
        _Scope(
            name=f"translation:{translation.pk}",
            title=exchange.title_of(target),
            locale=translation.target_locale,
            translations=[translation],
            export_url=reverse("bilingual:po_export", args=[translation.pk]),
            import_url=reverse("bilingual:po_import", args=[translation.pk]),
            edit_url=get_edit_url(target) or "",
        ),
    )


def _translation(request: HttpRequest, pk: int) -> Translation:
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"), pk=pk, enabled=True
    )
    target = exchange.target_of(translation)
    if target is None:
        raise Http404
    if not exchange.may_edit(request.user, target):
        raise PermissionDenied
    return translation


# A page and everything under it


@require_safe
def section_export(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the file of a section holds and what it does not, or send it."""
    section = _section(request, pk)
    language = section.locale.language_code
    if "file" in request.GET:
        if not section.translations:
            raise Http404
        return _file(section.translations, name=f"section-{pk}-{language}.po")
    rows = [
        {
            "title": exchange.title_of(exchange.target_of(translation)),
            "done": done,
            "total": total,
        }
        for translation in section.translations
        for done, total in [completeness.progress(translation)]
    ]
    others = Locale.objects.exclude(pk=section.locale.pk)
    return _page(
        request,
        "section",
        title=_("Translate in a file: %(title)s") % {"title": exchange.title_of(section.page)},
        section=section,
        rows=rows,
        languages=[one for one in others if _has_any(section.page, one)],
        may_submit=request.user.has_perm("wagtail_localize.submit_translation"),
        file_url=f"{request.path}?language={language}&file=1",
        import_url=_section_url("bilingual:section_import", section),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def section_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the words for the pages of a section from a file."""
    section = _section(request, pk)
    return _import(
        request,
        _Scope(
            name=f"section:{pk}:{section.locale.pk}",
            title=exchange.title_of(section.page),
            locale=section.locale,
            # The closed ones too, so that the report says why their passages are not taken.
            translations=[*section.translations, *section.closed],
            export_url=_section_url("bilingual:section_export", section),
            import_url=_section_url("bilingual:section_import", section),
            edit_url=reverse("wagtailadmin_explore", args=[pk]),
            is_section=True,
        ),
    )


def _section(request: HttpRequest, pk: int) -> exchange.Section:
    page = get_object_or_404(Page.objects.select_related("locale"), pk=pk, depth__gt=1).specific
    wanted = request.GET.get("language")
    if wanted:
        locale = get_object_or_404(Locale, language_code=wanted)
    else:
        others = Locale.objects.exclude(pk=page.locale_id)
        locale = next((one for one in others if _has_any(page, one)), page.locale)
    section = exchange.section(page, locale=locale, user=request.user)
    if not section.translations and not exchange.may_edit(request.user, page):
        raise PermissionDenied
    return section


def _has_any(page: Page, locale: Locale) -> bool:
    """Tell whether anything at or under `page` is translated into `locale`."""
    keys = page.get_descendants(inclusive=True).values("translation_key")
    translations = Translation.objects.filter(enabled=True, target_locale=locale)
    return translations.filter(source__object_id__in=keys).exists()


def _section_url(name: str, section: exchange.Section) -> str:
    return f"{reverse(name, args=[section.page.pk])}?language={section.locale.language_code}"


# What both share


def _file(translations: Sequence[Translation], *, name: str) -> HttpResponse:
    response = HttpResponse(
        po_files.write(exchange.export(translations)),
        content_type="text/x-gettext-translation; charset=utf-8",
    )
    # A title would tell whoever sees the list of downloads what the page is about.
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _import(request: HttpRequest, scope: _Scope) -> HttpResponse:
    if request.method != "POST":
        return _upload_page(request, scope)
    try:
        if "kept" in request.POST:
            return _taken(request, scope)
        return _judged(request, scope)
    except (UnreadableFile, FileRefused) as error:
        return _upload_page(request, scope, error=str(error))


def _judged(request: HttpRequest, scope: _Scope) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        raise UnreadableFile(_("Choose a file first."))
    po_files.refuse_if_too_big(upload.size)
    file = po_files.read(upload.read())
    report = judge(
        file=file, translations=scope.translations, locale=scope.locale, user=request.user
    )
    return _page(
        request,
        "report",
        title=_("What becomes of the file: %(title)s") % {"title": scope.title},
        scope=scope,
        groups=groups_of(report),
        taken=len(report.taken),
        conflicts=len(report.of(State.CONFLICT)),
        kept=keeping.pack(file, report, states=_TO_BE_TAKEN, user=request.user, scope=scope.name),
        is_done=False,
    )


def _taken(request: HttpRequest, scope: _Scope) -> HttpResponse:
    file, refused = keeping.unpack(request.POST["kept"], user=request.user, scope=scope.name)
    report = take(
        file=file,
        translations=scope.translations,
        locale=scope.locale,
        user=request.user,
        decided=request.POST.getlist("take"),
    )
    return _page(
        request,
        "report",
        title=_("What became of the file: %(title)s") % {"title": scope.title},
        scope=scope,
        groups=groups_of(report, refused_before=refused),
        taken=len(report.taken),
        conflicts=len(report.of(State.CONFLICT)),
        kept=keeping.pack(
            file, report, states={State.CONFLICT}, user=request.user, scope=scope.name
        ),
        is_done=True,
    )


def _upload_page(request: HttpRequest, scope: _Scope, *, error: str = "") -> HttpResponse:
    return _page(
        request,
        "upload",
        title=_("Take words from a file: %(title)s") % {"title": scope.title},
        scope=scope,
        error=error,
        most=po_files.MOST_BYTES // (1024 * 1024),
    )


def _page(request: HttpRequest, template: str, *, title: str, **context: Any) -> HttpResponse:
    way = ((reverse("wagtailadmin_home"), _("Home")), ("", title))
    furniture = {
        "header_title": title,
        "header_icon": _ICON,
        "breadcrumbs_items": [{"url": url, "label": label} for url, label in way],
    }
    return render(request, f"bilingual/exchange/{template}.html", {**furniture, **context})


def header_button(page: Page, user: Any, **context: Any) -> Iterator[Button]:
    """Lead from a page to the file of its section."""
    if page.depth > 1 and exchange.may_edit(user, page):
        yield Button(
            _("Translate in a file"),
            reverse("bilingual:section_export", args=[page.pk]),
            icon_name=_ICON,
            priority=63,
        )


urlpatterns = [
    path("file/translation/<int:pk>/export/", po_export, name="po_export"),
    path("file/translation/<int:pk>/import/", po_import, name="po_import"),
    path("file/section/<int:pk>/export/", section_export, name="section_export"),
    path("file/section/<int:pk>/import/", section_import, name="section_import"),
]
# Where wagtail-localize takes files unchecked; ours are mounted before it.
shadowing_urlpatterns = [
    path("translate/<int:pk>/pofile/download/", po_export),
    path("translate/<int:pk>/pofile/upload/", po_import),
]
