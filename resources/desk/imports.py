"""Imports into the directory, with a trial first; and exports of what is published."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from resources.desk.imports_forms import ImportForm
from resources.desk.pages import crumb, needs
from resources.domain import exporting
from resources.domain.importing import files, running
from resources.domain.importing.refusals import Failure, Reason, Unreadable
from resources.models import DirectoryImport
from resources.tasks import move_import_on
from vault.desk.pages import desk_page
from vault.unlock import StaffRequest

PER_PAGE = 100
SHOWN_RUNS = 20
REFRESH_SECONDS = 5
ICON = "upload"
_UNDER_WAY = (DirectoryImport.State.WAITING, DirectoryImport.State.RUNNING)
_TITLE = gettext_lazy("Import and export")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@needs("view_directoryimport", "add_directoryimport")
def imports(request: StaffRequest) -> HttpResponse:
    """List the last imports, take a file for a trial, and offer exports."""
    may_add = request.user.has_perm("resources.add_directoryimport")
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and may_add and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = running.begin(chunks=upload.chunks(), file_name=upload.name, user=request.user)
        except Unreadable as error:
            form.add_error("file", _failure_in_words(error))
        else:
            return _queued(run)
    return desk_page(
        request,
        "resources/desk/imports.html",
        title=_TITLE,
        icon=ICON,
        form=form,
        may_add=may_add,
        may_export=request.user.has_perm("resources.view_service"),
        runs=DirectoryImport.objects.all()[:SHOWN_RUNS],
    )


@require_http_methods(["GET", "HEAD"])
@needs("view_directoryimport", "add_directoryimport")
def one_import(request: StaffRequest, pk: str) -> HttpResponse:
    """Show how far a run is, and in the end what became of each line that was refused."""
    run = get_object_or_404(DirectoryImport, pk=pk)
    is_under_way = run.state in _UNDER_WAY
    page = Paginator(run.refusals.all(), PER_PAGE).get_page(request.GET.get("p"))
    response = desk_page(
        request,
        "resources/desk/import.html",
        title=run.file_name,
        icon=ICON,
        crumbs=crumb("imports", _TITLE),
        run=run,
        page=page,
        rows=[
            {"line": row.line, "field": row.field, "reason": _label(Reason, row.reason)}
            for row in page
        ],
        failure=_label(Failure, run.failure),
        is_under_way=is_under_way,
        is_json=run.format == DirectoryImport.Format.JSON,
        may_add=request.user.has_perm("resources.add_directoryimport"),
        may_do=run.is_dry_run
        and run.state == DirectoryImport.State.DONE
        and bool(run.created or run.updated)
        and files.is_there(run.pk),
    )
    if is_under_way:
        response["Refresh"] = str(REFRESH_SECONDS)  # no script is needed for that
    return response


@require_http_methods(["POST"])
@needs("add_directoryimport")
def do_for_real(request: StaffRequest, pk: str) -> HttpResponse:
    """Do what a trial has tried."""
    trial = get_object_or_404(DirectoryImport, pk=pk)
    try:
        run = running.do_for_real(trial=trial, user=request.user)
    except running.NotTried:
        messages.error(request, _("This file is not here any more. Choose it again."))
        return HttpResponseRedirect(reverse("directory:import", args=[trial.pk]))
    return _queued(run)


@require_http_methods(["POST"])
@needs("add_directoryimport")
def stop(request: StaffRequest, pk: str) -> HttpResponse:
    """Stop a run where it is."""
    run = get_object_or_404(DirectoryImport, pk=pk)
    running.stop(run=run.pk)
    return HttpResponseRedirect(reverse("directory:import", args=[run.pk]))


@require_http_methods(["GET"])
@needs("view_service")
def export_csv(request: StaffRequest) -> HttpResponse:
    """Send what is published as a table."""
    return _download(exporting.csv_lines(), "csv", "text/csv; charset=utf-8")


@require_http_methods(["GET"])
@needs("view_service")
def export_json(request: StaffRequest) -> HttpResponse:
    """Send what is published in the terms of HSDS 3."""
    return _download(exporting.json_lines(), "json", "application/json")


def _download(lines: Iterator[str], ending: str, content_type: str) -> HttpResponse:
    name = f"directory-{timezone.localdate():%Y-%m-%d}.{ending}"
    return StreamingHttpResponse(
        lines,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _queued(run: DirectoryImport) -> HttpResponse:
    with transaction.atomic():
        move_import_on.enqueue(run=str(run.pk), position=0)
    return HttpResponseRedirect(reverse("directory:import", args=[run.pk]))


def _label(choices: type[Reason] | type[Failure], value: str) -> str:
    return choices(value).label if value in choices.values else ""


def _failure_in_words(error: Unreadable) -> str:
    if error.columns:
        return _("These columns are not known: %(columns)s.") % {
            "columns": ", ".join(error.columns)
        }
    return error.failure.label
