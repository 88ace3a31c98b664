"""What was decided, what stayed open, and who may be named for an idea."""

from __future__ import annotations

import re

from facilitator.domain.base import Model
from facilitator.recaps.lines import content_words, sentences
from facilitator.recaps.record import Record
from facilitator.recaps.replies import ACCEPTS, AGREES, INJECTED, REFUSES, UNSURE, plain_speech
from facilitator.recaps.speakers import first_name


class Found(Model):
    """A sentence worth telling: its words, who said it, and the lines it follows from."""

    text: str
    said_by: str = ""
    evidence: tuple[str, ...]
    joint: bool = False
    """Whether "we" in it is the pair."""


_HEAD_DECIDED = re.compile(r"^\W*(?:decisions?(?: made)?|decided|agreed|agreements?|what we (?:decided|agreed)|outcomes?|conclusions?)\b", re.I)
_LABEL_DECIDED = re.compile(r"^\W*(?:decisions?|decided|agreed|agreement|conclusion|outcome)\s*[:\-–>]+\s*", re.I)
_NOT_DECIDED = re.compile(r"\b(?:not|n't|never|nothing|no|nobody|still|yet|whether|if we|did we|have we|should we|could we|until|once|before|unless)\b[^.;]{0,30}\b(?:agree|agreed|decide|decided|decision|settled|settle|signed|approved|going with)\b|\b(?:agree to disagree|agreed to disagree|agreed not\b.{0,6}yet|undecided|disagree)\b|\?\s*$", re.I)
_LETS = re.compile(r"\b(?:let's|let us|shall we|how about we|why don't we|what if we|we could|can we|could we|i suggest we|i propose we|i'd suggest we|we'll|we will|then we)\s+(?P<what>(?!(?:see|say|be honest|talk about|look at|start with|go back|move on|get back|hope|not worry|think about|come back|wait and see|pause)\b)[a-z].{6,})$", re.I)
_HEAD_OPEN = re.compile(r"^\W*(?:open(?: questions?| points?| issues?| items?)?|questions?|parked|parking lot|unresolved|not (?:decided|agreed|clear|settled)|left open|still open|to (?:decide|discuss|clarify)|unclear|for next time|tbc|tbd)\b", re.I)
_LABEL_OPEN = re.compile(r"^\W*(?:open(?: question| point| issue)?|question|q|parked|unresolved|not (?:decided|agreed|clear|settled)(?: yet)?|left open|still open|to decide|tbc|tbd|unclear)\s*[:\-–>]+\s*", re.I)
_OPEN = re.compile(
    r"\b(?:open question|still open|left open|leave (?:that|it|this) open|(?:still )?(?:need|have) to (?:decide|work out|figure out|settle|agree)|haven't (?:decided|agreed|settled)|have not (?:decided|agreed|settled)|not (?:yet )?(?:decided|agreed|settled|resolved)|no decision|undecided|parked|tbc\b|tbd\b|to be decided|to be confirmed|"
    r"(?:it's|it is|that's|remains|still|is) (?:still |also )?(?:unclear|not clear|open)|(?:nobody|no one|neither of us|i don't|we don't|don't) (?:really |yet |actually )?knows?\b|not sure (?:whether|if|who|how|what|when|where|which)|don't know yet|unclear (?:who|what|how|whether|if|when))",
    re.I,
)
_REAL_QUESTION = re.compile(r"^\W*(?:(?:so|and|but|ok|then|well),?\s+)*(?:who|what|how|why|when|where|which|whose|should|could|can|do|does|is|are|would|will|whether|if)\b", re.I)
_SMALL_TALK = re.compile(r"\b(?:how are you|how was|how did (?:it|the|your)|what do you think|does that (?:work|make sense|help)|is that (?:ok|okay|fine|right)|right\?|ok\?|really\?|you know\?|shall we start|can you hear|anything else|did you (?:see|get|read|have)|what else|what about you|can i|could i|may i|shall i|do you want me)\b", re.I)
_CONSENT = re.compile(r"\b(?:(?:you can|you may|happy for you to|feel free to|please|fine (?:for you )?to|ok(?:ay)? (?:for you )?to|i'm (?:fine|happy|ok|okay)(?: for you)?(?: to| with| if you)?)\s*(?:be |being |to be )?(?:put |use |using |mention |name |naming |credit |crediting |attribute )?(?:my name|me|named|credited|it to me|that to me)\b(?: (?:on|to|for|as|in|by name|with) ?[^.]{0,40})?|credit me\b|put my name (?:on|to|against) (?:it|that|this)|with my name on)", re.I)
_NO_CONSENT = re.compile(r"\b(?:don't|do not|rather (?:not|you didn't)|please not|not|without|never|no)\b[^.]{0,25}\b(?:name|named|naming|credit|credited|attribut\w+|my name)\b", re.I)
_IDEA = re.compile(r"\b(?:idea|what if|how about|we could|you could|could we|i suggest|i'd suggest|i propose|my suggestion|proposal|why not|why don't we|one way|we should|you should|try(?:ing)?|instead of)\b", re.I)


