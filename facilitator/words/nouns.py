"""Small grammar: articles, gerunds, and questions turned back into statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from facilitator.words.cleaning import KNOWN

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_UNCOUNTED = set(
    """
    access accessibility accountability administration advertising advice ageing analytics attendance automation awareness bureaucracy
    business care cash change childcare clarity coaching collaboration commerce communication compliance confidence confidentiality content
    coordination courage creativity culture customer cybersecurity data debt delegation delivery design development digitalisation
    digitalization discipline diversity documentation e-commerce education efficiency energy engagement equality equipment equity etiquette
    evidence expertise failure fairness feedback finance flexibility focus food fraud fun fundraising funding governance growth hardware
    health help hiring hospitality hybrid inclusion influence information infrastructure innovation insight insurance integration
    intelligence knowledge labour language leadership learning literacy loyalty machinery maintenance management marketing media mentoring
    merchandising mobility money morale motivation music networking news noise onboarding overtime ownership paper paperwork patience
    people planning politics power practice pressure pricing privacy procurement production productivity progress promotion psychology
    publicity quality recognition recruitment recycling reliability remote research resilience respect responsibility retail retention
    risk safety scheduling scrum security service sickness software speed staff staffing storytelling strategy stress success supervision
    support sustainability teamwork technology testing time time-keeping traffic training transparency transport travel trust turnover
    understaffing unity visibility volunteering waste wellbeing well-being work workload writing youth burnout fatigue absence absenteeism
    leave pay resolution rent steel timber concrete electricity furniture luggage freight cargo livestock attrition churn surveillance consent legislation
    sanitation ventilation nutrition hygiene medicine parenthood menopause maternity paternity homework coursework fieldwork teleworking telework
    dissent conflict courtesy gossip humour humor small-talk tact candour candor jargon slang bias misinformation disinformation
    """.split()
)
_BARE_ENDINGS = ("ing", "ness", "ship", "ism", "ics", "ity", "hood", "ware")
_EMPTY = set(
    """
    session meeting time thing things stuff lot bit way ways kind sort part point hour minute day week month year today tomorrow yesterday
    morning evening afternoon mentor mentee pair pairing programme program one everyone someone anything something nothing question answer
    idea problem issue subject topic difference attention sentence phrase remark hand need needs ask line interest touch look example reason topic goal word sense matter case moment end start beginning rest number side fact person man woman guy
    colleague boss director manager leader head chief ceo cfo executive officer senior junior nurse doctor teacher engineer designer analyst
    assistant intern graduate apprentice partner associate friend team-mate teammate girl boy lady gentleman age years months weeks days hours minutes
    table mine general family place tour beginner voice table general stuff kind basics mood picture example examples people folks guys mum dad wife husband boat weather lift lunch coffee
    conversation chat talk feeling feelings fear mind face eye hand hands heart life story none both
    """.split()
)
_OWNERS = set("pair pairing session programme program mentor mentee leader goal topic conversation talk question beginning start end".split())
"""What an owner's programme is made of: for an owner these are the subject itself."""
CLOSE = frozenset({"of", "for", "about", "on", "between"})
"""Prepositions that belong to the noun before them; in running text the others mostly hang on the verb."""
_PRIVATE = re.compile(
    r"\b(pregnan\w*|disab\w*|depress\w*|anxi\w*|autis\w*|adhd|dyslex\w*|diagnos\w*|illness|cancer|medication|therapy|therapist|diabet\w*|epilep\w*|bipolar|ptsd|"
    r"gay|lesbian|bisexual|trans|transgender|queer|lgbt\w*|muslim|christian|jewish|hindu|sikh|religio\w*|faith|ethnic\w*|race|racial|black|asian|white|hispanic|latina|latino|"
    r"immigrant|refugee|visa|salary|pay|divorce\w*|widow\w*|miscarriage|alcohol\w*|addict\w*|hijab|wheelchair|deaf|blind|veteran)\b",
    re.I,
)


def is_uncounted(word: str) -> bool:
    """Whether a noun takes no article when it stands for the thing in general."""
    return word in _UNCOUNTED or word.endswith(_BARE_ENDINGS)


