"""What staff do with a handover, as the form of its page asks for it."""

from collections.abc import Awaitable, Callable, Mapping

from bot.handovers import Done, Refusal, Reviewer, Verdict
from bot.web.desk.ports import Work
from bot.web.desk.reading import LONGEST, Form, choice, number_in

Outcome = Done | Refusal | str  # a text: the key of what is wrong with what was filled in
Act = Callable[[int, Reviewer, Form], Awaitable[Outcome]]


def acts(work: Work) -> Mapping[str, Act]:
    """Give all of it, by name."""
    return {
        "claim": lambda number, by, _: work.claim(number, by),
        "release": lambda number, by, _: work.release(number, by),
        "resolve": lambda number, by, _: work.resolve(number, by),
        "reopen": lambda number, by, _: work.reopen(number, by),
        "reply": _worded("reply", work.reply),
        "note": _worded("note", work.note),
        "judge": _judging(work),
    }


def goes_on_at(name: str, form: Form) -> str:
    """Say where on the page somebody goes on after it."""
    match name:
        case "judge":
            return f"moment-{number_in(form.get('entry'))}"
        case "claim" | "reply":
            return "antwoord"
        case _:
            return "inhoud"


def _worded(field: str, act: Callable[[int, Reviewer, str], Awaitable[Outcome]]) -> Act:
    async def with_words(number: int, by: Reviewer, form: Form) -> Outcome:
        words = form.get(field, "").strip()
        if not words:
            return "empty"
        return "too_long" if len(words) > LONGEST else await act(number, by, words)

    return with_words


def _judging(work: Work) -> Act:
    async def judge(number: int, by: Reviewer, form: Form) -> Outcome:
        entry, verdict = number_in(form.get("entry")), choice(Verdict, form.get("verdict"))
        if entry is None or verdict is None:
            return "no_choice"
        return await work.judge(number, by, entry, verdict)

    return judge
