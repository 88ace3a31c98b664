"""A better wording for what the checks stop: a principle, and an example of ours before and after."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.checks.promises import promised
from facilitator.domain.base import Model
from facilitator.domain.verdict import Finding, Verdict


class Better(Model):
    """How to say it so that it may be said."""

    principle: str
    instead_of: str
    say: str


def _better(principle: str, instead_of: str, say: str) -> Better:
    return Better(principle=principle, instead_of=instead_of, say=say)


CLASSES: dict[str, Better] = {
    "condescending_to_junior": _better("Name the idea and what it is good for, not the age or the rank of the one who had it.", "What a sweet idea from our youngest voice.", "Your idea saves the night shift a walk. What would it need to start on Monday?"),
    "condescending_to_senior": _better("Begin with the task this person has, and let them drive.", "I'll explain it slowly so that you can keep up.", "Which report do you open first on Monday? Let us do that one together."),
    "ageist_stereotype": _better("Leave ages and generations out. Ask about this person, this tool, this week.", "Your generation struggles with apps.", "Where does the new app slow you down?"),
    "generational_sarcasm": _better("A joke about an age costs more trust than it wins. Say the plain thing.", "Here is the boomer-proof version.", "Here is the short version. Where should I begin?"),
    "over_deferential": _better("Ask plainly. One please is enough, and your time counts too.", "If it is not too much trouble, might I humbly ask…", "Could you give me ten minutes on Thursday about the rota?"),
    "self_minimising": _better("Begin with what you saw. It stands without an apology.", "I'm only a trainee, so this is probably silly, but…", "On Tuesday three customers left the queue. I would like to show you where."),
    "coercive_disclosure": _better("Offer a choice of topic and a way to pass, and mean both.", "You have to tell me about a time you felt left out.", "Is there anything about how we run meetings you would like to raise? It is fine to say no."),
    "tokenising": _better("Ask about the person's own work. Nobody speaks for a group.", "As a woman, what do women here think of the policy?", "How does the policy land in your own week?"),
    "judgemental": _better("Say the situation, what you saw, and what came of it. Leave the person's character out.", "Why did you fail to listen again?", "In Monday's meeting the point about staffing came up twice and was not taken up. What did you hear?"),
    "hostile": _better("Say what happened and what you ask for. Anger may be named; it need not be aimed.", "You clueless people broke the rota.", "The rota changed twice this week without a word to us. I am angry about it, and I ask for two days' notice."),
    "dismissive": _better("Take it up, or say when you will.", "We tried that years ago, let's move on.", "We tried something like it in 2019. What would be different this time?"),
    "therapist_overreach": _better("Stay with what was said and done. Feelings are for the person to name.", "That is your fear of rejection talking.", "You stopped in the middle of the sentence. Shall we leave it, or go on?"),
    "confidentiality_breach": _better("Say what can be seen without the person who told you. If that is not possible, leave it.", "Another mentor told me that Finance is falling apart.", "Approvals from Finance took nine days last month. What do you see from your side?"),
    "false_comfort": _better("Say what is protected and where it ends. Nobody can promise what others will do.", "This is a totally safe space, nothing can happen to you.", "What you say stays between us, except where someone is in danger. I cannot speak for what others hear elsewhere."),
    "leading_or_closed": _better("Ask so that any answer is possible.", "Don't you think hybrid work is better?", "What has hybrid work changed for your team?"),
    "filler": _better("Tie it to a task, a day or the last step you agreed on.", "What are your thoughts on leadership?", "You moved the briefing to Tuesday. What came of it?"),
}
CHECKS: dict[str, Better] = {
    "fits_the_shape": _better("One open question, short enough to be said in one breath. Begin with how, what, when, or ask to be told.", "Do you like the new tool? And does your team?", "What did the new tool change in your team's week?"),
    "stays_grounded": _better("Claim only what a source you can name says. Without one, say that it is your own view.", "Studies show that 70 % of leaders learn faster this way.", "I have no figure for this. Here is what I saw on our floor."),
    "keeps_confidence": _better("Leave out names, numbers to call, and what others said. Say what can be seen without them.", "Priya in Payroll told me that you ignore her mails.", "Questions from Payroll wait about a week. What happens to them on your side?"),
    "specific_to_the_brief": _better("Name the task, the goal or what happened, so that it could only be said in this session.", "What would you like to talk about?", "You wanted to read the dashboard yourself. Which number did you look for first?"),
    "answers_the_question": _better("Begin with what to do or say, for the one who asked, and take up every part of the question.", "That depends. What do you think?", "Tell her before the meeting, in two sentences, and say what you will do if she says no."),
    "faithful": _better("Keep to who said what, and how surely. A maybe stays a maybe.", "Geoff will pay for the training.", "Geoff wants to look at paying for the training."),
    "leaves_out_the_private": _better("What was said off the record leaves no trace, not even a hint that it was said.", "They also spoke about something private.", "Leave the line out."),
}


def better_for(verdicts: Sequence[Verdict]) -> tuple[Better, ...]:
    """One for each failed verdict that we know a better wording for; of tone, for the class it most likely is."""
    found: list[Better] = []
    for verdict in verdicts:
        if verdict.finding is not Finding.FAILED:
            continue
        leading = max(verdict.classes or {"": 0.0}, key=lambda name: (verdict.classes or {}).get(name, 0.0))
        if verdict.check == "keeps_confidence" and promised(verdict.quote or ""):
            known: Better | None = CLASSES["false_comfort"]
        else:
            known = CLASSES.get(leading) if verdict.check == "tone" else CHECKS.get(verdict.check)
        if known is not None and known not in found:
            found.append(known)
    return tuple(found)
