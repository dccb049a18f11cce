"""Turns a refusal into words: whichever admin view an act was tried in, its editor reads why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page

from bilingual.rules import Refusal


class RefusalMiddleware:
    """Answers a `Refusal` that no view has caught; what was saved before it stays saved."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say it on the page's editor, or to a script as JSON; elsewhere it stays an error."""
        if not isinstance(exception, Refusal) or not request.path_info.startswith("/admin/"):
            return None
        text = " ".join(exception.messages)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": text}, status=409)
        messages.error(request, text)
        page = exception.page
        if isinstance(page, Page) and page.pk and Page.objects.filter(pk=page.pk).exists():
            return redirect("wagtailadmin_pages:edit", page.pk)
        return redirect(reverse("wagtailadmin_home"))
