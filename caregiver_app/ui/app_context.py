# SPDX-License-Identifier: MIT
"""What every page may ask for: the services, the clinical content and the clock."""

from dataclasses import dataclass

from caregiver_app.domain.changed.change_lines import Changes
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.services.about import AboutService
from caregiver_app.services.alerting.alerts import AlertService
from caregiver_app.services.care_team.caregivers import CaregiverService
from caregiver_app.services.checking_in.as_usual import AsUsualService
from caregiver_app.services.checking_in.check_ins import CheckInService
from caregiver_app.services.dosing.dose_entries import DoseEntryService
from caregiver_app.services.dosing.plan_photos import PlanPhotoService
from caregiver_app.services.dosing.plans import PlanService
from caregiver_app.services.dosing.pump import PumpService
from caregiver_app.services.emergencies.emergency import EmergencyService
from caregiver_app.services.emergencies.emergency_log import EmergencyLog
from caregiver_app.services.emergencies.happened import HappenedService
from caregiver_app.services.handing_over.handoff import HandoffService
from caregiver_app.services.handing_over.paper import PaperService
from caregiver_app.services.handing_over.shift_views import ShiftViews
from caregiver_app.services.handing_over.shifts import ShiftService
from caregiver_app.services.languages import LanguageService
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.looking_back.history import HistoryService
from caregiver_app.services.looking_back.overview import OverviewService
from caregiver_app.services.looking_back.trends import TrendService
from caregiver_app.services.person.deletion import DeletionService
from caregiver_app.services.person.people import PeopleService
from caregiver_app.services.person.practice_guide import PracticeGuide
from caregiver_app.services.profile import ProfileService
from caregiver_app.services.reference import ReferenceService
from caregiver_app.services.reminding.reminders import ReminderService
from caregiver_app.services.safekeeping.audit import AuditService
from caregiver_app.services.safekeeping.backups import BackupService
from caregiver_app.services.safekeeping.passcode import PasscodeService
from caregiver_app.services.settings import SettingsService
from caregiver_app.services.sharing_files.apart import ApartService
from caregiver_app.services.sharing_files.family import FamilyService
from caregiver_app.services.sharing_files.sharing import SharingService
from caregiver_app.services.sharing_files.sharing_in import IncomingFiles
from caregiver_app.services.sharing_files.spreadsheets import SpreadsheetService
from caregiver_app.system.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything a page needs, built once by the composition root."""

    caregivers: CaregiverService
    people: PeopleService
    check_ins: CheckInService
    as_usual: AsUsualService
    overview: OverviewService
    handoff: HandoffService
    paper: PaperService
    plans: PlanService
    plan_photos: PlanPhotoService
    pump: PumpService
    profile: ProfileService
    emergency: EmergencyService
    emergency_log: EmergencyLog
    alerts: AlertService
    doses: DoseEntryService
    happened: HappenedService
    history: HistoryService
    apart: ApartService
    family: FamilyService
    reference: ReferenceService
    trends: TrendService
    reminders: ReminderService
    settings: SettingsService
    passcode: PasscodeService
    about: AboutService
    audit: AuditService
    deletion: DeletionService
    practice: PracticeGuide
    languages: LanguageService
    sharing: SharingService
    incoming: IncomingFiles
    spreadsheets: SpreadsheetService
    shifts: ShiftService
    shift_views: ShiftViews
    backups: BackupService
    book: RecordBook
    rule_set: RuleSet
    changes: Changes
    clock: Clock
