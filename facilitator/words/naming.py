"""Noun phrases: with their article, without what hangs on them loosely, and a shorter name for the same thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from facilitator.domain.session import Role
from facilitator.words import nouns
from facilitator.words.cleaning import KNOWN, is_common
from facilitator.words.grammar import parse
from facilitator.words.people import People
from facilitator.words.spoken import LONGEST_PHRASE, Form, Phrase, made

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LOOSE = {"before", "after", "until", "till", "since", "during", "without", "by", "despite", "as", "than", "like", "because", "across", "per"}
"""Prepositions that say when or how, not what."""
_TOPIC_OF = {"on", "about", "around", "of", "for", "with", "regarding", "over"}
_TAIL = re.compile(r"\s+(?:before|until|till|after|since|during|by (?:the end|next|mid|\w+day|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|\d)|instead of|because|so that|without|(?:and|or) (?:be|do|get|have|see|say|go|then|try|not|also))\b.*$", re.I)
_VERY_LONG = 6
"""Words from which even "the kick-off of …" needs a shorter name."""


_NOBODY = re.compile(r"^(?P<named>(?:\w[\w'-]* ){1,4}?)(?:that |which )?(?:nobody|no one|everyone|everybody) (?:\w+ ){0,2}\w+$", re.I)


_WITH_A_CLAUSE = re.compile(r"^(?P<named>(?:[\w'-]+ ){1,5}?)(?P<rest>(?:that|which|who|nobody|no one|everyone|everybody|when|instead of|rather than|seen|caused by|made by|left by) (?:[\w'-]+ ?){1,8})$", re.I)
_PRODUCTS = {"slack", "notion", "zoom", "signal", "miro", "stripe", "square", "trello", "threads", "twitch", "discord", "teams"}
"""Names that are also plain words: said alone they mean the product."""
_MEASURED = {"times", "hours", "dates", "rates", "prices", "costs", "levels", "numbers", "fees", "wages", "limits", "slots", "days"}


def names(doc: Doc, people: People) -> Phrase | None:
    """A short name taken for a sentence: "release freezes", "ward rounds", "AI for discharge letters", "the newsletter nobody opens"."""
    text = doc.text
    told = _NOBODY.match(text)
    if told and len(text.split()) <= LONGEST_PHRASE:
        head = parse(told["named"].strip())
        if head[-1].pos_ in ("NOUN", "PROPN") and nouns.can_stand_alone(head[-1]):
            return made(nouns.with_article(head.text, head, head[-1]) + text[len(head.text):], Form.NOUN, head[-1].lemma_, people)
    if people.asker is not Role.OWNER and (whole := _with_its_clause(text, people)):
        return whole
    words = [t for t in doc if not t.is_punct]
    if words[0].text.isupper() and len(words[0].text) > 1 and words[0].text.lower() in KNOWN and len(words) <= LONGEST_PHRASE:
        # "AI for …", "IT support": an abbreviation is neither a verb nor "it"
        if len(words) > 2 and words[1].dep_ in ("prep", "ROOT") and words[1].tag_ == "IN" or all(nouns.may_be_noun(t.text) for t in words[1:]) and len(words) > 1:
            return made(text, Form.NOUN, words[-1].lemma_ if words[1].tag_ != "IN" else words[0].text, people)
        return None
    last = words[-1]
    if len(words) == 2 and last.lower_ in _MEASURED and nouns.may_name(words[0].lower_):
        return made(text, Form.NOUN, last.lemma_, people)  # "start times": nobody starts them
    if not 2 <= len(words) <= 5 or not last.lower_.endswith("s") or not nouns.may_be_noun(last.lower_) or last.tag_ not in ("VBZ", "NNS") or words[0].tag_ in ("VB", "VBP", "VBG", "PRP", "WRB", "WP"):
        return None
    before = words[1:-1] if words[0].tag_ in ("DT", "PRP$") else words[:-1]
    if not before or any(t.tag_ not in ("NN", "NNP", "JJ", "VBP", "VBG", "VB") or not nouns.may_name(t.lower_) for t in before):
        return None
    if last.tag_ == "NNS" and last.dep_ == "ROOT":
        return None  # read rightly already
    return made(text, Form.NOUN, last.lemma_, people)


def _with_its_clause(text: str, people: People) -> Phrase | None:
    """"labels that visitors actually read", "intraoral scanners instead of impressions": what tells this one from others stays with it."""
    match = _WITH_A_CLAUSE.match(text)
    if match is None or len(text.split()) > LONGEST_PHRASE:
        return None
    named = match["named"].strip()
    head = parse(named)
    root = next((t for t in head if t.dep_ == "ROOT"), head[0])
    if named.lower() in _COUNTS or any(t.tag_ in ("VBD", "VBZ", "MD", "PRP", "WP", "WRB") and not nouns.may_be_noun(t.lower_) for t in head) or not nouns.may_be_noun(head[-1].lower_):
        return None
    if head[0].tag_ in ("VB", "VBP", "VBG", "WRB", "TO") and nouns.is_verb_only(head[0].lower_):
        return None
    root = next((t for t in head if nouns.may_be_noun(t.lower_) and (t.i + 1 == len(head) or head[t.i + 1].tag_ == "IN")), root)
    if not nouns.can_stand_alone(root) and root.lemma_.lower() not in ("people", "staff"):
        return None
    several = root.lower_.endswith("s") and not root.lower_.endswith("ss")
    return made(f"{named if several else nouns.with_article(named, head, root)} {match['rest']}", Form.NOUN, root.lemma_, people)


_COUNTS = {"half", "most", "some", "many", "all", "those", "everyone", "the ones"}


def as_typed(text: str, people: People) -> Phrase | None:
    """A product or a short name the parser cannot place: "Vinted", "damp and mould reports"."""
    words = text.split()
    if len(words) == 1 and (text.lower() in _PRODUCTS or text[:1].isupper() and not is_common(text) and text.isalpha()):
        return made(KNOWN.get(text.lower(), text[0].upper() + text[1:]), Form.NOUN, text.lower(), people)
    if 2 <= len(words) <= 6 and words[-1].islower() and nouns.may_be_noun(words[-1]) and all(w.lower() in ("and", "or", "of", "in", "for", "on") or nouns.may_name(w) for w in words) and nouns.may_name(words[0]):
        return made(text, Form.NOUN, parse(words[-1])[0].lemma_, people) if words[-1].endswith("s") else None
    return None


def fragment(doc: Doc, people: People) -> list[Phrase | None]:
    """A topic typed as a bare noun phrase, or as a list of them."""
    text = doc.text
    parts = [p.strip() for p in re.split(r",\s*(?:and\s+)?|\s+&\s+|;\s*|\s+vs\.?\s+(?=\w+ \w+ \w+)", text) if p.strip()]
    if len(parts) > 1 and all(len(p.split()) <= 9 for p in parts):
        tail = re.split(r"\s+and\s+", parts[-1])
        parts = parts[:-1] + (tail if all(len(t.split()) <= 4 for t in tail) else [parts[-1]])
        out: list[Phrase | None] = []
        for part in parts[:6]:
            out.extend(_whole(parse(re.sub(r"^(?:less|fewer|more) ", "", part)), people)[:1])
        return out
    return _whole(doc, people)


def _whole(doc: Doc, people: People) -> list[Phrase | None]:
    text = re.split(r"\s+(?:who|which|that|nobody|everybody|everyone)\s", _TAIL.sub("", doc.text))[0]
    text = re.sub(r"\s+(?:on|off|in|up|out|before|after|again|too|now|and|or|the|a|of|to|for|with)$", "", text)
    if text != doc.text and text.strip():
        doc = parse(text)
    if doc[0].lower_ in ("how", "why", "what", "which", "where", "when", "who", "if", "whether") or not text.strip():
        return []
    root = next((t for t in doc if t.dep_ == "ROOT"), doc[0])
    if root.pos_ in ("NOUN", "PROPN") and not nouns.can_stand_alone(root, owner=people.asker is Role.OWNER):
        return [_beneath(doc, root, people)]
    if any(t.dep_ == "relcl" and t.head.i == root.i for t in doc):
        return [noun(doc, root, people)]
    if root.pos_ in ("NOUN", "PROPN", "X") or root.tag_ == "VBG" or (len(doc) == 1 and root.pos_ in ("ADJ", "VERB", "INTJ") and root.tag_ != "VBD"):
        text = nouns.with_article(doc.text, doc, root)
        if len(text.split()) <= LONGEST_PHRASE:
            return [made(text, Form.NOUN, root.lemma_, people)]
        return [noun(doc, root, people)]
    return []


def _beneath(doc: Doc, root: Token, people: People) -> Phrase | None:
    """What an empty noun is about: "the thing with the booking software", "a word on my Monday meeting"."""
    for child in root.rights:
        if child.dep_ == "prep" and child.lower_ in _TOPIC_OF:
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                return noun(doc, inner, people)
    return None


def noun(doc: Doc, root: Token, people: People, *, tails: frozenset[str] | None = None) -> Phrase | None:
    """The noun phrase around a root: its determiners and modifiers, and prepositional tails while it stays short."""
    owner = people.asker is Role.OWNER
    if not owner and root.pos_ in ("NOUN", "PROPN") and root.lemma_.lower() == "session":
        return _what_sessions_are_on(doc, root, people)
    if root.pos_ not in ("NOUN", "PROPN") or not nouns.can_stand_alone(root, owner=owner):
        return None
    left = next((chunk.start for chunk in doc.noun_chunks if chunk.root.i == root.i), root.i)
    while left < root.i and (doc[left].tag_ in ("WRB", "WP", "WDT", "WP$", "IN", "CC", "RB", "EX") or doc[left].lower_ in ("less", "fewer", "more", "such", "what", "which", "how", "any", "some")):
        left += 1
    if doc[left].like_num or any(t.lower_ in ("no", "nobody") for t in doc[left : root.i + 1]):
        return None
    right = root.i
    for child in root.rights:
        end = child.right_edge.i
        if child.dep_ == "prep" and any(c.lemma_.lower() in ("hour", "day", "week", "month", "year", "time", "minute", "moment") for c in child.children):
            break
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i == right + 1 and end - left < 6 and end - child.i < 3:
            right = end  # "the bread thrown away"
            break
        if child.dep_ != "prep" or child.i != right + 1 or child.lower_ in _LOOSE or (tails is not None and child.lower_ not in tails):
            break
        if end - left + 1 > LONGEST_PHRASE or any((t.pos_ in ("VERB", "AUX", "PRON") and t.tag_ != "VBG") or t.lower_ in _LOOSE or t.is_punct or t.tag_ in ("WDT", "WP", "WRB") for t in doc[child.i : end + 1]):
            break
        right = end
    if right + 1 < len(doc) and doc[right + 1].text == "'s" or right + 1 < len(doc) and doc[right + 1].tag_ == "POS":
        return None
    text = nouns.with_article(doc[left : right + 1].text, doc[left : right + 1], root)
    if right - left > 2 and _has_a_verb(text):
        return None  # a sentence mistaken for a name: "the people under thirty hear"
    return made(_opened(text), Form.NOUN, root.lemma_, people)


def _has_a_verb(text: str) -> bool:
    from lemminflect import getAllLemmas

    alone = parse(text)
    lemmas = getAllLemmas(alone[-1].text.lower())
    if "VERB" in lemmas and "NOUN" not in lemmas and alone[-1].tag_ not in ("VBN", "VBG"):
        return True
    return any(t.tag_ in ("VBP", "VBZ", "VBD", "MD") or (t.tag_ == "VB" and t.i + 1 == len(alone)) for t in alone)


def _what_sessions_are_on(doc: Doc, root: Token, people: People) -> Phrase | None:
    """"legal tech" from "legal tech sessions"."""
    words = [t for t in root.lefts if t.dep_ in ("compound", "nmod") or (t.dep_ == "amod" and not t.like_num)]
    if not words or any(t.lower_ in ("mentoring", "training", "first", "last", "next", "stalled", "closing", "good", "new", "useful", "other", "previous", "second", "third", "final") for t in words):
        return _beneath(doc, root, people)
    return made(doc[words[0].left_edge.i : root.i].text, Form.NOUN, words[-1].lemma_, people)


def _opened(text: str) -> str:
    """A capital that only began a sentence made small."""
    from facilitator.words.cleaning import lower_first

    words = text.split()
    return text if len(words) > 1 and words[0][:1].isupper() and words[1][:1].isupper() else lower_first(text)


def shorter(phrase: Phrase, people: People) -> Phrase | None:
    """A shorter name for what a noun phrase with a tail is about: "harvest planning" for "harvest planning with satellite pictures"."""
    if phrase.form is not Form.NOUN or phrase.length < 4:
        return None
    told = _WITH_A_CLAUSE.match(phrase.text)
    if told:
        named = parse(told["named"].strip())
        return made(named.text, Form.NOUN, phrase.head, people) if sum(t.pos_ in ("NOUN", "PROPN", "ADJ") for t in named) > 1 else None
    doc = parse(phrase.text)
    prep = next((t for t in doc if t.dep_ == "prep" and t.i > 1), None)
    if prep is None or prep.lower_ == "vs" or (prep.lower_ == "of" and phrase.length < _VERY_LONG):
        return None
    head = doc[: prep.i]
    if prep.lower_ == "of" and any(t.pos_ == "NOUN" and nouns.can_stand_alone(t) for t in head):
        return made(head.text, Form.NOUN, phrase.head, people)
    if head[-1].lower_ in ("next", "close", "due", "according", "prior", "thanks"):
        return None  # "the self-checkout next" to something
    if len(head) < 2 or not any(t.pos_ in ("NOUN", "PROPN") and nouns.can_stand_alone(t) for t in head):
        return None
    if len([t for t in head if t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")]) < 2:
        return None  # "the counter", "the rule": too little to know it by
    return made(head.text, Form.NOUN, phrase.head, people)
