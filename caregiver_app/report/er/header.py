# SPDX-License-Identifier: MIT
"""The top of the sheet: banner, who this is, how bad it is and why (ranks 1 to 3)."""

from decimal import Decimal

from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.ages import Age, age_told
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sheets.handoff import Audience, Handoff
from caregiver_app.domain.units import at_most_tenths
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    VALUE,
    Block,
    Lines,
    Page,
    Words,
    break_lines,
    fixed,
    lacks_letters,
    line_width,
    plain,
    said,
    space,
    stack,
    strong,
)
from caregiver_app.report.drawing.lists import has_cut, shortened
from caregiver_app.report.drawing.phrases import (
    amount,
    day_text,
    days_ago,
    drug_text,
    duration,
    not_recorded,
    number,
    offset,
    short_stamp,
    stamp,
)
from caregiver_app.report.drawing.plain_text import printable, whole
from caregiver_app.report.drawing.shapes import draw_hatch, draw_strip
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.drawing.write_in import field
from caregiver_app.report.er.pump_words import unheard
from caregiver_app.report.er.unprinted import unprinted

BANNER = 17.0
NAME = 19.0
LONG_NAME = 14.0
LONGEST_NAME = 80
_CUT = "\u2026"
_NAME_LINES = 2
_SEX, _LANGUAGE = 0.45, 0.55
"""Parts of a line that one text about the person may take."""
_PEN = 7.0
"""Room above a line for letters written by hand."""
_POUND = "2.20462"


def practice_mark(width: float, left: float) -> Block:
    """Return the bar that keeps a practice sheet from being taken for a real one."""
    words = break_lines(plain(_("PRACTICE \u2013 NOT A REAL PERSON"), Weight.STRONG), 12, width)

    def draw(page: Page, top: float) -> None:
        page.canvas.setStrokeGray(0.45)
        page.canvas.setLineWidth(3)
        draw_hatch(page, left + 1, top + 1, width - 2, 15, 12.0)
        plate = words.width + 24
        start = left + (width - plate) / 2
        page.fill(start, top + 1, plate, 15, 1.0)
        page.lines(words, start + 12, top + 1.2)
        page.box(left, top, width, 17, 1.2)

    return Block(18, draw)


def banner(sheet: Handoff, width: float, left: float, colour: str) -> Block:
    """Return the black banner, the boxed route line and the person's strip."""
    child = plain(_("CHILD"), Weight.STRONG) if sheet.is_child else ()
    room = width - 18 - (70 if child else 0)
    title = _one_line(plain(banner_text(sheet), Weight.STRONG), BANNER, 14, room)
    tag = break_lines(child, BANNER, 70)
    right = break_lines(strong(_banner_right(sheet)), 12, width * 0.5)
    route = break_lines(strong(route_text(sheet)), 12, width - right.width - 34)
    black, boxed = title.height + 7, max(route.height, right.height) + 6

    def draw(page: Page, top: float) -> None:
        page.fill(left, top, width, black)
        page.canvas.setFillGray(1)
        page.lines(title, left + 9, top + 3)
        page.lines(tag, 0, top + 3, right_of=left + width - 9)
        page.canvas.setFillGray(0)
        page.lines(route, left + 10, top + black + 2.5)
        page.lines(right, 0, top + black + 2.5, right_of=left + width - 10)
        page.box(left, top + black - 1.2, width, boxed + 1.2, 1.2)
        draw_strip(page, colour, top + black + boxed + 3, 4.5)

    return Block(black + boxed + 7.5, draw)


def _one_line(words: Words, size: float, smallest: float, width: float) -> Lines:
    """Return the words on one line, in the largest size that lets them; else in the smallest."""
    while size > smallest and line_width(words, size) > width:
        size -= 0.5
    return break_lines(words, size, width)


