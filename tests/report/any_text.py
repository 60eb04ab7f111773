# SPDX-License-Identifier: MIT
# ruff: noqa: RUF001 - letters that look alike are what is tried
"""Anything that somebody may have typed or pasted: many scripts, signs, markup, nothing at all."""

from collections.abc import Sequence
from random import Random

WORDS = {
    "latin": "the night was bad they shook twice and slept little Ñandú façade naïve 5 °C ½",
    "vietnamese": "Nguyễn Thị Hường bà không ngủ được đêm qua chân cứng hơn hôm trước",
    "cyrillic": "Ночь была плохой Щербакова дрожала дважды и мало спала ноги жёсткие",
    "greek": "Η νύχτα ήταν δύσκολη έτρεμε δύο φορές και κοιμήθηκε λίγο Αικατερίνη",
    "chinese": "昨晚 情况 不好 发抖 两次 睡得 很少 王小明 腿 更僵硬 血压 132/84",
    "arabic": "محمد الأحمد كانت الليلة سيئة ضغط الدم 132/84 ارتجف مرتين ونام قليلا",
    "hebrew": "שלמה כהן הלילה היה קשה לחץ דם 132/84 רעד פעמיים וישן מעט",
    "devanagari": "कृष्ण शर्मा रात खराब थी रक्तचाप 132/84 दो बार काँपे और कम सोए",
}
HOSTILE = (
    "<b>bold</b> <img src='file:///etc/passwd'> &amp; <para>",
    "a\x00b\x07c\x1b[31m \x7f",
    "10\u202emg 5\u2066 left\u2069 \u200b\ufeff",
    "bad\ud800half \udfff",
    "😀👩‍⚕️🇺🇸❤️ 💊",
    "%PDF-1.4 (BT) Tj ET \\( \\) endstream",
    "{n} {phone} %s %(x)s {0.__class__}",
    "Z̷̡͓a̵̢l̶͔g̸̱o̴̡ e\u0301\u0301\u0301",
    "line\r\none\ttwo\u2028three\x0bfour",
    "ﷺ ﷽ ㎎ Ⅻ ｆｕｌｌ",
    "'; DROP TABLE person; --",
    "ᚠᚢᚦ 𓀀𓀁 \ue000 \U000e0041 \u0378",
    "สวัสดี தமிழ் 한국어 ქართული",
    "\u00a0\u00a0\u2003 \u3000",
    "-0 00 1e9 NaN ½ ¼ ㎍",
)
_BY_SCRIPT = tuple(tuple(script.split()) for script in WORDS.values())
_ANY_SCRIPT = tuple(word for script in _BY_SCRIPT for word in script)
LONG = ("x", "ä", "W", "血", "ם", "क्ष", "١", ".", "-")


def words(chance: Random, most: int) -> str:
    """Return a text of up to so many characters: of one script, of several, hostile or empty."""
    if most <= 0 or chance.random() < 0.02:
        return chance.choice(("", " ", "\n", "\u200b"))
    wanted = chance.randint(1, most)
    kind = chance.random()
    if kind < 0.1:
        return chance.choice(LONG) * wanted
    pieces = chance.choice(_BY_SCRIPT)
    if kind > 0.6:
        pieces = _ANY_SCRIPT
    if kind > 0.75:
        pieces = (*_ANY_SCRIPT, *HOSTILE)
    return _joined(chance, pieces, wanted)


def latin(chance: Random, most: int) -> str:
    """Return ordinary words in Latin letters."""
    return _joined(chance, WORDS["latin"].split(), chance.randint(1, most))


def _joined(chance: Random, pieces: Sequence[str], wanted: int) -> str:
    some = " ".join(chance.choices(pieces, k=min(60, wanted)))
    return (some + " ") * (wanted // (len(some) + 1)) + some[: wanted % (len(some) + 1)]