def find_decisions(record: Record) -> list[Found]:
    """What the record says was settled, in the words it was settled in."""
    out: list[Found] = []
    for i, line in enumerate(record.lines):
        if INJECTED.search(line.text):
            continue
        heading = record.headings.get(line.id, "")
        if record.format == "notes" and (_HEAD_DECIDED.match(heading) and not re.search(r"\bactions?\b", heading, re.I) or _LABEL_DECIDED.match(line.text)):
            text = _LABEL_DECIDED.sub("", line.text).strip()
            if content_words(text) and not _NOT_DECIDED.search(text):
                out.append(Found(text=text, evidence=(line.id,), said_by=line.speaker))
            continue
        for sentence in sentences(line.text):
            text = plain_speech(sentence)
            if AGREES.search(text) and not _NOT_DECIDED.search(text) and len(content_words(AGREES.sub("", text))) >= 2 and not re.search(r"\b(?:would|might|could|will|may|if|hope to|want to|trying to) (?:\w+ )?(?:agree|decide)", text, re.I):
                out.append(Found(text=text, said_by=line.speaker, evidence=(line.id,), joint=bool(re.match(r"\W*we\b|\W*(?:the decision|it's|that's|so)", text, re.I))))
                break
            proposal = _LETS.search(text)
            if proposal and line.speaker and i + 1 < len(record.lines) and not UNSURE.search(text):
                reply = next((r for r in record.lines[i + 1 : i + 3] if r.speaker and r.speaker != line.speaker), None)
                head = " ".join(sentences(reply.text)[:2]) if reply else ""
                if reply and ACCEPTS.match(head) and not REFUSES.search(head) and len(content_words(proposal["what"])) >= 2:
                    what = re.split(r",? (?:ok|okay|shall we|then|right|yes|and see how)\b|[?!;]", proposal["what"].rstrip("?.! "), flags=re.I)[0].strip(" ,")
                    out.append(Found(text=f"we agreed to {what}", said_by=line.speaker, evidence=(line.id, reply.id), joint=True))
                    break
    return out


def find_open_questions(record: Record) -> list[Found]:
    """What was asked or weighed and not settled."""
    out: list[Found] = []
    for i, line in enumerate(record.lines):
        if INJECTED.search(line.text):
            continue
        heading = record.headings.get(line.id, "")
        if record.format == "notes" and (_HEAD_OPEN.match(heading) or _LABEL_OPEN.match(line.text)):
            text = _LABEL_OPEN.sub("", line.text).strip()
            if content_words(text):
                out.append(Found(text=text, evidence=(line.id,), said_by=line.speaker))
            continue
        for sentence in sentences(line.text):
            text = plain_speech(sentence)
            question = text.endswith("?")
            if record.format == "notes":
                if question and len(content_words(text)) >= 2 or _OPEN.search(text):
                    out.append(Found(text=text, evidence=(line.id,), said_by=line.speaker))
            elif question:
                reply = next((r for r in record.lines[i + 1 : i + 3] if r.speaker != line.speaker), None)
                unsure = reply is not None and UNSURE.search(" ".join(sentences(reply.text)[:2]))
                if reply is not None and unsure and len(content_words(text)) >= 2 and not _SMALL_TALK.search(text) and _REAL_QUESTION.match(text) and sentence == sentences(line.text)[-1]:
                    out.append(Found(text=text, said_by=line.speaker, evidence=(line.id, reply.id)))
            elif _OPEN.search(text) and len(content_words(text)) >= 3:
                out.append(Found(text=text, said_by=line.speaker, evidence=(line.id,), joint=bool(re.match(r"\W*we\b", text, re.I))))
    return out


def find_credits(record: Record) -> list[Found]:
    """Ideas whose owner agreed, in this very record, to be named; without that there are none."""
    out: list[Found] = []
    refused = {line.speaker for line in record.lines if _NO_CONSENT.search(line.text)}
    for i, line in enumerate(record.lines):
        if not line.speaker or line.speaker in refused or not any(_CONSENT.search(s) and not _NO_CONSENT.search(s) for s in sentences(line.text)):
            continue
        idea = _idea_before(record, i, line.speaker)
        if idea:
            out.append(idea.model_copy(update={"evidence": tuple(dict.fromkeys((*idea.evidence, line.id)))}))
    for person in record.header.credited:
        if person in refused:
            continue
        for line in record.lines:
            own = line.speaker and first_name(line.speaker) == first_name(person)
            told = re.search(rf"\b{re.escape(first_name(person))}(?:'s)?\b[^.]{{0,25}}\b(?:idea|suggest\w*|propos\w*)\b", line.text)
            if (own and _IDEA.search(line.text) and "?" not in line.text[-1:]) or told:
                text = next((s for s in sentences(line.text) if _IDEA.search(s) or told), line.text)
                out.append(Found(text=plain_speech(text), said_by=person, evidence=(line.id,)))
                break
    return list({f.text: f for f in reversed(out)}.values())[::-1]


def _idea_before(record: Record, i: int, speaker: str) -> Found | None:
    for line in reversed(record.lines[max(0, i - 12) : i + 1]):
        if line.speaker != speaker:
            continue
        for sentence in sentences(line.text):
            if _IDEA.search(sentence) and not _CONSENT.search(sentence) and len(content_words(sentence)) >= 3:
                return Found(text=plain_speech(sentence), said_by=speaker, evidence=(line.id,))
    return None
