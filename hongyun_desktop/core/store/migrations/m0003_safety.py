# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema 3: roles and passwords of those at the desk, and the journal as a chain.

Plain SQL that never changes once released; it needs `audit_hash` of `core.store.audit_chain` on the connection.
"""

# Whoever worked with an older program keeps what they could do.
OPERATORS = """
ALTER TABLE operator ADD COLUMN role TEXT NOT NULL DEFAULT 'clerk'
    CHECK(role IN ('admin', 'clerk', 'property', 'viewer'));
ALTER TABLE operator ADD COLUMN ended_at TEXT;
UPDATE operator SET role = 'admin';
CREATE TABLE operator_password(
    operator_id INTEGER PRIMARY KEY REFERENCES operator(id), hash TEXT NOT NULL CHECK(hash <> '')
) STRICT;
CREATE TABLE sign_in_try(
    operator_id INTEGER PRIMARY KEY REFERENCES operator(id), failures INTEGER NOT NULL CHECK(failures > 0),
    last_at TEXT NOT NULL
) STRICT;
"""

AUDIT = """
CREATE TABLE audit_seal(
    journal_id INTEGER PRIMARY KEY REFERENCES journal(id), entries INTEGER NOT NULL CHECK(entries >= 0),
    ledger_hash BLOB NOT NULL CHECK(length(ledger_hash) = 32), hash BLOB NOT NULL CHECK(length(hash) = 32)
) STRICT;
CREATE TABLE audit_head(
    id INTEGER PRIMARY KEY CHECK(id = 1), events INTEGER NOT NULL, hash BLOB NOT NULL CHECK(length(hash) = 32)
) STRICT;
CREATE INDEX journal_of_code ON journal(code);
CREATE INDEX journal_of_operator ON journal(operator_id);
"""

SEAL_LINES = """
INSERT INTO audit_seal(journal_id, entries, ledger_hash, hash)
WITH RECURSIVE sealed(journal_id, entries, ledger_hash, hash) AS (
    SELECT 0, 0, zeroblob(32), zeroblob(32)
    UNION ALL
    SELECT j.id, coalesce(j.params ->> 'ledger_entries', s.entries),
        coalesce(unhex(j.params ->> 'ledger_head'), s.ledger_hash),
        audit_hash(s.hash, j.id, j.at, j.run, j.operator_id, j.code, j.params, j.undoable, j.undoes,
            coalesce(j.params ->> 'ledger_entries', s.entries),
            coalesce(unhex(j.params ->> 'ledger_head'), s.ledger_hash))
    FROM sealed s JOIN journal j ON j.id = (SELECT min(id) FROM journal WHERE id > s.journal_id)
)
SELECT journal_id, entries, ledger_hash, hash FROM sealed WHERE journal_id > 0;
"""

SEALS = """
INSERT INTO audit_head SELECT 1, count(*), coalesce(
    (SELECT hash FROM audit_seal ORDER BY journal_id DESC LIMIT 1), zeroblob(32)) FROM audit_seal;
CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal
    BEGIN SELECT RAISE(ABORT, 'AUDIT_APPEND_ONLY'); END;
CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal
    BEGIN SELECT RAISE(ABORT, 'AUDIT_APPEND_ONLY'); END;
CREATE TRIGGER audit_seal_follows BEFORE INSERT ON audit_seal BEGIN
    SELECT RAISE(ABORT, 'AUDIT_SEQUENCE') WHERE new.journal_id <= (SELECT max(journal_id) FROM audit_seal);
    SELECT RAISE(ABORT, 'AUDIT_SEQUENCE') WHERE NOT EXISTS (SELECT 1 FROM journal WHERE id = new.journal_id);
END;
CREATE TRIGGER audit_head_moves AFTER INSERT ON audit_seal
    BEGIN UPDATE audit_head SET events = events + 1, hash = new.hash; END;
CREATE TRIGGER audit_head_follows BEFORE UPDATE ON audit_head BEGIN
    SELECT RAISE(ABORT, 'AUDIT_SEQUENCE') WHERE new.events IS NOT old.events + 1
        OR new.hash IS NOT (SELECT hash FROM audit_seal ORDER BY journal_id DESC LIMIT 1);
END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, 'AUDIT_APPEND_ONLY'); END;
"""

SQL = OPERATORS + AUDIT + SEAL_LINES + SEALS
