"""Yes or no, sure or not, agreed or not: how a claim puts a matter beside how the evidence puts it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from facilitator.checks.recap_evidence import Said
from facilitator.recaps.dates import find_when
from facilitator.recaps.lines import content_words, stem
from facilitator.recaps.replies import ACCEPTS, AGREES, DISAGREES, REFUSES, UNSURE
from facilitator.words.statements import HEDGES, Force, Statement, statements

_HEDGED = re.compile(HEDGES.pattern + r"|\b(?:may|could|would have to|if|unless|rather not|think so|let me think|need(?:s)? to think|have to (?:check|ask|think)|try to|hope[sd]? to|want(?:s|ed)? to|would like to|option|idea|suggest\w*|propos\w*|in principle|wonder\w*|possible|cannot promise|not promise|in theory|weigh\w*)\b", re.I)
_SOFT = re.compile(HEDGES.pattern + r"|\b(?:may|could|if|unless|whether|open question|would (?:like|have to|want)|wants? to|hopes? to|tries to|trying to|cannot promise|not promise|no decision|undecided)\b", re.I)
_REPORTED = re.compile(r"\b(?:suggest\w*|propos\w*|ask(?:ed|s)|want\w*|would|idea|should|think\w*|prefer\w*|worr\w+|doubt\w*|wonder\w*|need\w*|said|says|offer\w*|option)\b", re.I)
_FIRM = re.compile(r"\b(?:will|'ll|agreed|agrees|decided|decides|committed|commits|promised|promises|is going to|are going to|confirmed|guarantee[sd]?|approved|settled|definitely|certainly|must)\b", re.I)
_AGREEMENT = re.compile(r"\b(?:(?:you|they|we|both|all|everyone|everybody|the pair|[A-Z]\w+ and [A-Z]\w+|you and [A-Z]\w+|[A-Z]\w+ and you)\b[^.]{0,20}\b(?:agreed?|decided?|settled|aligned|concluded?|resolved|see eye to eye|shared the view|are of one mind)|agreement (?:was|is|on|to|that)|it was (?:agreed|decided|settled)|was (?:agreed|decided|settled)|were (?:agreed|decided)|has been (?:agreed|decided|settled)|consensus|unanimous\w*|signed off|approved|accepted)\b", re.I)
_NEGATIVE_AGREEMENT = re.compile(r"\b(?:not|n't|never|disagree|without|no|yet to|nothing|whether|neither|unable|still)\b[^.;]{0,30}\b(?:agree\w*|decid\w*|settle\w*|align\w*|consensus|approved|accepted|resolved)\b|\bdisagree\w*", re.I)
_YES_NO = re.compile(r"\b(?:not|n't|never|no|nobody|none|nothing|neither|nor|without|cannot|no longer|hardly|rarely|w/o|unable|fail(?:s|ed)? to|refuse[sd]? to|decline[sd]? to|stop(?:s|ped)? (?:\w+ing|to)|unlikely|lacks?|un(?:read|reported|used|answered|decided|paid|known|resolved|clear|checked|available|touched|tested|sure)|isn|wasn|don|doesn|didn|won|can't|isn't|aren't|rather not|instead of|rather than)\b", re.I)
OPPOSITES = (
    ("increase rise grow up raise higher climb more", "decrease fall drop shrink down reduce lower decline fewer less"), ("before earlier", "after later"), ("accept approve agree", "reject refuse decline"),
    ("start begin open launch", "stop end close cancel"), ("quick quicker fast faster", "slow slower"), ("easy easier", "hard harder difficult"), ("keep retain stay", "drop remove scrap abolish bin"), ("include", "exclude omit"),
    ("support favour favor", "oppose against"), ("always", "never rarely"), ("first", "last"), ("win won", "lose lost"), ("better improve", "worse"), ("longer", "shorter"), ("cheaper", "dearer expensive costlier"), ("public publicly", "private privately"), ("everyone everybody all", "nobody none"), ("voluntary optional", "mandatory compulsory required"), ("morning", "evening"), ("possible", "impossible"), ("clear", "unclear"), ("satisfied happy pleased", "dissatisfied unhappy"), ("inside internal", "outside external"), ("like likes liked love loves loved enjoy enjoys", "dislike dislikes disliked hate hates hated"),
)  # fmt: skip


@dataclass(frozen=True)
class Pairing:
    """A clause of the claim and the clause of the record it most likely repeats."""

    claim: Statement
    evidence: Statement
    said: Said
    overlap: float


def paired(claim: str, near: Sequence[Said], names: frozenset[str]) -> list[Pairing]:
    """Each clause of the claim beside the nearest clause of the record."""
    out: list[Pairing] = []
    for mine in statements(claim):
        words = _words(mine, names)
        if len(words) < 2:
            continue
        best: Pairing | None = None
        for said in near:
            for theirs in statements(said.told):
                theirs_words = _words(theirs, names)
                if not theirs_words:
                    continue
                overlap = len(words & theirs_words) / min(len(words), max(2, len(theirs_words)))
                if best is None or overlap > best.overlap:
                    best = Pairing(mine, theirs, said, overlap)
        if best is not None and best.overlap >= 0.5:
            out.append(best)
    return out


def _words(statement: Statement, names: frozenset[str]) -> set[str]:
    words = {stem(w) for w in (*statement.words, statement.verb) if w} | set(content_words(statement.subject))
    return {w for w in words if w not in names and w not in ("be", "have", "do", "will", "not", "no")} - {""}


def flipped(claim: str, near: Sequence[Said], around: Sequence[Said], names: frozenset[str], weight: Callable[[str], float], *, actor: str = "") -> str | None:
    """A yes that the record says no to, or the other way round: part by part, each beside the part of the record that shares its words."""
    if actor and any(s.speaker == actor for s in near[:4]):
        near = [s for s in near if s.speaker == actor]
        around = [s for s in around if s.speaker == actor]
    if not near:
        return None
    close = [near[0], *(s for s in around if s is not near[0]), *(s for s in near[1:3] if s not in around)]
    theirs = [(set(content_words(part)) - names, _denied(part), s) for s in close if not s.text.rstrip().endswith("?") for part in _parts(s.told)]
    whole = set(content_words(claim)) - names
    beside = near[0].words.union(*(s.words for s in around))
    if len(whole & beside) < 2:
        return None

    def heavy(words: set[str]) -> float:
        return sum(weight(w) for w in words)

    for part in _parts(claim):
        mine, no = set(content_words(part)) - names, _denied(part)
        if not mine or _CONTRAST.search(part) or no and (_OPEN.search(part) or f", {part.strip()}" in claim and len(part.split()) <= 4):
            continue
        if no and any(_denied(theirs_part) and len(mine & set(content_words(theirs_part))) >= max(2, 0.6 * len(mine)) for s in near[:5] for theirs_part in _parts(s.told)):
            continue
        against = None if no else _excluded(mine, [near[0], *around], names)
        shared = max((len(mine & words) for words, _, _ in theirs), default=0)
        if against is not None:
            return against
        if (shared < max(1, 0.5 * len(mine)) or shared == 1 and len(mine) > 1 and len(whole & near[0].words) < 4):
            continue
        most = max(heavy(mine & words) for words, _, _ in theirs)
        best = [(denied, s) for words, denied, s in theirs if heavy(mine & words) >= 0.99 * most]
        if no and (_YES_NO.search(near[0].told) or any(_YES_NO.search(s.told) for s in close if s.line == near[0].line) and shared < 0.75 * len(mine)):
            continue
        if all(denied != no for denied, _ in best) and not any(heavy(mine & words) >= 0.75 * heavy(mine) and denied == no for words, denied, _ in theirs):
            return best[0][1].text
    return None


def _excluded(mine: set[str], close: Sequence[Said], names: frozenset[str]) -> str | None:
    """"It translates the page, not the form": the claim holds the form and not the page."""
    for s in close[1:]:
        # "Theo suggested an evening. Margaret was not persuaded."
        words = set(content_words(s.told)) - names
        if s.line == close[0].line and words and words <= mine and len(s.told.split()) <= 6 and len(_YES_NO.findall(s.told)) % 2 and not re.match(r"\W*not\b", s.told, re.I):
            return s.text
    for i, s in enumerate(close):
        before = close[i - 1].told if i and close[i - 1].line == s.line else ""
        parts = _parts(s.told)
        for n, part in enumerate(parts):
            words = set(content_words(part)) - names
            if not re.match(r"^\W*(?:not|never|without|no)\b", part.strip(), re.I) or not words or not words <= mine or len(words) > 3:
                continue
            positive = set(content_words(parts[n - 1] if n else before)) - names
            if positive & mine and positive - mine:
                return s.text
    return None


_CONTRAST = re.compile(r"\b(?:instead of|rather than|assum\w+|thought|guess\w*|expect\w*|other than|except)\b", re.I)


_OPEN = re.compile(r"\b(?:not|n't)\b (?:yet |been )*(?:settled|decided|agreed|clear|known|said)\b", re.I)
_NEW_TO_THEM = re.compile(r"\b(?:did|does|do|had|has|have)(?:n't| not) (?:know|known|hear|heard|realised?|noticed?)\b(?! (?:if|whether|how|what|when|why))|\b(?:not|un)\s?aware\b", re.I)
"""Who had not known a thing does not deny it."""


def _parts(text: str) -> list[str]:
    # "With no fluid" is "without fluid", and a no-show denies nothing.
    text = re.sub(r"\bno-(?=shows?\b)", "no", re.sub(r"\bwith no (?=[a-z])(?!one\b|longer\b)", "without ", text, flags=re.I), flags=re.I)
    return [p for p in re.split(r"[,;:]| - |\b(?:but|and|because|so|which|that|although|though)\b|\s(?=(?:rather than|instead of|not|never|without|no longer|w/o|nobody|no one|none|neither)\b)", text, flags=re.I) if p and p.strip()]


def _denied(part: str) -> bool:
    return len(_YES_NO.findall(_NEW_TO_THEM.sub(" ", part))) % 2 == 1 and not re.search(r"\bnot only\b|\bwhy not\b|\bno (?:problem|doubt|worries)\b|\bif not\b", part, re.I)


def opposed(claim: str, near: Sequence[Said], around: Sequence[Said]) -> str | None:
    """A word whose opposite stands in the evidence in its place."""
    if not near:
        return None
    mine = set(re.findall(r"[a-z]+", claim.lower()))
    best = near[0]
    beside = [s for s in around if s.line == best.line]
    theirs = set(re.findall(r"[a-z]+", " ".join(s.told for s in (*near[:2], *beside)).lower()))
    shared = len(best.words.union(*(s.words for s in beside)) & set(content_words(claim)))
    if shared < (2 if claims_agreement(claim) else 3):
        return None
    for a, b in OPPOSITES:
        for one, two in ((set(a.split()), set(b.split())), (set(b.split()), set(a.split()))):
            hit, against = _has(mine, one), _has(theirs, two)
            if hit and against and not _has(theirs, one) and not _has(mine, two) and bool(_YES_NO.search(claim)) == bool(_YES_NO.search(best.told)):
                return hit
    return None


def _has(words: set[str], group: set[str]) -> str | None:
    stems = {stem(g) for g in group}
    return next((w for w in sorted(words) if w in group or len(w) > 4 and stem(w) in stems), None)


def too_sure(claim: str, near: Sequence[Said], pairs: Sequence[Pairing], replies: Sequence[str]) -> str | None:
    """A "might" told as a "will", or a thing weighed told as done."""
    if not near or _SOFT.search(claim) or _REPORTED.search(claim) and not _FIRM.search(claim):
        return None
    for pair in pairs:
        if pair.overlap >= 0.6 and (pair.evidence.force in (Force.POSSIBLE, Force.CONDITIONAL) or pair.evidence.force in (Force.WISHED, Force.NEEDED) and pair.claim.force is Force.PROMISED and pair.said.heading == "") and pair.claim.force not in (Force.POSSIBLE, Force.CONDITIONAL, Force.ASKED, Force.WISHED):
            # One firm sentence that says the same is enough to be sure.
            if _firm_elsewhere(claim, near, pair.said):
                continue
            return pair.said.text
    words = set(content_words(claim))
    for best in near[:2]:
        shared = len(best.words & words)
        if shared < 2 or shared < 0.5 * len(words):
            continue
        part = max(re.split(r"[,;:]| - |\b(?:but|although|though)\b", best.told), key=lambda p: len(set(content_words(p)) & words))
        hedge = HEDGES.search(part) or (_FIRM.search(claim) and _HEDGED.search(part))
        after = _FIRM.search(claim) and re.search(r"\b(?:not (?:\w+ )?(?:sure|decided|certain|promised)|maybe|perhaps|if possible|no promises?|i'd have to (?:check|ask)|would have to (?:check|ask)|has to (?:check|ask)|need to think|we'll see|not yet)\b", best.told, re.I)
        if (hedge or after) and not _firm_elsewhere(claim, near, best):
            return best.text
    best = near[0]
    shared = len(best.words & words)
    if _FIRM.search(claim) and best.text.rstrip().endswith("?") and shared >= 0.5 * max(1, len(words)) and replies and not any(ACCEPTS.match(r) and not REFUSES.search(r) for r in replies) and not _firm_elsewhere(claim, near, best):
        return best.text
    return None


def _firm_elsewhere(claim: str, near: Sequence[Said], but: Said) -> bool:
    words = set(content_words(claim))
    return any(s is not but and not HEDGES.search(s.told) and not s.text.endswith("?") and len(s.words & words) >= 0.6 * len(words) for s in near)


def unbacked(claim: str, near: Sequence[Said]) -> str | None:
    """A thing told as coming that the record nowhere puts firmly: the words that come nearest to it."""
    main = next((s for s in statements(claim) if s.main), None)
    if main is None or main.force is not Force.PROMISED or main.negated or _YES_NO.search(claim) or _SOFT.search(claim):
        return None
    words = set(content_words(claim))
    for s in near[:4]:
        firm = _FIRM.search(s.told) or re.search(r"\b(?:let's|to|is|are|am|'m|\w+ing|from|starts?|begins?|next|on|agreed|yes)\b", s.told, re.I) or find_when(s.told)
        if len(s.words & words) >= 0.4 * len(words) and not s.text.rstrip().endswith("?") and not HEDGES.search(s.told) and not _HEDGED.search(s.told) and firm:
            return None
    return near[0].text if near else None


def refuses(claim: str) -> bool:
    """Whether the main clause says that something will not be done."""
    main = next((s for s in statements(claim) if s.main), None)
    return main is not None and main.negated and bool(re.search(r"\b(?:will|would|is|are|does|do|did)\s+(?:not|never)\b|n't\b|\bwill no longer\b", claim.split(",")[0]))


def unsure_told(claim: str, pairs: Sequence[Pairing]) -> str | None:
    """A promise told as a perhaps."""
    if not re.search(r"\b(?:might|may|perhaps|maybe|possibly)\b", claim):
        return None
    for pair in pairs:
        if pair.overlap >= 0.75 and pair.evidence.force is Force.PROMISED and pair.claim.force is Force.POSSIBLE and not _HEDGED.search(pair.said.told):
            return pair.said.text
    return None


def claims_agreement(claim: str) -> bool:
    return bool(_AGREEMENT.search(claim)) and not _NEGATIVE_AGREEMENT.search(claim)


def agreement_missing(claim: str, near: Sequence[Said], around: Sequence[Said]) -> str | None:
    """The words that show the two did not agree, or an empty text when nothing shows that they did."""
    words = set(content_words(claim))
    close = [s for s in near if len(s.words & words) >= max(1, 0.4 * max(len(s.words & words) for s in near))] or list(near[:1])
    for s in (*close[:3], *around):
        if DISAGREES.search(s.text) and (s.words & words or s in around):
            return s.text
    lines = {s.line for s in close[:3]}
    window = [s for s in around if min(abs(s.line - line) for line in lines) <= 2]
    if any(re.match(r"\W*(?:agreed|decisions?|decided|agreements?|outcome)", s.heading, re.I) for s in close[:2]):
        return None
    if any(AGREES.search(s.told) and not _NEGATIVE_AGREEMENT.search(s.told) for s in close[:3]):
        return None
    for c in close[:3]:
        reply = next((s for s in around if s.line == c.line + 1 and s.speaker and s.speaker != c.speaker), None)
        if reply and len(c.words & words) >= 2 and ACCEPTS.match(reply.text) and not REFUSES.search(reply.text) and not UNSURE.search(c.text) and not re.search(r"\b(?:could|would|i'd|maybe)\b", c.text, re.I):
            return None
    lines |= {s.line for s in around if s.words & words and len(s.words & words) >= 2}
    window = [s for s in around if min(abs(s.line - line) for line in lines) <= 2]
    doubt = next((s.text for s in (*close[:2], *window) if UNSURE.search(s.text) or REFUSES.search(s.text) and s.line - close[0].line in (0, 1)), None)
    accepted = any(ACCEPTS.match(s.text) and not REFUSES.search(s.text) and any(c.speaker != s.speaker and c.line < s.line <= c.line + 2 for c in (*close[:3], *(a for a in around if len(a.words & words) >= 2))) for s in window)
    if accepted and doubt is None:
        return None
    if any(re.search(r"\b(?:agree[ds]?(?! to disagree)|yes|exactly|same here|me too)\b", s.text, re.I) and not REFUSES.search(s.text) for s in window) and doubt is None:
        return None
    return doubt or ""
