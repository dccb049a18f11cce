"""Says who may do what with a translation: the same as in the page editor, asked of Wagtail."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.admin.utils import quote
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.urls import reverse
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Page,
    Workflow,
    WorkflowMixin,
    WorkflowState,
)

from bilingual.selectors.completeness import lock_message


@dataclass(frozen=True)
class TaskAction:
    """Something that a reviewer may do now, such as approve."""

    name: str
    label: str


@dataclass
class Rights:
    """What `user` may do with `target`, a page or a snippet.

    Attributes:
        target: as it is in the database.
    """

    target: models.Model
    user: AbstractBaseUser

    def __post_init__(self) -> None:
        self.is_page = isinstance(self.target, Page)
        if self.is_page:
            self.of_page = self.target.permissions_for_user(self.user)

    @cached_property
    def can_edit(self) -> bool:
        """Whether the person may change it at all."""
        return self.of_page.can_edit() if self.is_page else self._may("change")

    @cached_property
    def lock(self) -> str | None:
        """Why nothing can be changed now, and who says so."""
        if not isinstance(self.target, LockableMixin):
            return None
        return lock_message(self.target, self.user)

    @cached_property
    def can_publish(self) -> bool:
        """Whether the person may put it before readers."""
        if self.lock:
            return False
        if self.is_page:
            return self.of_page.can_publish()
        return not isinstance(self.target, DraftStateMixin) or self._may("publish")

    @cached_property
    def can_unlock(self) -> bool:
        """Whether the person may take the lock away; a review is no such lock."""
        return self.is_page and self.target.locked and self.of_page.can_unlock()

    @cached_property
    def workflow_state(self) -> WorkflowState | None:
        """The review that goes on, or waits for changes."""
        if not isinstance(self.target, WorkflowMixin):
            return None
        return self.target.current_workflow_state

    @cached_property
    def workflow(self) -> Workflow | None:
        """The review that it can be handed in to, where it is not being reviewed."""
        if not isinstance(self.target, WorkflowMixin) or self.lock:
            return None
        if not self.target.has_workflow or self.target.workflow_in_progress:
            return None
        return self.target.get_workflow()

    @cached_property
    def needs_changes(self) -> bool:
        """Whether a reviewer has sent it back."""
        state = self.workflow_state
        return state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES

    @cached_property
    def task_actions(self) -> list[TaskAction]:
        """What the person may do as a reviewer."""
        if self.lock or self.workflow_state is None or not self.target.workflow_in_progress:
            return []
        task = self.target.current_workflow_task
        actions = task.get_actions(self.target, self.user) if task else []
        # The same action stands there twice, with and without a comment; ours always takes one.
        found = {name: TaskAction(name, str(label)) for name, label, _modal in reversed(actions)}
        return list(reversed(found.values()))

    @cached_property
    def can_cancel_review(self) -> bool:
        """Whether the person may take it back from the reviewers, lock or no lock."""
        state = self.workflow_state
        return state is not None and state.user_can_cancel(self.user)

    @property
    def has_more(self) -> bool:
        """Whether there is more to do than to save and the one thing that comes next."""
        both = self.workflow is not None and self.can_publish
        return bool(self.task_actions) or both or self.can_cancel_review

    @cached_property
    def links(self) -> dict[str, str]:
        """Wagtail's own pages about it that are open to the person, by name."""
        return self._links_of_page() if self.is_page else self._links_of_snippet()

    def _links_of_page(self) -> dict[str, str]:
        page, allowed = self.target, {"history": self.of_page.can_view_revisions()}
        allowed["unpublish"] = self.of_page.can_unpublish()
        allowed["delete"] = self.of_page.can_delete()
        allowed["unlock"] = self.can_unlock
        return {
            name: reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
            for name, is_allowed in allowed.items()
            if is_allowed
        }

    def _links_of_snippet(self) -> dict[str, str]:
        viewset = self.target.snippet_viewset
        live = getattr(self.target, "live", False)
        allowed = {
            "history": True,
            "unpublish": live and self.can_publish and viewset.draftstate_enabled,
            "delete": self._may("delete"),
        }
        return {
            name: reverse(viewset.get_url_name(name), args=[quote(self.target.pk)])
            for name, is_allowed in allowed.items()
            if is_allowed
        }

    def _may(self, action: str) -> bool:
        policy = self.target.snippet_viewset.permission_policy
        return policy.user_has_permission_for_instance(self.user, action, self.target)
