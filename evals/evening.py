"""Keeps the same few moves from winning every set: ``python -m evals.evening`` writes knowledge/evened.yaml.

A move made for many briefs is chosen too often. Over the development briefs and drawn ones, what stands in more than its share of
sets is lowered a little and what stands in less is raised, again and again. Run it after moves were added or reworded.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

import yaml

from facilitator.domain.session import Brief, Kind, Role
from facilitator.language.bank import Bank
from facilitator.language.composer import Composer
from facilitator.language.minilm import MiniLM
from facilitator.language.reading import Reading, read
from facilitator.resources import shipped

ROUNDS = 14
LIMITS = {Role.MENTOR: 0.025, Role.MENTEE: 0.12, Role.OWNER: 0.3}
"""Share of a role's sets above which a move is lowered; the fewer moves a role has, the more often each must stand."""
STEP = 6.0
LOWEST = -5.0
_SUBJECTS = """
the visitor badge system; allergen labels; the parking app; apprentices' logbooks; the newsletter; the pay slip portal; short videos for applicants; tender deadlines; meal planning on the ward; spare parts orders;
the referral letter; heat pumps; school trips; the intranet; remote inspections; speech recognition for reports; stock counts; the cafeteria queue; lesson recordings; the loyalty programme; claims photos; work permits;
weekend rotas; the tenant hotline; lab bookings; route changes; podcasts for members; exam software; shelf labels; the code review; guest Wi-Fi; the safety briefing; discharge planning; benefit letters; sample requests;
the supplier audit; translation tools; bus lanes; pattern cutting; the travel policy; overtime approval; the complaints inbox; digital signatures; pilot plants; the museum shop; field notes; the dispatch screen;
youth football; open data; paperless invoices; river clean-ups; the church bulletin; dental imaging; livestock records; the help centre; payroll questions; warranty returns; night buses; interns' projects; the style guide
""".replace("\n", " ").split(";")


def drawn(bank: Bank, seed: int = 7) -> list[Brief]:
    """Briefs put together from subjects and from sentences that describe situations."""
    draw = random.Random(seed)
    told = [sentence for s in bank.situations for sentence in s.describes]
    briefs = []
    for role, weight in ((Role.MENTOR, 3), (Role.MENTEE, 1), (Role.OWNER, 1)):
        for n, subject in enumerate(_SUBJECTS * weight):
            briefs.append(
                Brief(id=f"{role.value}-{n}", role=role, topic=subject.strip(), context=draw.choice(told) if draw.random() < 0.6 else "", session_number=draw.choice([None, 1, 2, 3, 4, 5]))
            )
    return briefs


def main() -> None:
    """Writes the file and says how uneven the bank was before and after."""
    knowledge = shipped("knowledge")
    embedder = MiniLM()
    cache = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    bank = Bank(knowledge, embedder, cache=cache)
    bank.evened = {}
    development = Path("evals/cases/briefs_dev.jsonl").read_text(encoding="utf-8").splitlines()
    briefs = [b for b in map(Brief.model_validate_json, development) if b.kind is Kind.STARTERS] * 2 + drawn(bank)
    read_once: list[tuple[Brief, Reading]] = [(b, read(b, bank, embedder)) for b in briefs]
    sizes = Counter(b.role for b in briefs)
    amounts: dict[str, float] = dict.fromkeys((m.id for m in bank.moves), 0.0)
    for number in range(ROUNDS):
        bank.evened = amounts
        composer = Composer(bank, embedder, section=lambda _: ())
        used: Counter[str] = Counter()
        for brief, reading in read_once:
            used.update(composer.chosen(brief, reading))
        shares = {m.id: used[m.id] / sizes[m.speaker] for m in bank.moves}
        worst = max(shares, key=lambda i: shares[i])
        top = max((m.id for m in bank.moves if m.speaker is Role.MENTOR), key=lambda i: shares[i])
        print(f"round {number + 1}: {len([1 for s in shares.values() if s])} moves in use, most used {worst} in {shares[worst]:.1%} of its role's sets, of a mentor's {top} in {shares[top]:.1%}", file=sys.stderr)
        if number + 1 < ROUNDS:
            for move in bank.moves:
                over = shares[move.id] - LIMITS[move.speaker]
                # a move that needs its situation is rightly rare: it is never raised
                amounts[move.id] = round(max(LOWEST, min(0.0 if move.needs else 0.4, amounts[move.id] - STEP * (1 - number / ROUNDS) * max(-0.03, over))), 2)
    kept = {i: a for i, a in sorted(amounts.items()) if abs(a) >= 0.05}
    text = "# Written by python -m evals.evening: what is added to a move's fit so that no move stands in too many sets.\n" + yaml.safe_dump(kept, sort_keys=True)
    (knowledge / "evened.yaml").write_text(text, encoding="utf-8")
    print(f"{len(kept)} of {len(amounts)} moves evened", file=sys.stderr)


if __name__ == "__main__":
    main()
