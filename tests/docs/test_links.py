"""The documents name what exists: links, files and tests; and say the same in both languages."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.utils.translation import gettext, override

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "site" / "docs"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "site/deploy").glob("*.md")])
PAIRS = sorted(file for file in DOCS.glob("*.md") if not file.name.endswith(".ar.md"))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"(?m)^(#{1,6}) (.+)$")
CODE = re.compile(r"(?m)^```.*?^```", re.DOTALL)
# A path of the repository in back-quotes: it has a slash and begins with a folder or file of ours.
NAMED_PATH = re.compile(r"`((?:\.?[\w-]+/)+[\w.*-]*)(?:::(\w+))?`")
# A label of the admin is bold; a bold sentence, which is none, ends with a full stop.
BOLD = re.compile(r"\*\*([^*]+)\*\*")
README_IMAGE_BYTES = 150 * 1024
IMAGE = re.compile(r"!\[([^\]]+)\]\((images/[^)]+)\)")
GUIDES = ["coordinators", "directory", "editors", "translators", "volunteers"]
GUIDE_IMAGE_BYTES = 80 * 1024
ALL_IMAGES_BYTES = 1_500_000


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def labels_of(guide: Path) -> list[str]:
    return [bold for bold in BOLD.findall(prose_of(guide)) if not bold.endswith(".")]


def in_arabic(label: str) -> str:
    """Return a label as the admin shows it in Arabic; names of fields have a small first letter."""
    translated = gettext(label)
    return translated if translated != label else gettext(label[0].lower() + label[1:])


def prose_of(file: Path) -> str:
    return CODE.sub("", file.read_text(encoding="utf-8"))


def anchors_of(file: Path) -> set[str]:
    """Return the anchors that a heading gets on the usual hosts: lower case, hyphens for spaces."""
    titles = (title for _marks, title in HEADING.findall(prose_of(file)))
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    broken = []
    for link in LINK.findall(prose_of(document)):
        target, _hash, anchor = link.partition("#")
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        file = (document.parent / unquote(target)).resolve() if target else document
        if not file.exists() or (anchor and unquote(anchor) not in anchors_of(file)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_path_that_is_named_exists(document: Path) -> None:
    tops = {entry.name for entry in ROOT.iterdir()} - {".venv", "var"}
    named = {path for path, _test in NAMED_PATH.findall(prose_of(document))}
    ours = {path for path in named if path.split("/")[0] in tops}
    assert sorted(path for path in ours if not list(ROOT.glob(path.rstrip("/")))) == []


@pytest.mark.parametrize("guide", GUIDES)
def test_guides_name_buttons_and_menus_as_the_admin_does(guide: str) -> None:
    english, arabic = (labels_of(DOCS / f"{guide}{suffix}.md") for suffix in ("", ".ar"))
    assert len(english) >= 8
    with override("ar"):
        assert arabic == [in_arabic(label) for label in english]


@pytest.mark.parametrize("guide", GUIDES)
def test_both_languages_show_the_same_pictures_each_in_its_own_admin(guide: str) -> None:
    shown = [IMAGE.findall(prose_of(DOCS / f"{guide}{suffix}.md")) for suffix in ("", ".ar")]
    files = [[file for _alt, file in images] for images in shown]
    assert all(file.endswith("-en.webp") for file in files[0])
    assert files[1] == [file.replace("-en.", "-ar.") for file in files[0]]


def test_the_pictures_of_the_guides_are_small_and_each_is_shown() -> None:
    folder = DOCS / "images"
    shown = {file for guide in DOCS.glob("*.md") for _alt, file in IMAGE.findall(prose_of(guide))}
    pictures = sorted(folder.glob("*.webp"))
    assert {f"images/{picture.name}" for picture in pictures} == shown
    sizes = [picture.stat().st_size for picture in pictures]
    assert max(sizes) <= GUIDE_IMAGE_BYTES
    assert sum(sizes) <= ALL_IMAGES_BYTES


@pytest.mark.parametrize("document", ["threat-model.md", "threat-model.ar.md"])
def test_each_threat_names_a_file_and_a_test_that_answer_it(document: str) -> None:
    prose = prose_of(DOCS / document)
    answers = [line for line in prose.splitlines() if line.startswith("> ")]
    assert len(answers) >= 10
    for line in answers:
        paths = [path for path, _test in NAMED_PATH.findall(line)]
        assert any(path.startswith("tests/") for path in paths), line
        assert any(not path.startswith("tests/") for path in paths), line


def test_each_test_that_the_threat_model_names_is_in_its_file() -> None:
    named = NAMED_PATH.findall(prose_of(DOCS / "threat-model.md"))
    tests = [(path, test) for path, test in named if test]
    for path, test in tests:
        assert re.search(rf"(?m)^\s*(?:async )?def {test}\(", (ROOT / path).read_text()), test


@pytest.mark.parametrize("english", PAIRS, ids=name_of)
def test_both_languages_have_the_same_headings_and_name_the_same_files(english: Path) -> None:
    arabic = english.with_suffix(".ar.md")
    levels = [[marks for marks, _ in HEADING.findall(prose_of(file))] for file in (english, arabic)]
    assert levels[0] == levels[1]
    named = [set(NAMED_PATH.findall(prose_of(file))) for file in (english, arabic)]
    assert named[0] == named[1]


def test_the_readme_names_both_commands_and_they_can_be_run() -> None:
    readme = (ROOT / "README.md").read_text()
    for command in ("bin/serve", "bin/test"):
        assert command in readme
        assert (ROOT / command).stat().st_mode & 0o111


def test_the_images_of_the_readme_are_small() -> None:
    images = re.findall(
        r"!\[[^\]]+\]\((site/docs/images/[^)]+)\)", (ROOT / "README.md").read_text()
    )
    assert len(images) == 2
    for image in images:
        assert 0 < (ROOT / image).stat().st_size <= README_IMAGE_BYTES


def test_the_readme_lists_the_demo_sign_ins_as_the_demo_makes_them() -> None:
    from demo.seeding.accounts import ACCOUNTS

    readme = (ROOT / "README.md").read_text()
    for account in ACCOUNTS:
        assert f"`{account.username}`" in readme
        assert f"`{account.password}`" in readme
        assert not account.passphrase or f"`{account.passphrase}`" in readme


def test_no_document_promises_more_than_sealed_at_rest() -> None:
    # The only places for these words are those that say that it is not so.
    for document in DOCUMENTS:
        for line in re.split(r"(?<=[.!?:])\s", " ".join(prose_of(document).split())):
            if "end-to-end" in line.lower():
                assert re.search(r"\b(not|never)\b", line), f"{name_of(document)}: {line}"
