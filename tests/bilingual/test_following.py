"""What is done to one language of a page follows to the other (TRAPS B4, B5)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Revision, Workflow
from wagtail_localize.models import String, StringTranslation, Translation, TranslationSource

from bilingual.domain.following import this_language_only
from bilingual.jobs import forget_unused_texts
from bilingual.models import LanguageState, RevisionBasis
from bilingual.rules import NoPlaceInOtherLanguage, WrongTree
from home.models import StandardPage
from tests.factories.pages import make_both, make_page, make_site, translate
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db
BOTH_WAYS = pytest.mark.parametrize(("one", "other"), [("en", "ar"), ("ar", "en")])


def fresh(page: Page) -> Page | None:
    return Page.objects.filter(pk=page.pk).first()


def slugs_below(page: Page) -> list:
    return [child.translation_key for child in Page.objects.child_of(fresh(page))]


class TestDown:
    @BOTH_WAYS
    def test_b4_unpublishing_in_code_takes_both_down(self, one: str, other: str) -> None:
        both, bystander = make_both(StandardPage), make_both(StandardPage)
        both[one].unpublish()
        assert set(Page.objects.filter(live=False)) == {fresh(both["en"]), fresh(both["ar"])}
        assert fresh(bystander["ar"]).live

    @BOTH_WAYS
    def test_one_language_only_when_asked(self, one: str, other: str) -> None:
        both = make_both(StandardPage)
        with this_language_only():
            both[one].unpublish()
        assert not fresh(both[one]).live
        assert fresh(both[other]).live

    @BOTH_WAYS
    def test_b4_expiry_by_the_scheduler_takes_both_down(self, one: str, other: str) -> None:
        both = make_both(StandardPage)
        past = timezone.now() - timedelta(minutes=1)
        Page.objects.filter(pk=both[one].pk).update(expire_at=past)
        call_command("publish_scheduled")
        for page in both.values():
            assert (fresh(page).live, fresh(page).expired) == (False, True)

    @BOTH_WAYS
    def test_b4_an_end_that_is_set_or_lifted_holds_for_both(self, one: str, other: str) -> None:
        both = make_both(StandardPage)
        end = timezone.now() + timedelta(days=1)
        for expire_at in (end, None):
            page = StandardPage.objects.get(pk=both[one].pk)
            page.expire_at = expire_at
            page.save_revision().publish()
            assert fresh(both[other]).expire_at == expire_at
            # Publishing the other one's draft later does not bring the old end back.
            fresh(both[other]).get_latest_revision().publish()
            assert fresh(both[one]).expire_at == expire_at

    def test_a_scheduled_translation_does_not_come_up_after_both_were_taken_down(self) -> None:
        both = make_both(StandardPage)
        draft = StandardPage.objects.get(pk=both["ar"].pk)
        draft.go_live_at = timezone.now() + timedelta(hours=1)
        draft.save_revision().publish()
        both["en"].unpublish()
        assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


class TestDeleted:
    @BOTH_WAYS
    def test_b4_deleting_takes_both_away_with_what_is_below(self, one: str, other: str) -> None:
        kept = make_both(StandardPage)
        parent = make_both(StandardPage)
        make_both(StandardPage, parent=fresh(parent["en"]))
        before = Page.objects.count()
        fresh(parent[one]).delete()
        assert Page.objects.count() == before - 4
        assert all(fresh(page).live for page in kept.values())
        assert Page.find_problems() == ([], [], [], [], [])

    @BOTH_WAYS
    def test_one_language_only_when_asked(self, one: str, other: str) -> None:
        both = make_both(StandardPage)
        PageViewRestriction.objects.create(
            page=both["en"], restriction_type=PageViewRestriction.LOGIN
        )
        with this_language_only():
            fresh(both[one]).delete()
        assert fresh(both[one]) is None
        # The restriction went with its page, and was not lifted from the one that stays.
        assert PageViewRestriction.objects.filter(page=both[other]).count() == 1

    def test_both_in_one_query_leave_the_tree_sound(self) -> None:
        both = make_both(StandardPage)
        Page.objects.filter(translation_key=both["en"].translation_key).delete()
        assert Page.find_problems() == ([], [], [], [], [])

    def test_b16_nothing_of_a_deleted_page_stays(self, django_capture_on_commit_callbacks) -> None:
        both = make_both(StandardPage, introduction="Said once, then taken back")
        with django_capture_on_commit_callbacks(execute=True):
            both["en"].delete()
        assert not LanguageState.objects.filter(page_id__in=[p.pk for p in both.values()]).exists()
        assert not RevisionBasis.objects.filter(text__icontains="taken back").exists()
        assert not TranslationSource.objects.filter(content_json__contains="taken back").exists()
        assert not StringTranslation.objects.filter(data__contains="taken back").exists()
        assert not String.objects.filter(data__contains="taken back").exists()

    def test_b16_the_daily_job_forgets_words_that_were_edited_away(self) -> None:
        page = make_page(StandardPage, introduction="Said once, then taken back")
        TranslationSource.get_or_create_from_instance(page)
        page.introduction = "Other words"
        page.save_revision().publish()
        assert String.objects.filter(data__contains="taken back").exists()
        forget_unused_texts()
        assert not String.objects.filter(data__contains="taken back").exists()
        assert String.objects.filter(data="Other words").exists()


class TestMoved:
    def test_b4_moving_moves_both(self) -> None:
        parent, page = make_both(StandardPage), make_both(StandardPage)
        fresh(page["en"]).move(fresh(parent["en"]), pos="last-child")
        assert fresh(page["ar"]).get_parent() == fresh(parent["ar"])
        assert fresh(page["ar"]).url_path.startswith(fresh(parent["ar"]).url_path)
        fresh(page["ar"]).move(make_site().ar, pos="last-child")
        assert fresh(page["en"]).get_parent().pk == make_site().en.pk
        assert Page.find_problems() == ([], [], [], [], [])

    def test_reordering_reorders_both(self) -> None:
        tree = make_site()
        pages = [make_both(StandardPage) for _ in range(3)]
        fresh(pages[2]["en"]).move(fresh(pages[0]["en"]), pos="left")
        order = [pages[number]["en"].translation_key for number in (2, 0, 1)]
        assert slugs_below(tree.en) == order
        assert slugs_below(tree.ar) == order
        fresh(pages[2]["ar"]).move(fresh(pages[0]["ar"]), pos="right")
        order = [pages[number]["en"].translation_key for number in (0, 2, 1)]
        assert slugs_below(tree.en) == slugs_below(tree.ar) == order

    def test_a_place_that_the_other_language_lacks_is_refused_before_anything_moves(self) -> None:
        parent, page = make_page(StandardPage), make_both(StandardPage)
        before = fresh(page["en"]).url_path
        with pytest.raises(NoPlaceInOtherLanguage) as refusal:
            fresh(page["en"]).move(fresh(parent), pos="last-child")
        assert parent.title in str(refusal.value.message)
        assert fresh(page["en"]).url_path == before

    def test_a_page_in_one_language_goes_anywhere_in_it(self) -> None:
        parent, page = make_page(StandardPage), make_page(StandardPage)
        fresh(page).move(fresh(parent), pos="last-child")
        assert fresh(page).get_parent() == fresh(parent)

    def test_a_page_stays_among_its_own_language(self) -> None:
        parent, page = make_both(StandardPage), make_page(StandardPage)
        with pytest.raises(WrongTree):
            fresh(page).move(fresh(parent["ar"]), pos="last-child")


class TestClosed:
    @BOTH_WAYS
    def test_b5_a_restriction_holds_in_both_and_is_lifted_from_both(self, one, other) -> None:
        both = make_both(StandardPage)
        groups = [Group.objects.create(name="Readers"), Group.objects.create(name="Others")]
        restriction = PageViewRestriction.objects.create(
            page=both[one], restriction_type=PageViewRestriction.GROUPS
        )
        restriction.groups.set(groups)
        theirs = PageViewRestriction.objects.get(page=both[other])
        assert theirs.restriction_type == PageViewRestriction.GROUPS
        assert set(theirs.groups.all()) == set(groups)
        restriction.groups.remove(groups[0])
        assert set(theirs.groups.all()) == {groups[1]}
        restriction.restriction_type = PageViewRestriction.LOGIN
        restriction.save()
        theirs.refresh_from_db()
        assert theirs.restriction_type == PageViewRestriction.LOGIN
        restriction.delete()
        assert not PageViewRestriction.objects.exists()

    def test_b5_publishing_the_translation_keeps_a_restriction_of_arabic_alone(self) -> None:
        both = make_both(StandardPage)
        PageViewRestriction.objects.bulk_create(
            [PageViewRestriction(page=both["ar"], restriction_type=PageViewRestriction.LOGIN)]
        )
        translation = Translation.objects.get(source__object_id=both["en"].translation_key)
        translation.save_target(publish=True)
        translation.source.update_target_view_restrictions(translation.target_locale)
        closed = PageViewRestriction.objects.values_list("page_id", flat=True)
        assert set(closed) == {both["en"].pk, both["ar"].pk}

    def test_a_new_language_of_a_closed_page_is_closed(self) -> None:
        page = make_page(StandardPage)
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        version = translate(page)
        assert PageViewRestriction.objects.filter(page=version).count() == 1


class TestScheduled:
    def scheduled(self, page: StandardPage, **values) -> Revision:
        draft = StandardPage.objects.get(pk=page.pk)
        draft.go_live_at = timezone.now() + timedelta(hours=1)
        for name, value in values.items():
            setattr(draft, name, value)
        revision = draft.save_revision()
        revision.publish()
        return Revision.objects.get(pk=revision.pk)

    def times(self, page: Page) -> list:
        return list(
            Revision.objects.for_instance(fresh(page))
            .filter(approved_go_live_at__isnull=False)
            .values_list("approved_go_live_at", flat=True)
        )

    def test_b4_a_whole_translation_is_scheduled_with_its_source(self) -> None:
        page = make_page(StandardPage, live=False)
        version = translate(page, publish=False)
        revision = self.scheduled(page)
        assert self.times(version) == [revision.approved_go_live_at]

    def test_one_with_missing_passages_is_not(self) -> None:
        page = make_page(StandardPage, live=False)
        version = translate(page, publish=False)
        StringTranslation.objects.filter(context__path="title").delete()
        assert self.scheduled(page).approved_go_live_at
        assert self.times(version) == []

    @pytest.mark.parametrize("what", ["in review", "locked", "not theirs"])
    def test_b6_one_that_waits_for_somebody_is_not(self, what) -> None:
        page = make_page(StandardPage, live=False)
        version = fresh(translate(page, publish=False)).specific
        user = None
        if what == "in review":
            Workflow.objects.get(name="Moderators approval").start(version, make_editor())
        elif what == "locked":
            Page.objects.filter(pk=version.pk).update(locked=True)
        else:
            user = make_editor()
            GroupPagePermission.objects.filter(group__user=user).update(page=make_site().en)
        with LogContext(user=user):
            assert self.scheduled(page).approved_go_live_at
        assert self.times(version) == []

    def test_cancelling_cancels_both(self) -> None:
        page = make_page(StandardPage, live=False)
        version = translate(page, publish=False)
        revision = self.scheduled(page)
        assert self.times(version)
        revision.approved_go_live_at = None  # as Wagtail's view does
        revision.save(user=make_editor(), update_fields=["approved_go_live_at"])
        assert self.times(version) == []