def banner_text(sheet: Handoff) -> str:
    """Return the warning that stands above everything: which drugs must not stop suddenly."""
    names = {Drug.BACLOFEN: _("BACLOFEN"), Drug.CLONAZEPAM: _("CLONAZEPAM")}
    running = [names[drug] for drug in sheet.drugs if drug not in sheet.ended]
    ended = [names[drug] for drug in sheet.ended]
    if not running and not ended:
        running = [names[sheet.person.drug]]
    parts = [_("ON {drugs}").format(drugs=_(" AND ").join(running))] * bool(running)
    parts += [_("RECENTLY ON {drugs}").format(drugs=_(" AND ").join(ended))] * bool(ended)
    return _("{taken} \u2013 DO NOT STOP SUDDENLY").format(taken=", ".join(parts))


def route_text(sheet: Handoff) -> str:
    """Return how the drug gets into the body."""
    if sheet.person.has_pump and sheet.person.takes_by_mouth:
        return _("INTRATHECAL PUMP IN PLACE. Also taken by mouth.")
    if sheet.person.has_pump:
        return _("INTRATHECAL PUMP IN PLACE")
    return _("Taken by mouth. No pump.")


def _banner_right(sheet: Handoff) -> str:
    """Return the one fact beside the route: an alarm first, else where in the plan they are."""
    pump = sheet.pump
    if pump and pump.alarm not in (None, PumpAlarm.NONE) and pump.alarm_first:
        return _heard(pump.alarm or PumpAlarm.UNSURE, pump.alarm_first, sheet.now)
    if pump and pump.refill_overdue_days is not None:
        days = pump.refill_overdue_days
        return ngettext("Refill overdue {n} day", "Refill overdue {n} days", days).format(n=days)
    if pump and pump.alarm_answered:
        before = pump.alarm_answered
        return _("{alarm}, pump visit {when}").format(
            alarm=_heard(before.alarm, before.first, sheet.now),
            when=short_stamp(before.visit, sheet.now),
        )
    if pump:
        heard = unheard(sheet)
        return heard if pump.alarm else _("pump alarm: {text}").format(text=heard)
    dose = sheet.doses[0] if sheet.doses else None
    if dose is None or dose.step is None:
        return ""
    text = _("step {n} of {total}").format(n=dose.step[0], total=dose.step[1])
    if len(sheet.doses) > 1:
        text = f"{drug_text(dose.drug)}: {text}"
    return text if dose.days_since_cut is None else f"{text}, {days_ago(dose.days_since_cut)}"


def _heard(alarm: PumpAlarm, first: Moment, now: Moment) -> str:
    words = {
        PumpAlarm.TWO_TONE: _("Two-tone alarm heard {when}"),
        PumpAlarm.SINGLE: _("Single tone heard {when}"),
    }.get(alarm, _("Pump sound, not sure, {when}"))
    return words.format(when=short_stamp(first, now))


def identity(sheet: Handoff, width: float, left: float, *, tight: bool = False) -> Block:
    """Return the name with what identifies the person, and when the page was printed."""
    clean = said(printable(sheet.person.name[:LONGEST_NAME])[:96], Weight.STRONG)
    was_cut = len(sheet.person.name) > LONGEST_NAME
    clean += plain(_CUT, Weight.STRONG) * was_cut
    printed = [break_lines(line, BODY, width * 0.5) for line in _printed(sheet, tight=tight)]
    side = max(lines.width for lines in printed)
    room = width - side - 16
    name = _one_line(clean, NAME, LONG_NAME, room)
    by_hand = _by_hand(sheet, left, room)
    facts, is_brief = _facts(sheet, room, tight=tight)
    aside = sum(p.height for p in printed)
    told = by_hand.height + facts.height + 2
    height = max(_named(name, tight=tight) + told, aside + 10)
    if len(name.lines) > _NAME_LINES:
        name = break_lines(clean, LONG_NAME, width)
        height = _named(name, tight=tight) + max(told, aside)

    def draw(page: Page, top: float) -> None:
        page.lines(name, left, top)
        under = top + _named(name, tight=tight)
        by_hand.draw(page, under)
        page.lines(facts, left, under + by_hand.height + 1)
        under = top + height - aside
        for lines in printed:
            page.lines(lines, 0, under, right_of=left + width)
            under += lines.height

    cut = (_("the rest of the name"),) * was_cut
    cut += (_("who they are"),) * is_brief
    return Block(height, draw, (*unprinted(sheet), *cut))


