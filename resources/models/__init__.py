"""Articles and facts with their sources; organisations and services, and what keeps them true."""

from resources.models.articles import (
    ArticleCorrection,
    ArticlePage,
    ArticleRelatedPage,
    ArticleRelatedService,
    ArticleSource,
    ResourcesIndexPage,
)
from resources.models.imports import DirectoryImport, RefusedLine
from resources.models.keeping import ServiceCheck, ServiceReport, ServiceSuggestion
from resources.models.links import CheckedLink, LinkCheckRun
from resources.models.myths import (
    MythCorrection,
    MythPage,
    MythRelatedPage,
    MythRelatedService,
    MythSource,
)
from resources.models.organisations import Organisation, OrganisationText
from resources.models.places import ServiceAddress
from resources.models.services import (
    OnlineCommunity,
    Phone,
    Schedule,
    Service,
    ServiceText,
)
from resources.models.vocabulary import Audience, ServiceKind

__all__ = [
    "ArticleCorrection",
    "ArticlePage",
    "ArticleRelatedPage",
    "ArticleRelatedService",
    "ArticleSource",
    "Audience",
    "CheckedLink",
    "DirectoryImport",
    "LinkCheckRun",
    "MythCorrection",
    "MythPage",
    "MythRelatedPage",
    "MythRelatedService",
    "MythSource",
    "OnlineCommunity",
    "Organisation",
    "OrganisationText",
    "Phone",
    "RefusedLine",
    "ResourcesIndexPage",
    "Schedule",
    "Service",
    "ServiceAddress",
    "ServiceCheck",
    "ServiceKind",
    "ServiceReport",
    "ServiceSuggestion",
    "ServiceText",
]
