"""Does a text promise what nobody can: that it is safe, that nothing follows, that nobody will know? (rubric A8, a hard criterion)

Told by grammar, not by a list of phrases: somebody who is nobody, a modal, and something that could follow; what is said "cannot" come
back; the reader "will be" safe; something is "completely" safe or secret; "I promise" before any of these. What the text quotes, denies or
doubts is no promise.
"""

from __future__ import annotations

import re

_NOBODY = r"(?:nobody|no[ -]?one|nothing(?: bad| else)?|not a (?:soul|word)|none of (?:it|this|that|them|us))"
_MODAL = r"(?:will|can|could|shall|is going to|are going to|'ll)"
_FOLLOWS = (
    r"(?:happen|hurt|harm|punish|blame|judge you|retaliate|hold|use|come back|go wrong|get out|leak|know|find out|learn of|hear of|tell on|get back at|touch|cost|follow|think (?:less|worse|badly)|count against|change for you|take it out)"
)
_SAFE = r"(?:safe|protected|secure|fine|okay|all right|untouchable|out of danger|covered|confidential|secret|anonymous|private)"
_WHOLLY = r"(?:totally|completely|perfectly|entirely|absolutely|fully|utterly|always|forever|(?:a |one )?(?:100|hundred) ?(?:%|per ?cent))"
_PROMISE = re.compile(
    rf"\b{_NOBODY} (?:here |else |at all )?{_MODAL} (?:ever |even |possibly |be able to |dare to |want to ){{0,2}}{_FOLLOWS}\b(?! (?:it |this |that )?(?:better|how|what|why|more)\b)"
    rf"|\b(?:it|this|that|what(?:ever)? you (?:say|tell(?: me| us)?|write)|your (?:words?|answers?|honesty|name)|speaking up) (?:simply |just )?(?:cannot|can't|can never|will never|won't(?: ever)?|will not(?: ever)?|could never) (?:ever |possibly )?(?:come back|hurt|harm|cost|count against|be (?:used|held) against|haunt|follow you|affect your|reach (?:him|her|them|your boss))\b"
    rf"|\byou(?:'ll| will| are|'re)(?: be| stay| remain)?(?: {_WHOLLY})? {_SAFE}\b(?=,? (?:here|with (?:me|us)|whatever|no matter|in this|all the way)|[.!]|$)"
    rf"|\b{_WHOLLY} (?:safe|secure|confidential|secret|anonymous|private)\b|\bsafe space\b"
    rf"|\b(?:i|we) (?:promise|guarantee|swear|can assure|assure)(?: you)?,?(?: that)? (?:{_NOBODY}|no |it(?:'s| is| will be| will stay) {_SAFE}|you(?:'ll| will| are|'re)(?: be| stay)? {_SAFE})",
    re.I,
)
_DENIED = re.compile(r"(?:n't|\b(?:not|never|cannot|says?|said|reads|calls?|(?:a|the|that|this|no|any) (?:\w+ )?promise|nobody (?:can|could)|no one (?:can|could)|nor|avoid|instead of|rather than|without|whether|if|unless|is (?:it|this|that)|are you|do you|does|may i|would it|false|claim\w*|phrases? (?:like|such as)))\b[^.!?;:]{0,70}$", re.I)
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


def promised(text: str) -> str | None:
    """The words that promise it; None when there are none."""
    told = _QUOTED.sub(lambda m: " " * len(m[0]), text)
    for match in _PROMISE.finditer(told):
        asked = re.match(r"[^.!]*\?", told[match.end() :])
        if not _DENIED.search(told[: match.start()]) and not asked:
            return text[match.start() : match.end()]
    return None
