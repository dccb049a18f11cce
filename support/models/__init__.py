"""What the help desk keeps in the open: terms, volunteers, and requests as facets."""

from support.models.alarms import AlarmBox
from support.models.answers import AnswerTemplate, AnswerTemplateLink
from support.models.policy import HelpPolicy
from support.models.questions import Choice, Question
from support.models.requests import (
    Exclusion,
    HelpRequest,
    ReadMark,
    RequestAccess,
    RequestEvent,
)
from support.models.tally import Tally
from support.models.vocabulary import (
    AnswerLanguage,
    CrisisContact,
    Topic,
    UrgencyLevel,
)
from support.models.volunteers import Absence, Mailbox, SavedView, VolunteerProfile

__all__ = [
    "Absence",
    "AlarmBox",
    "AnswerLanguage",
    "AnswerTemplate",
    "AnswerTemplateLink",
    "Choice",
    "CrisisContact",
    "Exclusion",
    "HelpPolicy",
    "HelpRequest",
    "Mailbox",
    "Question",
    "ReadMark",
    "RequestAccess",
    "RequestEvent",
    "SavedView",
    "Tally",
    "Topic",
    "UrgencyLevel",
    "VolunteerProfile",
]
