# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema 5: images of rows are a chain like the lines they belong to, and each line seals where that chain stands.

Plain SQL that never changes once released; it needs `image_hash` of `core.store.audit_chain` on the connection.
"""

IMAGES = """
DROP TRIGGER journal_row_only_erased;
ALTER TABLE journal_row ADD COLUMN salt BLOB CHECK(length(salt) = 16);
ALTER TABLE journal_row ADD COLUMN digest BLOB CHECK(length(digest) = 32);
ALTER TABLE journal_row ADD COLUMN seal BLOB CHECK(length(seal) = 32);
"""

SEAL_IMAGES = """
UPDATE journal_row SET salt = randomblob(16);
UPDATE journal_row SET seal = made.seal FROM (
    WITH RECURSIVE sealed(id, seal) AS (
        SELECT 0, zeroblob(32)
        UNION ALL
        SELECT r.id, image_hash(s.seal, r.salt, r.id, r.journal_id, r.table_name, r.row_id, r.before, r.after)
        FROM sealed s JOIN journal_row r ON r.id = (SELECT min(id) FROM journal_row WHERE id > s.id)
    )
    SELECT id, seal FROM sealed WHERE id > 0
) made WHERE made.id = journal_row.id;
"""

BLANKING = """
CREATE TRIGGER journal_row_only_erased BEFORE UPDATE ON journal_row
    WHEN NOT (new.id = old.id AND new.journal_id = old.journal_id AND new.table_name = old.table_name
        AND new.row_id = old.row_id AND new.seal IS old.seal
        AND old.digest IS NULL AND new.digest IS NOT NULL AND new.salt IS NULL
        AND coalesce(new.before, '{"erased":true}') = '{"erased":true}'
        AND coalesce(new.after, '{"erased":true}') = '{"erased":true}'
        AND (new.before IS NULL) = (old.before IS NULL) AND (new.after IS NULL) = (old.after IS NULL))
    BEGIN SELECT RAISE(ABORT, 'JOURNAL_APPEND_ONLY'); END;
"""

# Lines from before have no image column: what they brought is sealed by the head, and by the first line after it.
SEALS = """
DROP TRIGGER audit_head_moves;
DROP TRIGGER audit_head_follows;
ALTER TABLE audit_seal ADD COLUMN images INTEGER CHECK(images >= 0);
ALTER TABLE audit_seal ADD COLUMN images_hash BLOB CHECK(length(images_hash) = 32);
ALTER TABLE audit_head ADD COLUMN images INTEGER NOT NULL DEFAULT 0;
ALTER TABLE audit_head ADD COLUMN images_hash BLOB NOT NULL
    DEFAULT X'0000000000000000000000000000000000000000000000000000000000000000' CHECK(length(images_hash) = 32);
"""

HOLD_IMAGES = """
UPDATE audit_head SET images = (SELECT coalesce(max(id), 0) FROM journal_row),
    images_hash = coalesce((SELECT seal FROM journal_row ORDER BY id DESC LIMIT 1), zeroblob(32));
"""

HEAD = """
CREATE TRIGGER audit_head_moves AFTER INSERT ON audit_seal BEGIN
    UPDATE audit_head SET events = events + 1, hash = new.hash, images = new.images, images_hash = new.images_hash;
END;
CREATE TRIGGER audit_head_follows BEFORE UPDATE ON audit_head BEGIN
    SELECT RAISE(ABORT, 'AUDIT_SEQUENCE') WHERE new.events IS NOT old.events + 1
        OR (new.hash, new.images, new.images_hash) IS NOT
            (SELECT hash, images, images_hash FROM audit_seal ORDER BY journal_id DESC LIMIT 1);
END;
"""

SQL = IMAGES + SEAL_IMAGES + BLANKING + SEALS + HOLD_IMAGES + HEAD
