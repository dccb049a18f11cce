"""The reasons that volunteers choose from, as codes that may stand in the open."""

from enum import StrEnum


class StepIn(StrEnum):
    """Why somebody reads a request that another one answers."""

    ASKED = "asked"
    UNANSWERED = "unanswered"
    COORDINATES = "coordinates"
    OTHER = "other"


class HandOver(StrEnum):
    """Why a request goes from one person to another."""

    NO_TIME = "no_time"
    KNOWS_MORE = "knows_more"
    LANGUAGE = "language"
    ENTRUSTED = "entrusted"
    OTHER = "other"