def _named(name: Lines, *, tight: bool) -> float:
    """Return the height of the name: where there is room, with that of letters that end deep."""
    return name.height if tight else name.height + name.below


def _by_hand(sheet: Handoff, left: float, width: float) -> Block:
    """Return a line to write the name on, where no font here has all of its letters."""
    if not lacks_letters(sheet.person.name):
        return space(0)
    return stack([space(_PEN), field(plain(_("Name, by hand:")), left, width, size=BODY)])


def _printed(sheet: Handoff, *, tight: bool) -> tuple[Words, ...]:
    """Return the page, when it was printed, and the last check-in, tight without its writing."""
    now = sheet.now
    headings = {
        Audience.ER: _("ER sheet"),
        Audience.CLINIC: _("Clinic sheet"),
        Audience.SHIFT: _("Sheet for the next caregiver"),
    }
    first = plain(_("Page 1 of 1.") + " " + headings[sheet.audience])
    if sheet.code and sheet.audience is not Audience.SHIFT:  # there is no room beside its name
        first += plain(". " + _("Record {code}").format(code=sheet.code))
    printed = plain(_("Printed") + " ") + strong(stamp(now, now)) + plain(f" {offset(now)}")
    if sheet.last is None:
        return first, printed, strong(_("Last check-in:") + " " + not_recorded())
    at = short_stamp(sheet.last.at, now)
    if sheet.nobody_asked:
        none = strong(_("Last check-in:") + " " + not_recorded())
        return first, printed, none + plain(_(", told {time}").format(time=at))
    if sheet.last_age is None:
        age = plain(at)
    else:
        age = strong(_("{age} ago").format(age=duration(sheet.last_age))) + plain(f", {at}")
    if not tight and (written := written_later(sheet.last)) is not None:
        age += strong(_(", written down {time}").format(time=short_stamp(written, now)))
    return first, printed, strong(_("Last check-in:") + " ") + age


def _facts(sheet: Handoff, room: float, *, tight: bool) -> tuple[Lines, bool]:
    """Return who they are in three lines, two when tight, and whether some of it is not there.

    No second weight and no long text for the sex may hide the weight or the language.
    """
    most = 2 if tight else 3
    born, sex, weight = _born(sheet), _sex(sheet, room * _SEX), _weight(sheet, tight=tight)
    told, speaks = _weight_and_language(sheet, weight, room), _speaks(sheet)
    words = born + plain(", ") + sex + told + speaks
    facts = break_lines(words, BODY + 0.5, room, most=most)
    if not facts.was_cut:
        return facts, has_cut(words)
    told = _weight_and_language(sheet, _weight(sheet, tight=True), room)
    with_sex = born + plain(", ") + sex + told
    for words in (with_sex + speaks, with_sex):
        facts = break_lines(words, BODY + 0.5, room, most=most)
        if _begins_with(facts, with_sex):
            return facts, True
    return break_lines(born + told, BODY + 0.5, room, most=most), True


def _begins_with(facts: Lines, words: Words) -> bool:
    """Say whether the words stand whole at the beginning of the lines."""
    shown = "".join(run.text for line in facts.lines for run in line)
    wanted = "".join(run.text for run in words)
    return "".join(shown.split()).startswith("".join(wanted.split()))


def _born(sheet: Handoff) -> Words:
    told = age_told(sheet.person.dob, sheet.now.day)
    age = f", {_age(told)}" if told is not None else ""
    return plain(_("Born") + " ") + strong(day_text(sheet.person.dob)) + plain(age)


def _sex(sheet: Handoff, room: float) -> Words:
    sexes = {"f": _("female"), "m": _("male")}
    sex = sheet.person.sex
    if not sex:
        return plain(_("sex {gap}").format(gap=not_recorded()))
    return shortened(said(sexes.get(sex.casefold(), sex)), room)


def _weight_and_language(sheet: Handoff, weight: Words, line: float) -> Words:
    language = plain(not_recorded())
    if sheet.person.language:
        language = said(whole(sheet.person.language), Weight.STRONG)
    words = plain(". " + fixed(_("Weight") + " ")) + weight + plain(". ")
    return words + plain(_("Language") + " ") + shortened(language, line * _LANGUAGE) + plain(". ")


