"""The request form: what is asked, looked through once more, and sent.

Every view here is exempt from Django's CSRF check for one reason: a reader has no cookie for it to
compare. `anonymous_forms.check` judges each post instead (tests/contracts/test_anonymous_forms.py).
"""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core import anonymous_forms, honeypot, weighing
from core.anonymous_forms import Check, Verdict
from core.responses import form_page
from core.uploads import files_in_memory
from core.verdicts import said_of, status_of
from support.domain import submitting
from support.forms.asking import RequestForm
from support.forms.pictures import PicturesForm
from support.forms.questions import PREFIX as ANSWER_PREFIX
from support.forms.questions import QuestionsForm, asked_in, given_in, sign_asked, typed_answers
from support.models import HelpRequest
from support.rules.questions import said as in_codes
from support.selectors import offer
from support.selectors.contacts import crisis_contacts

logger = logging.getLogger("sanad.support")

PAGE_FIELD = "page"  # from which of these three a post comes
HELP = "help"  # the name under which requests are counted
FORM, QUESTIONS, REVIEW = "form", "questions", "review"


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
@files_in_memory
@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, the questions of the chosen topic, all that was typed, then the return code.

    The pressed button says what comes next: `edit` the form, change the `questions`, the same page
    in another `language`, or `send`; anything else goes on to the next page.
    """
    if request.method != "POST":
        return _show_form(request, RequestForm())
    form = RequestForm(request.POST)
    check = anonymous_forms.check(request)
    if check.verdict is not Verdict.GENUINE:
        return _refuse(request, form, check.verdict)
    token = request.POST[anonymous_forms.TOKEN_FIELD]
    step, page = request.POST.get("step"), request.POST.get(PAGE_FIELD, FORM)
    is_fresh = step in {"edit", "language"}
    if step == "edit" or (step == "language" and page not in {QUESTIONS, REVIEW}):
        return _show_form(request, RequestForm(initial=request.POST.dict()), token=token)
    if not form.is_valid():
        if is_fresh:
            form = RequestForm(initial=request.POST.dict())
        return _show_form(request, form, token=token)
    wants_questions = step == "questions" or (
        page == QUESTIONS if step == "language" else page == FORM and step != "send"
    )
    if wants_questions:
        questions = _questions_of(request, form, is_fresh=True)
        if questions.offered:
            questions.show_only(questions.offered)
            return _show_questions(request, form, questions, token=token)
    questions = _questions_of(request, form)
    if due := questions.due(is_last_step=step == "send"):
        questions.show_only(due)
        return _show_questions(request, form, questions, token=token)
    pictures = PicturesForm.posted(request) if step == "send" else PicturesForm()
    if pictures.is_valid():
        return _send(request, form, questions, pictures, check=check, token=token)
    return _show_review(request, form, questions, pictures, check=check, token=token)


def _questions_of(
    request: HttpRequest, form: RequestForm, *, is_fresh: bool = False
) -> QuestionsForm:
    return QuestionsForm(
        request.POST,
        topic=form.cleaned_data["topic"],
        topics=form.topics_on_offer,
        is_fresh=is_fresh,
    )


def _send(
    request: HttpRequest,
    form: RequestForm,
    questions: QuestionsForm,
    pictures: PicturesForm,
    *,
    check: Check,
    token: str,
) -> HttpResponse:
    said = form.submission()
    said["payload"]["answers"] = questions.answers
    is_held = weighing.is_held(
        request,
        check=check,
        content={**form.hidden_values(), "answers": in_codes(questions.answers)},
        form=HELP,
    )
    try:
        submission = submitting.submit_request(
            nonce=check.nonce, is_held=is_held, pictures=pictures.chosen, **said
        )
    except submitting.FormClosed:
        return _show_closed(request, form)
    except submitting.RequestDeleted:
        form.add_error(
            None,
            _(
                "What this form had sent was deleted, so it was not sent again. If you do want "
                "that, send it from here: you get a new code."
            ),
        )
        return _show_form(request, form, status=410)
    except Exception:
        # Whatever broke, the words must not be lost with it. The token stays the same, so that
        # sending again is safe even if only the answer was lost.
        logger.exception("a request could not be taken in")
        form.add_error(
            None,
            _("Something broke on our side. Please send it again: it cannot arrive twice."),
        )
        return _show_form(request, form, token=token, status=503)
    context = {
        "submission": submission,
        "contacts": crisis_contacts(**form.chosen),
        "is_urgent": _is_urgent(form),
        "form": form,
        "pictures": len(pictures.chosen),
        # A form that is sent twice is told what became of the first.
        "is_told_of_wait": submission.request.is_held and not honeypot.is_sprung(request.POST),
    }
    return render(request, "support/sent.html", context)


def _is_urgent(form: RequestForm) -> bool:
    return form.cleaned_data["urgency"] == HelpRequest.Urgency.NOW


def _refuse(request: HttpRequest, form: RequestForm, verdict: Verdict) -> HttpResponse:
    form.add_error(None, said_of(verdict))
    return _show_form(request, form, status=status_of(verdict))


def _show_form(
    request: HttpRequest, form: RequestForm, *, token: str | None = None, status: int = 200
) -> HttpResponse:
    if not offer.is_form_open():
        return _show_closed(request, form)
    given = given_in(request.POST)
    context = {
        "form": form,
        "form_token": token or anonymous_forms.issue_token(),
        "page": FORM,
        "asked": sign_asked(asked_in(request.POST)) if given else "",
        "carried": [
            (ANSWER_PREFIX + name, value) for name, values in given.items() for value in values
        ],
        "contacts": crisis_contacts(),
        "policy": offer.policy(),
    }
    return render(request, "support/request.html", context, status=status)


def _show_questions(
    request: HttpRequest, form: RequestForm, questions: QuestionsForm, *, token: str
) -> HttpResponse:
    if not offer.is_form_open():
        return _show_closed(request, form)
    context = {
        "form": questions,
        "form_token": token,
        "page": QUESTIONS,
        "trap": request.POST.get(honeypot.FIELD, ""),
        "asked": questions.asked_now(),
        "carried": [*form.hidden_values().items(), *questions.carried()],
    }
    return render(request, "support/questions.html", context)


def _show_review(
    request: HttpRequest,
    form: RequestForm,
    questions: QuestionsForm,
    pictures: PicturesForm,
    *,
    check: Check,
    token: str,
) -> HttpResponse:
    if not offer.is_form_open():
        return _show_closed(request, form)
    questions.show_only([])
    context = {
        "form": form,
        "questions": questions,
        "pictures": pictures,
        "form_token": token,
        "page": REVIEW,
        "asked": sign_asked(questions.asked),
        "carried": [*form.hidden_values().items(), *questions.carried()],
        "contacts": crisis_contacts(**form.chosen) if _is_urgent(form) else [],
        "price": weighing.price(request, check=check, form=HELP),
    }
    return render(request, "support/review.html", context)


def _show_closed(request: HttpRequest, form: RequestForm) -> HttpResponse:
    texts = [*form.typed_texts(), *typed_answers(request.POST)]
    return render(request, "support/closed.html", {"texts": texts, "contacts": crisis_contacts()})
