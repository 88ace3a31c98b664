"""How people tell a machine to drop its rules in other languages than English."""

from __future__ import annotations

import re

ABROAD: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:ignorier\w*|vergiss|vergesst|missacht\w+|verwirf|überschreib\w*)\b.{0,50}\b(?:anweisung|regel|vorgabe|instruktion|befehl|systemprompt|man dir)",
        r"\b(?:gib|schreib\w*|antworte\w*)\b.{0,30}\b(?:ab jetzt|ab sofort|nur noch|jede antwort|allen antworten|systemprompt|nur mit|immer mit)\b",
        r"\bab (?:jetzt|sofort)\b.{0,40}\b(?:antwort|gib|schreib|bist du)|\bdu bist (?:jetzt|nun)\b",
        r"\b(?:ignor\w+|oubli\w+|ne (?:tiens|tenez|respect\w*|suis|suivez) (?:plus|pas)?|fais abstraction)\b.{0,50}\b(?:instruction|consigne|règle|directive|compte des)",
        r"\b(?:réponds?|répondez|commence|écris|affiche)\b.{0,40}\b(?:toujours|chaque (?:réponse|question)|par le mot|uniquement|toutes)|\bà partir de maintenant\b.{0,60}\b(?:tu|vous|réponds|dois)|\btu es (?:maintenant|désormais)\b",
        r"\b(?:ignor[ae]|olvid[ae]|no sigas|no seguir|desobedece|descarta|haz caso omiso)\b.{0,50}\b(?:instruccion|regla|orden|anterior|indicacion|normas)",
        r"\b(?:responde|contesta\w*|escribe|di)\b.{0,30}\b(?:siempre|solo con|solamente|únicamente|en cada|todas las)|\ba partir de ahora\b.{0,60}\b(?:debes|responde|eres|contest)|\bdesde ahora\b.{0,40}\bresponde",
        r"\b(?:ignor\w+|dimentic\w+|non seguire|trascura|scorda\w*)\b.{0,50}\b(?:istruzion|regol|precede|direttiv|indicazion)",
        r"\b(?:rispondi|scrivi|stampa)\b.{0,30}\b(?:solo|soltanto|sempre|ogni risposta)|\bd'ora in (?:poi|avanti)\b",
        r"\b(?:zignoruj\w*|zapomnij|pomiń|nie stosuj)\b.{0,50}(?:polece|instrukcj|zasad|reguł)|\bodpowiadaj\b.{0,30}\b(?:tylko|zawsze)",
        r"\b(?:negeer|vergeet|sla)\b.{0,50}\b(?:instructie|aanwijzing|regels|opdracht|hierboven)|\bantwoord\b.{0,20}\b(?:alleen|altijd|met)\b|\bvanaf nu\b",
        r"\b(?:ignor[ea]|esqueç\w+|desconsider\w+|não siga)\b.{0,50}\b(?:instruç|regra|orientaç|acima|anterior)|\bresponda\b.{0,20}\b(?:apenas|sempre|somente)|\ba partir de agora\b",
        r"\b(?:ignorera|glöm|strunta i|bortse från|ignorer|glem)\b.{0,50}\b(?:instruktion|regl|anvisning|tidigare)|\bsvara (?:bara|alltid|endast)\b",
        r"\b(?:talimat|kural)\w*\b.{0,40}\b(?:yok say|unut|görmezden|dikkate alma)|\b(?:sadece|yalnızca) .{0,20}\byaz\b",
        r"(?:игнориру|забуд|не следуй|отмени)\w*.{0,50}(?:инструкц|правил|указан|команд)|отвечай (?:только|всегда)|покажи системн",
        r"(?:ігноруй|забудь)\w*.{0,50}(?:інструкц|правил)|ignorujte? .{0,40}(?:pokyn|instrukc|pravidl)|zapomeň .{0,40}(?:pokyn|pravidl)",
        r"忽略.{0,14}(?:指令|指示|说明|规则|提示|內容|内容)|無視し.{0,8}(?:指示|命令)|(?:指示|命令|ルール).{0,10}(?:無視|忘れ)|只(?:回答|输出)|(?:지시|규칙|명령).{0,10}(?:무시|잊)",
        r"(?:تجاهل|انس).{0,40}(?:تعليمات|التعليمات|قواعد|القواعد)|(?:अनदेखा|भूल).{0,30}|(?:निर्देश).{0,30}(?:अनदेखा|भूल)|התעלם.{0,30}(?:הוראות|כללים)",
        r"\b(?:αγνόησε|ξέχασε).{0,40}(?:οδηγίες|κανόνες)|\babaikan .{0,40}(?:instruksi|perintah|aturan)|\bbỏ qua .{0,40}(?:hướng dẫn|chỉ dẫn)|\bignoră .{0,40}instrucțiun|\bhagyd figyelmen kívül|\bunohda .{0,30}ohje",
    )
)
ANCHOR_ABROAD = re.compile(
    r"[^\x00-\x7f]|\b(?:ignor(?!e\b|es\b|ed\b|ing\b|ance\b|ant\b)\w+|vergiss|vergesst|missacht|verwirf|gib|schreib|antworte|ab (?:jetzt|sofort)|du bist|oubli|ne |tu es|fais|olvid|no s[ei]g|desobed|descart|haz|respond|contest|escrib|desde|a partir|dimentic|non seg|trascur|scord|rispond|scriv|stampa|d'ora|zignoruj|zapomnij|odpowiadaj|nie stosuj"
    r"|negeer|vergeet|antwoord|vanaf|esque|desconsider|glem|svara|strunta|talimat|kural|sadece|zapome|abaikan|hagyd|unohda)",
    re.I,
)
"""What one of these patterns cannot do without."""
