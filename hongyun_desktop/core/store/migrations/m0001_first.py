# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema 1: journal, roster, ledger, honours. Plain SQL that never changes once released."""

from hongyun_desktop.core.store.migrations import APPLICATION_ID

JOURNAL = """
CREATE TABLE meta(
    id INTEGER PRIMARY KEY CHECK(id = 1),
    database_id TEXT NOT NULL, created_at TEXT NOT NULL,
    secret BLOB NOT NULL CHECK(length(secret) = 32),
    is_demo INTEGER NOT NULL DEFAULT 0 CHECK(is_demo IN (0, 1))
) STRICT;
CREATE TABLE operator(
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE CHECK(name <> '')
) STRICT;
CREATE TABLE setting(
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL
) STRICT;
CREATE TABLE journal(
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, run TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator(id),
    code TEXT NOT NULL, params TEXT NOT NULL,
    undoable INTEGER NOT NULL CHECK(undoable IN (0, 1)),
    undoes INTEGER UNIQUE REFERENCES journal(id)
) STRICT;
CREATE TABLE journal_row(
    id INTEGER PRIMARY KEY, journal_id INTEGER NOT NULL REFERENCES journal(id),
    table_name TEXT NOT NULL, row_id INTEGER NOT NULL, before TEXT, after TEXT
) STRICT;
CREATE INDEX journal_row_of_row ON journal_row(table_name, row_id);
CREATE INDEX journal_row_of_journal ON journal_row(journal_id);
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'JOURNAL_APPEND_ONLY'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'JOURNAL_APPEND_ONLY'); END;
CREATE TRIGGER journal_row_no_delete BEFORE DELETE ON journal_row
    BEGIN SELECT RAISE(ABORT, 'JOURNAL_APPEND_ONLY'); END;
CREATE TRIGGER journal_row_only_erased BEFORE UPDATE ON journal_row
    WHEN NOT (new.id = old.id AND new.journal_id = old.journal_id AND new.table_name = old.table_name
        AND new.row_id = old.row_id
        AND coalesce(new.before, '{"erased":true}') = '{"erased":true}'
        AND coalesce(new.after, '{"erased":true}') = '{"erased":true}'
        AND (new.before IS NULL) = (old.before IS NULL) AND (new.after IS NULL) = (old.after IS NULL))
    BEGIN SELECT RAISE(ABORT, 'JOURNAL_APPEND_ONLY'); END;
CREATE TABLE stored_file(
    id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL UNIQUE CHECK(length(sha256) = 64),
    suffix TEXT NOT NULL, size_bytes INTEGER NOT NULL CHECK(size_bytes >= 0), added_at TEXT NOT NULL
) STRICT;
"""

ROSTER = """
CREATE TABLE building(
    id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE CHECK(code <> '')
) STRICT;
CREATE TABLE building_unit(
    id INTEGER PRIMARY KEY AUTOINCREMENT, building_id INTEGER NOT NULL REFERENCES building(id),
    code TEXT NOT NULL CHECK(code <> ''), UNIQUE(building_id, code)
) STRICT;
CREATE TABLE dwelling(
    id INTEGER PRIMARY KEY AUTOINCREMENT, building_unit_id INTEGER NOT NULL REFERENCES building_unit(id),
    room TEXT NOT NULL CHECK(room <> ''), floor INTEGER,
    occupancy TEXT NOT NULL CHECK(occupancy IN ('owner_occupied', 'let', 'vacant', 'unverified')),
    note TEXT NOT NULL DEFAULT '', hand_edited TEXT NOT NULL DEFAULT '[]',
    UNIQUE(building_unit_id, room)
) STRICT;
CREATE TABLE resident(
    id INTEGER PRIMARY KEY AUTOINCREMENT, dwelling_id INTEGER REFERENCES dwelling(id),
    name TEXT NOT NULL, relation TEXT NOT NULL DEFAULT '',
    sex TEXT NOT NULL DEFAULT '' CHECK(sex IN ('', '男', '女')),
    born_on TEXT, id_number TEXT UNIQUE CHECK(id_number <> ''),
    phones TEXT NOT NULL DEFAULT '[]', home_village TEXT NOT NULL DEFAULT '',
    political_status TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '[]',
    nicknames TEXT NOT NULL DEFAULT '[]', note TEXT NOT NULL DEFAULT '',
    hand_edited TEXT NOT NULL DEFAULT '[]',
    merged_into INTEGER REFERENCES resident(id), erased_at TEXT
) STRICT;
CREATE INDEX resident_of_dwelling ON resident(dwelling_id);
CREATE INDEX resident_of_name ON resident(name);
CREATE TABLE erasure(
    id INTEGER PRIMARY KEY, resident_id INTEGER NOT NULL UNIQUE, erased_at TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search USING fts5(words, tokenize = "unicode61 remove_diacritics 0", prefix = '1 2 3');
INSERT INTO search(search, rank) VALUES('secure-delete', 1);
"""

