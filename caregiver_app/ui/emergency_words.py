# SPDX-License-Identifier: MIT
"""The words of the emergency page: what to say, what to do meanwhile, what to bring."""

from caregiver_app.domain.person import Drug, Route
from caregiver_app.services.views import EmergencyScript
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.widgets.spoken_words import Said


def spoken(script: EmergencyScript) -> list[Said]:
    """Return what to say, sentence by sentence; what nobody wrote down is said to be unknown."""
    said: list[Said] = [_where(script), _who(script)]
    if script.name is not None:
        said.append(_last_dose(script))
        said.append(_allergies(script))
    if script.signs:
        said.append([(_("I see:") + " ", False), (" ".join(script.signs), True)])
    else:
        said.append([(_("Then say what you see."), False)])
    return said


def _where(script: EmergencyScript) -> Said:
    if script.address:
        start = _("We need an ambulance at") + " "
        return [(start, False), (_sentence(script.address), True)]
    return [
        (_("We need an ambulance.") + " ", False),
        (_("Say street, number, floor and town."), True),
    ]


def _who(script: EmergencyScript) -> Said:
    if script.name is None:
        return [
            (_("They are stepping down from") + " ", False),
            (_("baclofen or clonazepam."), True),
            (" " + _("Stopping it suddenly is dangerous."), False),
        ]
    age = f", {script.age}," if script.age is not None else ""
    drug = {Drug.CLONAZEPAM: _("clonazepam")}.get(script.drug or Drug.BACLOFEN, _("baclofen"))
    way = {
        Route.ORAL: _("by mouth"),
        Route.ITB: _("from a pump under the skin"),
        Route.BOTH: _("by mouth and from a pump"),
    }[script.route or Route.ORAL]
    middle = _("is stepping down from")
    return [
        (script.name, True),
        (f"{age} {middle} ", False),
        (f"{drug} {way}.", True),
    ]


def _last_dose(script: EmergencyScript) -> Said:
    last = script.last_kept
    if last is None:
        if script.route is Route.ITB:
            return [(_("The pump gives it all the time."), False)]
        return [(_("I do not know the last dose."), False)]
    when = dates.clock_time(last.at)
    return [
        (_("Last dose kept down:") + " ", False),
        (_("{amount} at {time}").format(amount=dates.amount(last.mg, "mg"), time=when), True),
        (f", {dates.ago(last.away)}.", False),
    ]


def _allergies(script: EmergencyScript) -> Said:
    if script.allergies is None:
        return [(_("I do not know about allergies."), False)]
    if not script.allergies:
        return [(_("No known allergies."), False)]
    return [(_("Allergies:") + " ", False), (_sentence(", ".join(script.allergies)), True)]


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def steps(script: EmergencyScript) -> tuple[str, ...]:
    """Return what to do until help comes; never a dose, never a cause."""
    drug = {Drug.CLONAZEPAM: _("clonazepam"), Drug.BACLOFEN: _("baclofen")}
    name = drug[script.drug] if script.drug else _("the medicine")
    return (
        _("Stay with them. Watch their breathing."),
        _("If they shake: turn them on their side. Put nothing in the mouth."),
        _("Give nothing by mouth unless {number} tells you to.").format(number=script.number),
        _("Do not stop or skip {drug} on your own.").format(drug=name),
    )


def bring(script: EmergencyScript) -> str:
    """Return what to take along to the ER."""
    things = [_("all medicine bottles"), _("the ER sheet"), _("ID and insurance card")]
    if script.has_pump:
        things.insert(0, _("the pump card"))
    if script.backup_oral_baclofen:
        things.append(_("oral baclofen, if the clinic says so"))
    return _("Bring: {things}.").format(things=", ".join(things))
