"""All addresses of the site; what a role of the process may not do is not mounted."""

from csp.decorators import csp_replace
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core import sitemap, views
from core.responses import form_page

handler404 = "core.errors.page_not_found"
handler403 = "core.errors.permission_denied"
handler400 = "core.errors.bad_request"
handler500 = "core.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", views.robots),
    path(".well-known/security.txt", views.security_txt),
    path("documents/", include(wagtaildocs_urls)),
    # Wagtail's own sign-in beside the pages is not mounted: staff sign in at the admin, with their
    # second factor, and a public process has no sign-in at all. Wagtail asks for the names.
    path(
        "sign-in/",
        RedirectView.as_view(url="/admin/login/", query_string=True),
        name="wagtailcore_login",
    ),
    path(
        "sign-in/<int:restriction_id>/<int:page_id>/",
        views.nothing_here,
        name="wagtailcore_authenticate_with_password",
    ),
]

if settings.SITE_ROLE in {"all", "desk"}:
    # Wagtail's admin needs inline styles and scripts; the rule is relaxed there and nowhere else.
    # Its previews show pages of our own in a frame.
    admin_policy = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'unsafe-inline'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
    urlpatterns += [
        path(
            "admin/",
            include(
                decorate_urlpatterns(
                    wagtailadmin_urls.urlpatterns,
                    lambda view: form_page(csp_replace(admin_policy)(view)),
                )
            ),
        ),
        path("admin", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    ]

if settings.SITE_ROLE in {"all", "public"}:
    urlpatterns += [
        path("", views.choose_language, name="choose_language"),
        path("sitemap.xml", sitemap.sitemap, name="sitemap"),
        *i18n_patterns(
            path("support/", include("support.urls")),
            path("return/", include("vault.urls")),
            path("resources/", include("resources.urls")),
            path("", include("home.urls")),
            re_path(serve_pattern, wagtail_views.serve, name="wagtail_serve"),
            prefix_default_language=True,
        ),
    ]

if "FileSystemStorage" in settings.STORAGES["default"]["BACKEND"]:
    # Renditions of public images only; a proxy may serve the same folder instead.
    urlpatterns.insert(
        0,
        re_path(r"^media/(?P<path>images/.+)$", serve, {"document_root": settings.MEDIA_ROOT}),
    )
