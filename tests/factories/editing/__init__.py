"""A newsroom in which anybody may do anything, for tests of what has to hold all the same."""

from tests.factories.editing.newsroom import MARKS, Clock, other, with_body
from tests.factories.editing.placing import Placing
from tests.factories.editing.timing import Timing
from tests.factories.editing.translating import Translating
from tests.factories.editing.writing import Writing

__all__ = ["ACTS", "MARKS", "Clock", "Month", "other", "with_body"]


class Month(Writing, Translating, Timing, Placing):
    """Everything that may be done in a month of editing."""


# The first is what a search for a smaller example tends to.
ACTS = [
    *("let_time_pass",) * 3,
    *("create",) * 4,
    *("edit",) * 4,
    *("submit",) * 5,
    *("translate",) * 8,
    *("publish_translation",) * 6,
    *("publish_together",) * 4,
    *("keep_previous", "sync_from_draft", "publish_draft_of_translation", "stop_or_restart"),
    *("publish", "publish", "publish_old_revision", "publish_old_revision"),
    *("edit_by_hand", "copy_by_hand"),
    *("schedule", "schedule", "cancel_schedule"),
    *("unpublish", "unpublish", "delete", "move", "move", "reorder"),
    *("restrict", "restrict", "expire", "expire", "lock"),
]