LEDGER = """
CREATE TABLE counter(code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES ('issue'), ('opening'), ('redeem'), ('expire'), ('adjust'), ('transfer'), ('donate');
CREATE TABLE account(
    id INTEGER PRIMARY KEY AUTOINCREMENT, resident_id INTEGER NOT NULL UNIQUE REFERENCES resident(id),
    merged_into INTEGER REFERENCES account(id)
) STRICT;
CREATE TABLE point_rule(
    id INTEGER PRIMARY KEY AUTOINCREMENT, service_kind TEXT NOT NULL,
    points_per_hour INTEGER NOT NULL CHECK(points_per_hour >= 0),
    points_per_event INTEGER NOT NULL CHECK(points_per_event >= 0),
    cap_per_event INTEGER CHECK(cap_per_event > 0), cap_per_day INTEGER CHECK(cap_per_day > 0),
    starts_on TEXT NOT NULL, ends_on TEXT, CHECK(points_per_hour + points_per_event > 0)
) STRICT;
CREATE TABLE activity(
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL CHECK(name <> ''), held_on TEXT NOT NULL,
    team TEXT NOT NULL DEFAULT '', service_kind TEXT NOT NULL DEFAULT '', UNIQUE(held_on, name)
) STRICT;
CREATE TABLE batch(
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, made_at TEXT NOT NULL, undone_at TEXT
) STRICT;
CREATE TABLE entry(
    id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id),
    counter TEXT NOT NULL REFERENCES counter(code),
    amount INTEGER NOT NULL CHECK(amount <> 0), balance_after INTEGER NOT NULL CHECK(balance_after >= 0),
    service_date TEXT NOT NULL CHECK(service_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    recorded_at TEXT NOT NULL, recorded_by INTEGER NOT NULL REFERENCES operator(id),
    memo TEXT NOT NULL, batch_id INTEGER REFERENCES batch(id),
    reverses INTEGER UNIQUE REFERENCES entry(id), hash BLOB NOT NULL CHECK(length(hash) = 32)
) STRICT;
CREATE INDEX entry_balance ON entry(account_id, id, balance_after);
CREATE INDEX entry_ranking ON entry(counter, service_date, account_id, amount);
CREATE INDEX entry_of_batch ON entry(batch_id) WHERE batch_id IS NOT NULL;
CREATE TABLE chain_head(
    id INTEGER PRIMARY KEY CHECK(id = 1), entries INTEGER NOT NULL, hash BLOB NOT NULL CHECK(length(hash) = 32)
) STRICT;
INSERT INTO chain_head VALUES (1, 0, zeroblob(32));
CREATE TABLE service(
    id INTEGER PRIMARY KEY AUTOINCREMENT, account_id INTEGER NOT NULL REFERENCES account(id),
    entry_id INTEGER UNIQUE REFERENCES entry(id), activity_id INTEGER REFERENCES activity(id),
    rule_id INTEGER REFERENCES point_rule(id), batch_id INTEGER REFERENCES batch(id),
    served_on TEXT NOT NULL, minutes INTEGER NOT NULL CHECK(minutes >= 0), team TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL, reversed_at TEXT
) STRICT;
CREATE UNIQUE INDEX service_once ON service(activity_id, account_id)
    WHERE activity_id IS NOT NULL AND reversed_at IS NULL;
CREATE INDEX service_of_account ON service(account_id, served_on, minutes) WHERE reversed_at IS NULL;
CREATE INDEX service_by_day ON service(served_on, account_id, minutes, activity_id) WHERE reversed_at IS NULL;
CREATE INDEX service_of_batch ON service(batch_id) WHERE batch_id IS NOT NULL;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'LEDGER_APPEND_ONLY'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'LEDGER_APPEND_ONLY'); END;
CREATE TRIGGER entry_follows BEFORE INSERT ON entry BEGIN
    SELECT RAISE(ABORT, 'LEDGER_SEQUENCE') WHERE new.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM entry);
    SELECT RAISE(ABORT, 'LEDGER_NEGATIVE') WHERE new.balance_after < 0;
    SELECT RAISE(ABORT, 'LEDGER_BALANCE') WHERE new.balance_after <> new.amount + coalesce(
        (SELECT balance_after FROM entry WHERE account_id = new.account_id ORDER BY id DESC LIMIT 1), 0);
    SELECT RAISE(ABORT, 'LEDGER_REVERSAL') WHERE new.reverses IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM entry o WHERE o.id = new.reverses AND o.account_id = new.account_id
            AND o.counter = new.counter AND o.amount = -new.amount AND o.service_date = new.service_date
            AND o.reverses IS NULL);
END;
CREATE TRIGGER chain_head_moves AFTER INSERT ON entry
    BEGIN UPDATE chain_head SET entries = entries + 1, hash = new.hash; END;
CREATE TRIGGER service_no_delete BEFORE DELETE ON service
    BEGIN SELECT RAISE(ABORT, 'LEDGER_APPEND_ONLY'); END;
CREATE TRIGGER service_only_reversed BEFORE UPDATE ON service
    WHEN NOT (old.reversed_at IS NULL AND new.reversed_at IS NOT NULL AND new.id = old.id
        AND new.account_id = old.account_id AND new.entry_id IS old.entry_id AND new.activity_id IS old.activity_id
        AND new.rule_id IS old.rule_id AND new.batch_id IS old.batch_id AND new.served_on = old.served_on
        AND new.minutes = old.minutes AND new.team = old.team AND new.source = old.source)
    BEGIN SELECT RAISE(ABORT, 'LEDGER_APPEND_ONLY'); END;
CREATE TRIGGER counter_no_delete BEFORE DELETE ON counter
    BEGIN SELECT RAISE(ABORT, 'LEDGER_APPEND_ONLY'); END;
"""

