# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema 2: what the window keeps: what was said of imports, attendance lists, drafts of rounds, proofs and print runs.

Plain SQL that never changes once released.
"""

IMPORTS = """
CREATE TABLE import_layout(
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL CHECK(kind IN ('roster', 'sign_in')),
    headings TEXT NOT NULL, assigned TEXT NOT NULL, UNIQUE(kind, headings)
) STRICT;
CREATE TABLE sign_in_choice(
    id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE,
    resident_id INTEGER NOT NULL REFERENCES resident(id)
) STRICT;
CREATE INDEX sign_in_choice_of_resident ON sign_in_choice(resident_id);
"""

ATTENDANCE = """
CREATE TABLE attendance(
    id INTEGER PRIMARY KEY AUTOINCREMENT, activity_id INTEGER NOT NULL REFERENCES activity(id),
    resident_id INTEGER NOT NULL REFERENCES resident(id),
    state TEXT NOT NULL CHECK(state IN ('signed_up', 'came', 'absent')),
    minutes INTEGER CHECK(minutes > 0), UNIQUE(activity_id, resident_id)
) STRICT;
CREATE INDEX attendance_of_resident ON attendance(resident_id);
"""

ROUNDS = """
CREATE TABLE round_draft(
    id INTEGER PRIMARY KEY AUTOINCREMENT, quarter TEXT NOT NULL, title TEXT NOT NULL CHECK(title <> ''),
    top INTEGER NOT NULL CHECK(top > 0), started_on TEXT NOT NULL,
    round_id INTEGER UNIQUE REFERENCES round(id), UNIQUE(quarter, title)
) STRICT;
CREATE TABLE round_choice(
    id INTEGER PRIMARY KEY AUTOINCREMENT, draft_id INTEGER NOT NULL REFERENCES round_draft(id),
    resident_id INTEGER NOT NULL REFERENCES resident(id),
    choice TEXT NOT NULL DEFAULT '' CHECK(choice IN ('', 'excluded', 'added')), reason TEXT NOT NULL DEFAULT '',
    honorific TEXT, UNIQUE(draft_id, resident_id), CHECK(choice = '' OR reason <> '')
) STRICT;
CREATE INDEX round_choice_of_resident ON round_choice(resident_id);
CREATE TABLE proof(
    id INTEGER PRIMARY KEY AUTOINCREMENT, draft_id INTEGER NOT NULL REFERENCES round_draft(id),
    printed_at TEXT NOT NULL, names_hash TEXT NOT NULL, signed_on TEXT, signed_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX proof_of_draft ON proof(draft_id);
CREATE TRIGGER round_draft_issued_stays BEFORE UPDATE ON round_draft WHEN old.round_id IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'RANKING_FROZEN'); END;
CREATE TRIGGER round_draft_issued_no_delete BEFORE DELETE ON round_draft WHEN old.round_id IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'RANKING_FROZEN'); END;
CREATE TRIGGER round_choice_stays BEFORE UPDATE ON round_choice
    WHEN (SELECT round_id FROM round_draft WHERE id = old.draft_id) IS NOT NULL AND NOT (
        new.reason = '已删除' AND new.id = old.id AND new.draft_id = old.draft_id AND new.choice = old.choice
        AND new.resident_id = old.resident_id AND new.honorific IS old.honorific
        AND (SELECT erased_at FROM resident WHERE id = old.resident_id) IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, 'RANKING_FROZEN'); END;
CREATE TRIGGER round_choice_no_delete BEFORE DELETE ON round_choice
    WHEN (SELECT round_id FROM round_draft WHERE id = old.draft_id) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'RANKING_FROZEN'); END;
CREATE TRIGGER proof_stays BEFORE UPDATE ON proof
    WHEN (SELECT round_id FROM round_draft WHERE id = old.draft_id) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'RANKING_FROZEN'); END;
CREATE TRIGGER proof_no_delete BEFORE DELETE ON proof
    WHEN (SELECT round_id FROM round_draft WHERE id = old.draft_id) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'RANKING_FROZEN'); END;
"""

PRINTING = """
CREATE TABLE print_run(
    id INTEGER PRIMARY KEY AUTOINCREMENT, started_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator(id),
    certificate_ids TEXT NOT NULL, printed INTEGER NOT NULL DEFAULT 0 CHECK(printed >= 0)
) STRICT;
CREATE TABLE spoilt_blank(
    id INTEGER PRIMARY KEY AUTOINCREMENT, print_run_id INTEGER NOT NULL REFERENCES print_run(id),
    certificate_id INTEGER NOT NULL REFERENCES certificate(id), at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator(id), sheets INTEGER NOT NULL CHECK(sheets > 0),
    reason TEXT NOT NULL CHECK(reason IN ('jam', 'misfeed', 'smudged', 'wrong_side', 'other'))
) STRICT;
CREATE TRIGGER spoilt_blank_no_update BEFORE UPDATE ON spoilt_blank
    BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_FROZEN'); END;
CREATE TRIGGER spoilt_blank_no_delete BEFORE DELETE ON spoilt_blank
    BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_FROZEN'); END;
"""

SQL = IMPORTS + ATTENDANCE + ROUNDS + PRINTING