def _speaks(sheet: Handoff) -> Words:
    words = sheet.person.communication
    return said(whole(words)) + plain(".") if words else ()


def _age(age: Age) -> str:
    if age.in_months:
        return ngettext("{n} month", "{n} months", age.n).format(n=age.n)
    return ngettext("{n} year", "{n} years", age.n).format(n=age.n)


def _weight(sheet: Handoff, *, tight: bool) -> Words:
    """Return the newest weight with its day, and one that has no day where it differs."""
    weight = sheet.weight
    if weight is None:
        return plain(not_recorded())
    dated = f", {weight.on.isoformat()}" if weight.on else ""
    words = _in_both_units(weight.kg) + plain(dated)
    if weight.no_day is None or tight:
        return words
    return words + plain(_(", or") + " ") + _in_both_units(weight.no_day) + plain(_(", no day"))


def _in_both_units(kg: Decimal) -> Words:
    pounds = round(float(kg) * float(_POUND))
    return strong(fixed(f"{number(at_most_tenths(kg))} kg")) + plain(fixed(f" ({pounds} lb)"))


def _not_decided() -> dict[ConflictKind, str]:
    """Return what to say of what two computers wrote apart, where the page shows one side."""
    twice = _("A dose may have been written down twice. It is NOT decided. Ask who gave it.")
    return {
        ConflictKind.DOUBLE_DOSE: twice,
        ConflictKind.DOSES_DIFFER: _("Two notes of one dose differ. It is NOT decided."),
        ConflictKind.PUMP_NOTES: _("Two notes of one pump visit differ. It is NOT decided."),
        ConflictKind.ONE_ID: _("Two notes go by one id. It is NOT decided which one holds."),
        ConflictKind.PLANS: _("There are two plans. It is NOT decided which one holds."),
        ConflictKind.PROFILES: _(
            "There are two versions of the facts about this person. It is NOT decided which holds."
        ),
    }


def _by_each_plan(sheet: Handoff) -> list[str]:
    """Return what is taken now by each plan, where nobody has decided which one holds."""
    told: dict[str, list[str]] = {}
    for dose in sheet.by_each_plan:
        way = _("by mouth") if dose.route is PlanRoute.ORAL else _("by INTRATHECAL PUMP")
        per_day = fixed(amount(dose.per_day, f"{dose.unit}/day"))
        told.setdefault(f"{drug_text(dose.drug)} {way}", []).append(per_day)
    text = _("By one plan or the other: {what} {doses}.")
    said = {what: list(dict.fromkeys(doses)) for what, doses in told.items()}
    return [
        text.format(what=what, doses=_(" or ").join(doses))
        for what, doses in said.items()
        if len(doses) > 1
    ]


def warnings(sheet: Handoff, width: float, left: float) -> Block:
    """Return the boxed lines that say that times or values on this page may mislead."""
    texts = []
    if sheet.clock_is_behind:
        texts.append(
            _("This computer's clock is EARLIER than the last check-in. Ages may be wrong.")
        )
    if sheet.one_is_ahead:
        texts.append(_("A clock was WRONG: an entry has a time that is yet to come. See record."))
    if sheet.stale and sheet.last_age is not None:
        old = _("The last check-in is {age} old: more than 6 h. Check every value again.")
        if sheet.nobody_asked:
            old = _("There is no check-in. What was told is {age} old: more than 6 h.")
        texts.append(old.format(age=duration(sheet.last_age)))
    words = _not_decided()
    texts += [words[kind] for kind in sheet.not_decided if kind in words]
    texts += _by_each_plan(sheet)
    if not texts:
        return space(0)
    lines = [break_lines(strong(text), VALUE, width - 16) for text in texts]
    height = sum(line.height for line in lines) + 6

    def draw(page: Page, top: float) -> None:
        page.box(left, top, width, height, 2.2)
        under = top + 3
        for line in lines:
            page.lines(line, left + 8, under)
            under += line.height

    return stack([Block(height, draw), space(4)])
