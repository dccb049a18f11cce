"""Sets the demo's pages as the guides' pictures need them: some current, some stale, some begun.

Run by `tools/screenshots.py --guides` with the environment of a fresh demo, once. The texts are
such as the group would write, since readers of the guides look at them too.
"""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402
from wagtail_localize.models import StringSegment, StringTranslation, Translation  # noqa: E402
from wagtail_localize.operations import translate_object  # noqa: E402

from bilingual.domain.publishing import publish_translation  # noqa: E402
from bilingual.domain.signing import sign_off  # noqa: E402
from bilingual.models import GlossaryTerm  # noqa: E402
from home.models import HomePage, StandardPage  # noqa: E402

EXIT = "On a keyboard you can also press the Shift key three times."
EXIT_NOW = "On a keyboard you can also press Shift three times in a row."
PRACTICE = "Practise it once on a quiet day, before you need it."

# A draft that was written too fast, for the text check.
TOO_FAST = "Somebody you love has told you something important.  It is no lifestyle choice."
TERM = "coming out"

FRIENDS = {
    "title": "For friends and family",
    "introduction": "Somebody you love has told you something important. What helps now.",
    "body": ["Listen first.", "Say thank you: it took courage to tell you."],
}
WORDS = {
    "title": "Words we use",
    "introduction": "Words can wound, and words can make room. These are ours, and why.",
    "body": [
        "People know best who they are. We use the words that they use for themselves.",
        "<b>Bisexual people</b> are drawn to more than one gender. It is neither a phase nor a "
        'doubt; <a linktype="page" id="{fact}">the research says the same</a>.',
        "If you are not sure which word fits, ask. Nobody minds a kind question.",
    ],
}
# What the translator has of it so far, by the beginning of the English. The third has an English
# comma and a word to avoid, so that the text check has something to say.
BEGUN = {
    "Words we use": "كلماتنا",
    "Words can wound": "من الكلمات ما يجرح، ومنها ما يفسح مكانًا. هذه كلماتنا وهذه أسبابها.",
    "If you are not": "إن لم تعرفوا أيّ كلمة أنسب, فاسألوا. كثير من ثنائي الميول يسرّهم السؤال.",
}
ABOUT = 'Friends and relatives find <a linktype="page" id="{friends}">words for the first talk</a>.'
ABOUT_AR = 'يجد الأصدقاء والأقارب <a id="a1">كلمات للحديث الأول</a>.'


def main() -> None:
    """Set every scene, and print the keys of what the pictures show, as JSON."""
    salma, ziad = (get_user_model().objects.get(username=name) for name in ("salma", "ziad"))
    # So that the same screens can be shown in Arabic.
    ziad.groups.add(Group.objects.get(name="Moderators"))
    arabic = Locale.objects.get(language_code="ar")

    friends = _publish_new(FRIENDS, salma)
    friends.introduction = TOO_FAST
    friends.save_revision(user=salma)

    about = StandardPage.objects.get(locale__language_code="en", slug="about")
    _add_paragraph(about, ABOUT.format(friends=friends.pk), salma)
    translation = _translation(about)
    _write(translation, {"Friends and relatives": ABOUT_AR}, ziad)
    publish_translation(translation=translation, user=ziad)
    sign_off(page=about.get_translation(arabic), user=ziad)
    sign_off(page=HomePage.objects.get(locale=arabic, depth=2), user=ziad)

    safety = StandardPage.objects.get(locale__language_code="en", slug="safety")
    raw = json.dumps(list(safety.body.raw_data)).replace(EXIT, f"{EXIT_NOW}</p><p>{PRACTICE}")
    safety.body = raw
    safety.save_revision(user=salma).publish(user=salma)

    fact = Page.objects.get(locale__language_code="en", slug="orientation-is-a-normal-variation")
    WORDS["body"] = [text.format(fact=fact.pk) for text in WORDS["body"]]
    words = _publish_new(WORDS, salma)
    translate_object(words, [arabic])
    _write(_translation(words), BEGUN, ziad)

    pages = {"about": about, "friends": friends, "safety": safety, "words": words}
    found: dict = {name: {"en": page.pk} for name, page in pages.items()}
    found["term"] = GlossaryTerm.objects.get(term_en=TERM).pk
    for name in ("about", "safety", "words"):
        found[name]["ar"] = pages[name].get_translation(arabic).pk
        found[name]["translation"] = _translation(pages[name]).pk
    sys.stdout.write(json.dumps(found) + "\n")


def _publish_new(content: dict, user) -> StandardPage:
    home = HomePage.objects.get(locale__language_code="en", depth=2)
    page = StandardPage(
        title=content["title"],
        introduction=content["introduction"],
        locale=home.locale,
        live=False,
        body=json.dumps(
            [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in content["body"]]
        ),
    )
    home.add_child(instance=page)
    page.save_revision(user=user).publish(user=user)
    return StandardPage.objects.get(pk=page.pk)


def _add_paragraph(page: StandardPage, text: str, user) -> None:
    page.body.append(("paragraph", f"<p>{text}</p>"))
    page.save_revision(user=user).publish(user=user)


def _translation(page: Page) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, enabled=True)


def _write(translation: Translation, words: dict[str, str], user) -> None:
    for segment in StringSegment.objects.filter(source=translation.source):
        for beginning, text in words.items():
            if segment.string.data.startswith(beginning):
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string,
                    context=segment.context,
                    locale=translation.target_locale,
                    defaults={"data": text, "last_translated_by": user},
                )


if __name__ == "__main__":
    main()
