"""What staff see of the care after an alarm: never a word of the visitor's, which stand in the handover or nowhere."""

from datetime import datetime

from bot.conversation.state import State
from bot.handovers import InCare, NoCare
from bot.safety import IN_CARE, cared_for


def aftercare(state: State, now: datetime) -> InCare | NoCare:
    """Tell how the bot cares for a visitor now."""
    care = state.care
    if care is None or not cared_for(care, now):
        return NoCare()
    questions = {question.value: stands.value for question, stands in care.questions.items()}
    return InCare(care.step.value, care.asked_at, questions, care.since + IN_CARE)
