"""From what people typed to phrases that can stand in a spoken sentence.

A Phrase can follow a preposition ("about …", "with …"): a noun phrase with its article, a gerund, or a why/how/what clause.
Nothing is forced: what cannot be made to fit is left out, and the composer chooses something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from facilitator.domain.session import Role
from facilitator.words import clauses, nouns
from facilitator.words.grammar import parse
from facilitator.words.naming import as_typed, fragment, names, noun, shorter
from facilitator.words.people import People
from facilitator.words.pieces import listed, pieces, trimmed
from facilitator.words.spoken import LONGEST_PHRASE, Form, Phrase, made

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["LONGEST_PHRASE", "Form", "Phrase", "details", "phrases", "shorter"]

_ASKING = ("how", "why", "what", "which", "when", "where", "who", "whether", "if")
_AUXILIARY = ("do", "does", "did", "is", "are", "was", "were", "has", "have", "can", "should", "could", "would", "will", "must", "may")
_COGNITION = {"learn", "understand", "know", "explore", "discuss", "see", "hear", "talk", "find", "figure", "discover", "grasp", "examine", "study", "speak", "think", "wonder", "ask", "look", "decide", "disagree"}
"""Said as gerunds, these name what the pair does with the subject, not the subject."""
_LEARNING = _COGNITION | {
    "share", "compare", "review", "cover", "work", "consider", "focus", "catch", "explain", "have", "get", "bring", "go", "deal", "tackle", "address", "debate", "reflect", "appreciate",
    "teach", "stay", "stick", "show", "pick", "say", "clear", "agree", "finish", "collect", "carry", "raise", "mention", "want", "tell", "present", "demonstrate", "continue", "return", "come",
}
_OFF = re.compile(
    r"^(?:out|at|about|on|of|into|over|up with|up on|up|through|from|with|for|to|back to|more about|more on|along with|a feel for|a sense of|better at|the basics of|to grips with|to know|forward|the air (?:on|about))\s+",
    re.I,
)
_NOT_DOING = {"stop", "avoid", "prevent", "keep", "end", "quit", "lose", "fail", "not"}
_STOPPING = re.compile(r"^(?:stop|stopping|keep|keeping|prevent|preventing)\s+(?:me|him|her|us|them|myself|[A-Z]\w+|(?:my|the|our)\s\w+)\s+from\s+(?=\w+ing\b)", re.I)
_DOING_AGAIN = re.compile(r"\s+(?:meeting|talking|going|moving|working|speaking|listening|running|trying|thinking|coming|turning up|showing up)\b(?:\s+(?:again|more|regularly|on|back|together))*$")
"""What "get the pairs …" asks them to do; it is no part of their name."""
_WHO_DO = re.compile(r"^((?:\w+ ){0,2}\w+s) (?:who|that) ((?!are\b|were\b|is\b|have\b|can\b|will\b)\w+(?: .+)?)$", re.I)
_VERBS = "plan test use cut cover show share study review help change build brief design draft handle learn manage hold run stop start keep make set fix find get read write teach try do take have give move raise reduce save track improve check sort fill answer use avoid close open let put turn see hear know bring meet send call"
_COMPOUND = re.compile(
    rf"(?:\w+-\w+s\b|\w+(?:-\w+)+ \w+\b|(?!(?:{_VERBS.replace(' ', '|')})\b)\w+ \w*(?:tion|sion|ment|ance|ence|ing|rates?|times?|lists?|sheets?|nights?|days?|records?|reports?|notes?|forms?|orders?|counts?|lines?)(?=$| (?:in|on|at|with|for|from|of|by|and|before|after|next|that|to)\b))",
    re.I,
)
"""Two nouns in a row, though the first is a verb as well: "leak detection", "pick rates", "pay-what-you-can nights"."""
_INSIDE = re.compile(
    r"\b(?:understands?|knows?|sees?|hears?|learns?|find out|shows?|explains?|teaching|teach|disagree (?:on|about)|discuss|decides?|asks?|asked|asking|wonders?|agree on|agree|talk about|explaining|showing|learning|seeing|about|on|of|in|him|her|them|us)"
    r"\s+((?:how|why|whether|what|which|where)\s+(?!to\b).{8,})$",
    re.I,
)


def phrases(text: str, people: People, *, aim: bool = False) -> tuple[Phrase, ...]:
    """What a topic, a goal or a question is about, the best first; empty when nothing fits a spoken sentence.

    In an aim, what stands with "a" does not exist yet ("decide on a small test") and is no subject.
    """
    found: list[Phrase] = []
    for piece in pieces(text):
        if aim:
            piece = re.sub(r"\b(?:an?|one|two|three|some|any) (?=\w)", "no ", piece)
        for phrase in _of_piece(piece, people):
            if all(phrase.text.lower() != other.text.lower() for other in found):
                found.append(phrase)
    return tuple(found)


def details(text: str, people: People) -> tuple[Phrase, ...]:
    """Concrete things a text mentions in passing, in the order they come: noun phrases, and how and why clauses."""
    found: list[Phrase] = []
    for piece in pieces(text):
        inside = _INSIDE.search(piece)
        clause = clauses.asking(parse(inside[1]), people) if inside else None
        doc = parse(piece)
        candidates = [clause, *[noun(doc, chunk.root, people, tails=nouns.CLOSE) for chunk in doc.noun_chunks if _told(chunk)]]
        for phrase in candidates:
            if phrase and phrase.length >= 2 and not nouns.is_private(phrase.text) and all(phrase.head != other.head for other in found):
                found.append(phrase)
    return tuple(found)


def _told(chunk: Span) -> bool:
    """Whether a thing mentioned can be named later: "his comments" reads like a possessive, a bare count means nothing."""
    if any(t.lower_ in ("his", "her", "their") or t.like_num for t in chunk):
        return False
    before = chunk.doc[chunk.start - 1].lower_ if chunk.start else ""
    return before not in ("without", "not", "no", "than", "like", "instead") and chunk.root.dep_ not in ("npadvmod", "appos", "attr")


def _of_piece(piece: str, people: People, *, depth: int = 0) -> list[Phrase]:
    items = listed(piece)
    if len(items) > 1 and depth < 2:
        out = [phrase for item in items for phrase in _of_piece(item, people, depth=2)[:2]]
        if out:
            return out
    text = _STOPPING.sub("", trimmed(piece))
    if not text:
        return []
    if len(piece.split()) == 1 and (typed := as_typed(piece, people)):
        return [typed]
    if re.search(r" (?:instead of|rather than) ", piece) and (against := names(parse(trimmed(piece, whole=True)), people)):
        return [against]
    doc = parse(text)
    if doc[0].tag_ == "VBZ" and len(doc) > 2 and doc[1].tag_ == "IN" and nouns.may_be_noun(doc[0].lower_) and (several := made(text, Form.NOUN, doc[0].lower_, people)):
        return [several]  # "falls at shift change"
    if doc[0].tag_ in ("VB", "VBP") and _COMPOUND.match(text) and (compound := _compound(text, people)):
        return [compound]
    if _names_a_thing(doc) and (thing := made(doc.text, Form.NOUN, next(t.lemma_ for t in doc if t.dep_ == "ROOT"), people)):
        return [thing]
    whole = names(doc, people)
    if whole is not None:
        return [whole]
    out_: list[Phrase | None] = []
    first = doc[0]
    if first.lower_ in _ASKING:
        out_.append(clauses.asking(doc, people))
    elif first.tag_ == "MD" or first.lower_ in _AUXILIARY:
        out_.append(clauses.yes_no(doc, people))
    elif (first.tag_ in ("VB", "VBP", "VBG") or (first.pos_ == "VERB" and first.dep_ == "ROOT")) and not nouns.is_no_verb(first.lower_) and not _COMPOUND.match(text):
        if clauses.is_compound(doc):
            out_.extend(fragment(doc, people))
        else:
            out_.extend(_verb_first(doc, people, depth=depth))
    elif clauses.is_sentence(doc):
        out_.append(clauses.why(doc, people))
    else:
        do = _WHO_DO.match(text) if people.asker is Role.OWNER else None
        if do:  # to who runs the programme, what people do in it is the subject
            out_.append(clauses.why(parse(f"{do[1]} {do[2]}"), people))
        out_.extend(fragment(doc, people))
    inside = _INSIDE.search(text)
    if inside and not any(p is not None and p.form is Form.CLAUSE for p in out_):
        out_.append(clauses.asking(parse(inside[1]), people))
    out_.extend(_named(doc, people))
    kept = [phrase for phrase in out_ if phrase is not None]
    kept = [p for p in kept if not any(_cut_from(p, clause) or _cut_short(p, clause) for clause in kept)]
    if not kept and depth == 0 and (typed := as_typed(text if len(text.split()) > 1 else piece, people)):
        return [typed]
    if not kept and depth == 0 and len(text.split()) <= 5 and not any(t.pos_ in ("PRON", "AUX", "ADV", "SCONJ") or t.tag_ in ("VBD", "VBN", "VBP", "MD", "VB") for t in doc):
        bare = made(text, Form.NOUN, doc[-1].lemma_, people)
        return [bare] if bare else []
    return kept


def _compound(text: str, people: People) -> Phrase | None:
    """The name whole; with its article where it can be counted: "the leave form"."""
    head = re.split(r"\s(?:in|on|at|with|for|from|of|by|and|before|after|next|that|to)\s", text)[0].split()[-1].lower()
    counted = re.search(r"(?:rate|time|list|sheet|night|day|record|report|note|form|order|count|line)$", head)
    return made(f"the {text}" if counted else text, Form.NOUN, head, people)


def _names_a_thing(doc: Doc) -> bool:
    """Whether the parser took half of a name for a verb: "the claims form for flooded basements"."""
    root = next((t for t in doc if t.dep_ == "ROOT"), doc[0])
    return doc[0].tag_ in ("DT", "PRP$") and root.i > 1 and root.tag_ in ("VBP", "VB") and nouns.may_be_noun(root.lower_) and root.i + 1 < len(doc) and doc[root.i + 1].tag_ == "IN" and doc[root.i - 1].tag_ in ("NNS", "NN")


def _cut_from(phrase: Phrase, clause: Phrase) -> bool:
    """Whether a noun phrase took the verb of a clause for its head: "live shopping works" from "how live shopping works"."""
    if phrase.form is not Form.NOUN or clause.form is not Form.CLAUSE or phrase.length < 2 or not phrase.text.endswith("s"):
        return False
    opening = clause.text.split(" ", 1)[-1].lower()
    said = phrase.text.lower()
    if not (opening.startswith(said) or f"the {opening}".startswith(said)):
        return False
    followed = opening[len(said):].split()
    return not followed or followed[0] not in ("is", "are", "was", "were", "has", "have", "can", "will") and parse(f"they {said.split()[-1]}")[-1].pos_ == "VERB" and parse(clause.text)[-1].i > 0 and not any(
        t.pos_ in ("VERB", "AUX") for t in parse(clause.text)[len(said.split()) + 1 :]
    )


def _cut_short(phrase: Phrase, clause: Phrase) -> bool:
    """Whether a noun phrase lost its last noun: "the new team" from "… the new team lead"."""
    if phrase.form is not Form.NOUN or clause.form is not Form.CLAUSE:
        return False
    last = re.search(rf"\b{re.escape(phrase.text.lower())} (\w+)$", clause.text.lower())
    if last is None or last[1] in ("sessions", "session", "talks", "meetings") or not nouns.may_be_noun(last[1]):
        return False
    return any(t.pos_ == "VERB" for t in parse(clause.text[: last.start()]))


def _named(doc: Doc, people: People) -> list[Phrase | None]:
    """The noun phrases of a piece, the most telling first."""
    chunks = sorted((c for c in doc.noun_chunks if not any(t.like_num and t.i == c.start for t in c)), key=lambda c: -_weight(c))
    return [noun(doc, chunk.root, people) for chunk in chunks[:4] if _told_here(chunk)]


def _told_here(chunk: Span) -> bool:
    before = chunk.doc[chunk.start - 1].lower_ if chunk.start else ""
    if before == "in" and chunk.root.lower_ in ("front", "place", "favour", "favor", "light", "spite", "charge"):
        return False
    return before not in ("without", "not", "than", "instead", "before", "after", "until", "till", "during", "by")


def _weight(chunk: Span) -> float:
    words = [t for t in chunk.root.subtree if t.pos_ in ("NOUN", "PROPN", "ADJ")]
    return min(len(words), 4) - (2 if chunk.root.dep_ in ("nsubj", "nsubjpass") and chunk.root.pos_ == "PRON" else 0)


def _verb_first(doc: Doc, people: People, *, depth: int) -> list[Phrase | None]:
    verb = doc[0]
    lemma = verb.lemma_.lower()
    rest = doc[1:].text
    if rest and (lemma in _COGNITION or (lemma in _LEARNING and verb.tag_ != "VBG")):
        rest = _OFF.sub("", _OFF.sub("", rest))
        if lemma in ("get", "bring", "keep", "have"):
            rest = _DOING_AGAIN.sub("", rest)
        inner = _of_piece(rest, people, depth=max(depth, 1)) if rest else []
        if inner:
            return list(inner)
    if lemma in _NOT_DOING or lemma in _LEARNING and verb.tag_ != "VBG":
        return []
    return [clauses.gerund(doc, verb, people)]