def ing(verb: str) -> str:
    """The gerund of a base form: ``brief`` → ``briefing``."""
    from lemminflect import getInflection

    made = getInflection(verb.lower(), tag="VBG")
    return made[0] if made else verb


def plural(noun: str) -> str:
    """``colleagues`` for "colleague"."""
    from lemminflect import getInflection

    made = getInflection(noun, tag="NNS")
    return made[0] if made else noun


def may_be_noun(word: str) -> bool:
    """Whether the dictionary knows the word as a noun."""
    from lemminflect import getAllLemmas

    return "NOUN" in getAllLemmas(word.lower())


def is_verb_only(word: str) -> bool:
    """Whether the dictionary knows the word as a verb and as nothing else."""
    from lemminflect import getAllLemmas

    return set(getAllLemmas(word.lower())) <= {"VERB", "AUX"} and bool(getAllLemmas(word.lower()))


def is_no_verb(word: str) -> bool:
    """Whether the dictionary knows the word, and not as a verb: "moisture", "stand-ups"."""
    from lemminflect import getAllLemmas

    found = getAllLemmas(word.lower())
    return "VERB" not in found and bool(found)


def may_name(word: str) -> bool:
    """Whether the dictionary knows the word as something a name is made of."""
    from lemminflect import getAllLemmas

    return bool({"NOUN", "ADJ", "PROPN"} & set(getAllLemmas(word.lower())))


def uninvert(rest: str, auxiliary: str) -> str | None:
    """``juniors dislike my calls`` from "why do …"; the verb takes back what the auxiliary carried. None when the verb is not found."""
    from lemminflect import getInflection

    from facilitator.words.grammar import parse

    doc = parse(rest)
    verb = next((t for t in doc if t.tag_ in ("VB", "VBP", "VBZ") and t.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.i == 0:
        return None
    if auxiliary == "do":
        return rest
    made = getInflection(verb.lemma_, tag="VBZ" if auxiliary == "does" else "VBD")
    if not made:
        return None
    straight: str = doc[: verb.i].text_with_ws + made[0] + verb.whitespace_ + doc[verb.i + 1 :].text
    return straight


def with_article(text: str, span: Doc | Span, root: Token) -> str:
    """``the budget freeze`` for "budget freeze"; plurals, names and uncounted nouns stay bare; "a" becomes "the"."""
    text = re.sub(r"^(?:a|an)\s+", "the ", text, flags=re.I)
    tokens = list(span)
    if len(tokens) > 1 and tokens[-1].lower_ in ("online", "abroad", "outside", "upstairs", "overnight"):
        root = tokens[-2]
        if root.lower_.endswith("s"):
            return text
    if tokens and (tokens[0].tag_ in ("DT", "PRP$", "PDT", "WDT", "CD") or tokens[0].lower_ in ("no", "more", "less", "our", "my", "your", "some", "any", "each", "every", "all", "both")):
        return text
    if any(t.tag_ == "POS" for t in tokens) and tokens[0].pos_ == "PROPN":
        return text
    if root.tag_ not in ("NN", "NNP") or " and " in text or "," in text:
        return text
    if not root.text.islower() and (root.tag_ == "NNP" or root.lower_ in KNOWN):
        return text
    head = root.lower_
    if head in _UNCOUNTED or head.endswith(_BARE_ENDINGS) or root.lemma_.lower() in _UNCOUNTED:
        return text
    if head.endswith("s") or (tokens and tokens[0].lower_.endswith("ing") and tokens[0].i == root.i):
        return text
    return f"the {text}"


def can_stand_alone(root: Token, *, owner: bool = False) -> bool:
    """Whether a noun is a thing worth talking about: not a person, not a time, not "thing"; to an owner the pairs are one."""
    if owner and root.lemma_.lower() in _OWNERS:
        return True
    if root.lemma_.lower() in _EMPTY and sum(t.dep_ in ("compound", "nummod") for t in root.subtree if t.i < root.i) >= 2:
        return True  # "the four day week"
    return root.lemma_.lower() not in _EMPTY and root.lower_ not in _EMPTY and len(root.text) > 1 and not root.like_num and root.tag_ not in ("WP", "WDT")


def is_private(text: str) -> bool:
    """Whether a phrase touches health, identity, belief or pay: never taken from a profile or from what happened."""
    return bool(_PRIVATE.search(text))