HONOURS = """
CREATE TABLE round(
    id INTEGER PRIMARY KEY AUTOINCREMENT, quarter TEXT NOT NULL, title TEXT NOT NULL CHECK(title <> ''),
    held_on TEXT NOT NULL, UNIQUE(quarter, title)
) STRICT;
CREATE TABLE published_place(
    round_id INTEGER NOT NULL REFERENCES round(id), account_id INTEGER NOT NULL REFERENCES account(id),
    place INTEGER NOT NULL, points INTEGER NOT NULL, minutes INTEGER NOT NULL, PRIMARY KEY(round_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE award(
    id INTEGER PRIMARY KEY AUTOINCREMENT, round_id INTEGER NOT NULL REFERENCES round(id),
    resident_id INTEGER NOT NULL REFERENCES resident(id), UNIQUE(round_id, resident_id)
) STRICT;
CREATE TABLE exclusion(
    id INTEGER PRIMARY KEY AUTOINCREMENT, round_id INTEGER NOT NULL REFERENCES round(id),
    resident_id INTEGER NOT NULL REFERENCES resident(id), reason TEXT NOT NULL, UNIQUE(round_id, resident_id)
) STRICT;
CREATE TABLE certificate(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK(kind IN ('honour', 'thanks', 'appointment', 'completion')),
    year INTEGER NOT NULL, serial INTEGER NOT NULL CHECK(serial > 0), number TEXT NOT NULL UNIQUE,
    resident_id INTEGER REFERENCES resident(id), award_id INTEGER UNIQUE REFERENCES award(id),
    issued_on TEXT NOT NULL, signed_on TEXT, signed_by TEXT NOT NULL DEFAULT '',
    withdrawn_on TEXT, withdrawn_reason TEXT NOT NULL DEFAULT '', UNIQUE(kind, year, serial)
) STRICT;
CREATE TABLE certificate_wording(
    id INTEGER PRIMARY KEY AUTOINCREMENT, certificate_id INTEGER NOT NULL REFERENCES certificate(id),
    version INTEGER NOT NULL, wording TEXT NOT NULL, check_code TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', UNIQUE(certificate_id, version)
) STRICT;
CREATE TABLE certificate_print(
    id INTEGER PRIMARY KEY AUTOINCREMENT, certificate_id INTEGER NOT NULL REFERENCES certificate(id),
    version INTEGER NOT NULL, printed_at TEXT NOT NULL, operator_id INTEGER NOT NULL REFERENCES operator(id)
) STRICT;
CREATE INDEX certificate_print_of ON certificate_print(certificate_id);
CREATE INDEX certificate_of_resident ON certificate(resident_id);
CREATE TRIGGER certificate_no_gap BEFORE INSERT ON certificate BEGIN
    SELECT RAISE(ABORT, 'CERTIFICATE_GAP') WHERE new.serial <>
        (SELECT max(serial) + 1 FROM certificate WHERE kind = new.kind AND year = new.year);
END;
CREATE TRIGGER certificate_number_stays BEFORE UPDATE ON certificate
    WHEN new.id <> old.id OR new.kind <> old.kind OR new.year <> old.year OR new.serial <> old.serial
        OR new.number <> old.number OR new.issued_on <> old.issued_on
    BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_FROZEN'); END;
CREATE TRIGGER certificate_facts_stay BEFORE UPDATE ON certificate
    WHEN (old.signed_on IS NOT NULL AND new.signed_on IS NOT old.signed_on)
        OR (old.withdrawn_on IS NOT NULL AND new.withdrawn_on IS NOT old.withdrawn_on)
    BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_FROZEN'); END;
CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate
    BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_FROZEN'); END;
CREATE TRIGGER certificate_wording_follows BEFORE INSERT ON certificate_wording
    WHEN new.version <> 1 + (SELECT count(*) FROM certificate_wording WHERE certificate_id = new.certificate_id)
        OR EXISTS (SELECT 1 FROM certificate WHERE id = new.certificate_id
            AND (signed_on IS NOT NULL OR withdrawn_on IS NOT NULL))
    BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_FROZEN'); END;
CREATE TRIGGER certificate_wording_no_delete BEFORE DELETE ON certificate_wording
    BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_FROZEN'); END;
CREATE TRIGGER certificate_wording_only_erased BEFORE UPDATE ON certificate_wording
    WHEN NOT (new.wording = '{"erased":true}' AND new.id = old.id AND new.certificate_id = old.certificate_id
        AND new.version = old.version AND new.check_code = old.check_code AND new.made_at = old.made_at)
    BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_FROZEN'); END;
CREATE TRIGGER certificate_print_no_update BEFORE UPDATE ON certificate_print
    BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_FROZEN'); END;
CREATE TRIGGER certificate_print_no_delete BEFORE DELETE ON certificate_print
    BEGIN SELECT RAISE(ABORT, 'CERTIFICATE_FROZEN'); END;
CREATE TRIGGER round_no_update BEFORE UPDATE ON round
    BEGIN SELECT RAISE(ABORT, 'RANKING_FROZEN'); END;
CREATE TRIGGER published_place_no_update BEFORE UPDATE ON published_place
    BEGIN SELECT RAISE(ABORT, 'RANKING_FROZEN'); END;
CREATE TRIGGER published_place_no_delete BEFORE DELETE ON published_place
    BEGIN SELECT RAISE(ABORT, 'RANKING_FROZEN'); END;
"""

SQL = f"PRAGMA application_id = {APPLICATION_ID};" + JOURNAL + ROSTER + LEDGER + HONOURS
