# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may do what: roles, rights, and the right that each unit of work asks for. Standard library only."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody at the desk is there for."""

    ADMIN = "admin"
    CLERK = "clerk"
    PROPERTY = "property"
    VIEWER = "viewer"


class Right(StrEnum):
    """One thing that not everybody may do.

    WRITE: roster, points, activities. ISSUE: rounds, certificates and their papers. SEE_SENSITIVE: tags, political
    status, hardship notes, matters against the property office.
    """

    WRITE = "write"
    IMPORT = "import"
    ISSUE = "issue"
    PRINT = "print"
    EXPORT = "export"
    UNMASK = "unmask"
    SEE_SENSITIVE = "see_sensitive"
    ERASE = "erase"
    SETTINGS = "settings"
    BACK_UP = "back_up"
    RESTORE = "restore"
    OPERATORS = "operators"
    KEYS = "keys"
    AUDIT = "audit"
    HAND_OVER = "hand_over"
    MEND = "mend"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.ADMIN: frozenset(Right),
    Role.CLERK: frozenset({
        Right.WRITE, Right.IMPORT, Right.ISSUE, Right.PRINT, Right.EXPORT, Right.UNMASK, Right.SEE_SENSITIVE,
        Right.BACK_UP,
    }),
    Role.PROPERTY: frozenset({Right.PRINT}),
    Role.VIEWER: frozenset(),
}  # fmt: skip

# By table, what a role without SEE_SENSITIVE neither sees nor overwrites.
SENSITIVE_COLUMNS: Mapping[str, frozenset[str]] = {
    "resident": frozenset({"tags", "political_status", "note"}),
    "dwelling": frozenset({"note"}),
}

# None: anybody, also while nobody is signed in. What undo takes back asks for its own right besides.
RIGHT_OF_UNIT: Mapping[str, Right | None] = {
    "settings_saved": Right.SETTINGS,
    "point_rule_saved": Right.SETTINGS,
    "file_added": Right.WRITE,
    "undo": Right.WRITE,
    "redo": Right.WRITE,
    "roster_imported": Right.IMPORT,
    "sign_in_imported": Right.IMPORT,
    "import_layout_kept": Right.IMPORT,
    "resident_added": Right.WRITE,
    "resident_saved": Right.WRITE,
    "nickname_kept": Right.WRITE,
    "resident_moved": Right.WRITE,
    "resident_removed": Right.WRITE,
    "head_changed": Right.WRITE,
    "dwelling_saved": Right.WRITE,
    "people_merged": Right.WRITE,
    "numbers_shown": Right.UNMASK,
    "team_numbers_shown": Right.UNMASK,
    "resident_erased": Right.ERASE,
    "erasures_kept": Right.RESTORE,
    "activity_saved": Right.WRITE,
    "activity_credited": Right.WRITE,
    "activity_cancelled": Right.WRITE,
    "activity_resumed": Right.WRITE,
    "activity_removed": Right.WRITE,
    "activities_repeated": Right.WRITE,
    "series_changed": Right.WRITE,
    "series_cancelled": Right.WRITE,
    "team_saved": Right.WRITE,
    "teams_registered": Right.WRITE,
    "team_disbanded": Right.WRITE,
    "team_removed": Right.WRITE,
    "members_joined": Right.WRITE,
    "member_left": Right.WRITE,
    "member_corrected": Right.WRITE,
    "member_removed": Right.WRITE,
    "guest_linked": Right.WRITE,
    "post_given": Right.WRITE,
    "post_ended": Right.WRITE,
    "attendance_saved": Right.WRITE,
    "attendance_confirmed": Right.WRITE,
    "entry_reversed": Right.WRITE,
    "hours_reversed": Right.WRITE,
    "batch_undone": Right.WRITE,
    "opening_entered": Right.WRITE,
    "task_saved": Right.WRITE,
    "task_stepped": Right.WRITE,
    "task_quantities_saved": Right.WRITE,
    "task_removed": Right.WRITE,
    "task_funding_saved": Right.WRITE,
    "task_funding_removed": Right.WRITE,
    "task_chased": Right.WRITE,
    "task_letter_issued": Right.WRITE,
    "report_handed_in": Right.WRITE,
    "tasks_imported": Right.IMPORT,
    "photos_added": Right.WRITE,
    "photo_changed": Right.WRITE,
    "photo_removed": Right.WRITE,
    "facility_saved": Right.WRITE,
    "facility_removed": Right.WRITE,
    "facility_inspected": Right.WRITE,
    "round_held": Right.ISSUE,
    "round_begun": Right.ISSUE,
    "round_draft_saved": Right.ISSUE,
    "round_dropped": Right.ISSUE,
    "candidate_excluded": Right.ISSUE,
    "candidate_added": Right.ISSUE,
    "candidate_by_place": Right.ISSUE,
    "honorifics_saved": Right.ISSUE,
    "proof_printed": Right.ISSUE,
    "proof_signed": Right.ISSUE,
    "certificate_issued": Right.ISSUE,
    "certificate_corrected": Right.ISSUE,
    "certificate_signed": Right.ISSUE,
    "certificates_signed": Right.ISSUE,
    "certificate_withdrawn": Right.ISSUE,
    "certificates_reprinted": Right.ISSUE,
    "print_run_started": Right.ISSUE,
    "sheets_printed": Right.ISSUE,
    "blanks_spoilt": Right.ISSUE,
    "print_run_stopped": Right.ISSUE,
    "exported": Right.EXPORT,
    "printed": Right.PRINT,
    "paper_saved": Right.PRINT,
    "signed_in": None,
    "sign_in_failed": None,
    "locked": None,
    "operator_added": Right.OPERATORS,
    "operator_renamed": Right.OPERATORS,
    "operator_role_changed": Right.OPERATORS,
    "password_reset": Right.OPERATORS,
    "password_changed": None,
    "access_ended": Right.OPERATORS,
    # The program makes copies by itself when it closes, whoever is at the desk.
    "backed_up": None,
    "restored": Right.RESTORE,
    "encryption_on": Right.KEYS,
    "encryption_off": Right.KEYS,
    "passphrase_changed": Right.KEYS,
    "recovery_renewed": Right.KEYS,
    "recovery_confirmed": Right.KEYS,
    "handed_over": Right.HAND_OVER,
    "mended": Right.MEND,
    "personal_data_told": Right.UNMASK,
}


def right_of(code: str) -> Right | None:
    """What a unit of work asks for; what no line names is left to the administrators."""
    return RIGHT_OF_UNIT.get(code, Right.OPERATORS)
