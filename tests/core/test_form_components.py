"""Fields of a form say what is wrong at the top and beside the field, and lose nothing typed."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override


class Sample(forms.Form):
    kind = forms.ChoiceField(
        label="What kind?", choices=[("a", "One"), ("b", "Two")], widget=forms.RadioSelect
    )
    story = forms.CharField(
        label="What happened?",
        help_text="As much as you like.",
        max_length=10,
        widget=forms.Textarea,
    )
    name = forms.CharField(label="Name", required=False)
    voice = forms.BooleanField(label="Leave a message", required=False)


def rendered(form: forms.Form) -> str:
    with override("en"):
        return render_to_string("components/error_summary.html", {"form": form}) + render_to_string(
            "components/form_fields.html", {"form": form}
        )


def described_by(html: str, name: str) -> list[str]:
    tag = re.search(rf'<(?:input|textarea)[^>]*name="{name}"[^>]*>', html).group(0)
    found = re.search(r'aria-describedby="([^"]*)"', tag)
    return found.group(1).split() if found else []


def test_every_note_beside_a_field_is_tied_to_it():
    html = rendered(Sample({"story": "x" * 11}))
    ids = described_by(html, "story")
    assert ids == ["id_story_helptext", "id_story_limit", "id_story_error"]
    for target in ids:
        assert html.count(f'id="{target}"') == 1
    assert "At most 10 characters." in html


def test_a_field_without_notes_names_none():
    html = rendered(Sample())
    assert described_by(html, "name") == []
    assert "error-summary" not in html


def test_choices_are_a_group_that_names_its_error():
    html = rendered(Sample({"story": "short"}))
    assert re.search(r'<fieldset aria-describedby="id_kind_error">\s*<legend>', html)
    assert html.count('id="id_kind_error"') == 1


def test_the_summary_leads_to_each_field_that_needs_attention():
    html = rendered(Sample({}))
    summary = html.split("<fieldset", 1)[0]
    assert re.findall(r'href="#([^"]+)"', summary) == ["id_kind_0", "id_story"]
    for target in ("id_kind_0", "id_story"):
        assert html.count(f'id="{target}"') == 1


def test_pasted_text_is_not_cut_by_the_browser():
    assert "maxlength" not in rendered(Sample())


def test_what_was_typed_comes_back_escaped():
    html = rendered(Sample({"story": "</textarea><b>x"}))
    assert "&lt;/textarea&gt;&lt;b&gt;x" in html
    assert "<b>x" not in html


def test_a_single_checkbox_has_its_label_behind_it():
    html = rendered(Sample())
    assert re.search(r'<label class="choice" for="id_voice">\s*<input type="checkbox"', html)


@pytest.mark.parametrize("code", ["04821937550162848817"])
def test_a_return_code_stands_in_five_groups_of_four(code):
    with override("ar"):
        html = render_to_string("components/return_code.html", {"code": code})
    assert re.findall(r"<span>(\d+)</span>", html) == ["0482", "1937", "5501", "6284", "8817"]
    assert 'dir="ltr"' in html
