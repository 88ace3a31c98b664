"""How people say yes, no, and not yet."""

from __future__ import annotations

import re

ACCEPTS = re.compile(
    r"^\W*(?:(?:oh|ah|well|ok(?:ay)?|hm+|right|great|good|so|er+|um+|then|tonight|today|tomorrow|\w+day|omg|haha?|wow|gosh|cool|nice|yay),?\s+)*(?:yes|yeah|yep|yup|sure(?: thing)?|of course|will do|absolutely|definitely|certainly|ok(?:ay)?|fine|deal|agreed|done|on it|happy to|glad to|no problem|with pleasure|sounds (?:good|right|fair|like a plan)|works for me|that works|"
    r"perfect|consider it done|can do|gladly|happily|put me (?:down|in)|it'll be done|understood, (?:i'll|will)|i would(?! (?:if|but|have|need|rather|like|not|want))|i(?:'ll| will| can) do (?:that|it|so)|i(?:'ll| will) (?:see to|take care of|sort) (?:that|it)|i can|i will|i'll|doing (?:it|that|so)|on my list|you have my word|it's (?:yours|on my list)|(?:\w+ ){0,2}\w+ it is|let's do (?:that|it)|let's|good idea|makes sense|that's fine|fair enough|go for it|please do|yes please|please|i'm in|count me in|leave (?:it|that) with me|👍|\+1|love it|i agree|same here|good by me|fine by me|go ahead|great|lovely|brilliant|that(?:'d| would) (?:be |really )?(?:very |really |so )?(?:useful|helpful|help|great|good|lovely|work)|i'd (?:like|love|appreciate) (?:that|it))\b",
    re.I,
)
REFUSES = re.compile(
    r"\b(?:no\b(?! problem| worries| doubt)|not (?:really|now|yet|sure|convinced|comfortable|possible|this|keen|ready|for me)|can't|cannot|won't|will not|don't think|do not think|would rather|'d rather|i disagree|disagree|depends|let me think|need to think|have to think|think about it|think it over|maybe|perhaps|might|possibly|we'll see|i'll see|no promises?|can't promise|"
    r"if i can|i doubt|hmm|difficult|tricky|too (?:early|soon|much)|but\b.{0,40}\b(?:not|no|can't|won't|sceptical|unsure))\b",
    re.I,
)
DISAGREES = re.compile(
    r"\b(?:i (?:\w+ )?disagree|i don't agree|i do not agree|don't agree with|not convinced|i don't (?:think|see|buy|believe) (?:so|it|that|this)|i see it differently|i'm not (?:so )?sure (?:about that|i agree|that's right|that is right)|i doubt|not persuaded|sceptical|skeptical|i'd push back|i would push back|we (?:don't|do not|didn't|did not) agree|differ on|disagree(?:d|s|ment)?|agree to disagree|didn't agree|not agreed|i'd rather (?:not|keep|we)|that's not how i see|against (?:it|that|this)|unconvinced|opposed)\b",
    re.I,
)
UNSURE = re.compile(
    r"\b(?:i don't know|i do not know|don't know yet|not sure|unsure|no idea|good question|i'd have to (?:check|ask|look|think)|i(?:'ll| will) have to (?:check|ask|think)|let me think|need to think|have to think|we'll see|hard to say|can't say yet|too early|depends|tbc|tbd|to be (?:decided|confirmed|discussed)|undecided|unclear|not clear|not decided|haven't decided|not settled|still open|open question|parked|leave it open|leave that open|no answer|maybe|perhaps)\b",
    re.I,
)
AGREES = re.compile(
    r"\b(?:we(?:'ve| have|'re| are)? (?:all |both |also |then |now |finally )?(?:agree|agreed|decided|settled|chose|chosen|going with|signed off)|we(?:'ll| will) go with|it's (?:decided|agreed|settled)|(?:that's|so that's|that is) (?:decided|agreed|settled|a deal)|the decision is|decision:|decided:|agreed:|so we're agreed|both (?:of us )?agreed|(?:all|both|everyone|everybody) agreed|agreed to|agreed that|decided to|decided that|decided on|settled on|agreed on|signed off|approved)\b",
    re.I,
)
UNPROMISED = re.compile(r"\b(?:(?:i'm |am |i am )?not (?:a )?promis(?:e|ing)|i (?:make|give) no promises?|no promises?|(?:can't|cannot|can not|won't|don't) (?:\w+ )?promise|don't hold me to|not (?:yet )?decided|not a yes|can't say (?:yet|i will)|don't count on it)\b", re.I)
"""A thing just said that is taken down again in the same breath."""
INJECTED = re.compile(r"\b(?:ignore (?:all |any |the |your )?(?:previous|prior|above|earlier|other)|disregard (?:all|the|your|previous)|system prompt|you are (?:now )?(?:an? )?(?:ai|assistant|language model)|as an ai|write in the recap|the recap (?:must|should) (?:say|state|include)|new instructions?|override (?:the|your)|<\|)", re.I)
FILLER = re.compile(r"^(?:\W*(?:well|so|yeah|yes|yep|ok|okay|right|um+|uh+|er+|hm+|mm+|ah|oh|like|look|listen|honestly|frankly|basically|actually|anyway|i mean|you know|to be honest|to be fair|and|but|great|good|sure|thanks(?! for)|thank you(?! for)|no problem|perfect|exactly|true|fair enough|of course|absolutely|then|also|plus)\b[,.!:; -]*)+", re.I)
_DISFLUENT = re.compile(r"(?:,\s*)?\b(?:um+|uh+|erm+|er|hmm+)\b,?\s*|\b(?:you know|i mean|sort of|kind of),\s+", re.I)


def plain_speech(sentence: str, *, keep_yes: bool = False) -> str:
    """The sentence without hesitations, repeats and opening fillers."""
    text = re.sub(r"(?<!is )(?<!am )(?<!was )(?<!be )(?<!feel )(?<!felt )(?<!fell )(?<!so )(?<!very )(?<!'m )\b([Ii]|[Yy]ou|[Ww]e)ll (?=(?!with\b|and\b|for\b|or\b|but\b|in\b|at\b|from\b|since\b|because\b|again\b)[a-z])", lambda m: f"{'I' if m[1] in 'iI' else m[1]}'ll ", sentence)
    text = _DISFLUENT.sub(" ", text)
    text = re.sub(r",\s+(?:you know|mind you|if you like|i mean|look)(?=\s*[.?!]?\s*$)|,\s+you know(?=,)", "", text, flags=re.I)
    text = re.sub(r"\b(\w+)((?:,?\s+|-\s*)\1\b)+", r"\1", text, flags=re.I)
    text = re.sub(r"\s+", " ", text).strip(" ,-")
    shorter = text if keep_yes else FILLER.sub("", text).strip(" ,-")
    # "But" and "no" carry meaning only together with what they answer; the rest still says it.
    return shorter if len(shorter.split()) >= 3 else text
