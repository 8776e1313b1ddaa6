# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema 4: teams, more of activities, rectification tasks, facilities, and the photos of all of these.

Plain SQL that never changes once released. Quantities are whole thousandths of their unit, money is whole fen: sums
of either are exact.
"""

TEAMS = """
CREATE TABLE team(
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE CHECK(name <> ''),
    kind TEXT NOT NULL CHECK(kind IN ('place', 'interest', 'vanguard')),
    purpose TEXT NOT NULL DEFAULT '', programme TEXT NOT NULL DEFAULT '',
    founded_on TEXT, disbanded_on TEXT, note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE team_member(
    id INTEGER PRIMARY KEY AUTOINCREMENT, team_id INTEGER NOT NULL REFERENCES team(id),
    resident_id INTEGER REFERENCES resident(id), guest_name TEXT NOT NULL DEFAULT '',
    guest_phone TEXT NOT NULL DEFAULT '', joined_on TEXT NOT NULL, left_on TEXT,
    left_reason TEXT NOT NULL DEFAULT '', CHECK((resident_id IS NULL) = (guest_name <> '')),
    CHECK(left_on IS NULL OR left_on >= joined_on)
) STRICT;
CREATE INDEX team_member_of_team ON team_member(team_id);
CREATE UNIQUE INDEX team_member_once ON team_member(resident_id, team_id)
    WHERE resident_id IS NOT NULL AND left_on IS NULL;
CREATE TABLE team_post(
    id INTEGER PRIMARY KEY AUTOINCREMENT, member_id INTEGER NOT NULL REFERENCES team_member(id),
    post TEXT NOT NULL CHECK(post IN ('leader', 'deputy', 'contact', 'secretary', 'treasurer', 'safety')),
    starts_on TEXT NOT NULL, ends_on TEXT, CHECK(ends_on IS NULL OR ends_on >= starts_on)
) STRICT;
CREATE INDEX team_post_of_member ON team_post(member_id);
"""

# kind: 志愿服务 earns points, an event (通心会, 文化节) does not. series: the first activity of a recurring one.
ACTIVITIES = """
ALTER TABLE activity ADD COLUMN team_id INTEGER REFERENCES team(id);
ALTER TABLE activity ADD COLUMN kind TEXT NOT NULL DEFAULT 'service' CHECK(kind IN ('service', 'event'));
ALTER TABLE activity ADD COLUMN starts_at TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN ends_at TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN programme TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN plan TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN record TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN cancelled_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN series INTEGER REFERENCES activity(id);
CREATE INDEX activity_of_team ON activity(team_id, held_on) WHERE team_id IS NOT NULL;
CREATE INDEX activity_of_series ON activity(series) WHERE series IS NOT NULL;
"""

FACILITIES = """
CREATE TABLE facility(
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL CHECK(name <> ''),
    kind TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '',
    work TEXT NOT NULL DEFAULT 'built' CHECK(work IN ('built', 'renewed')),
    built_on TEXT, cost_fen INTEGER CHECK(cost_fen >= 0), funded_by TEXT NOT NULL DEFAULT '',
    keeper TEXT NOT NULL DEFAULT '', keeper_phone TEXT NOT NULL DEFAULT '',
    inspect_every_months INTEGER CHECK(inspect_every_months > 0), next_inspection_on TEXT,
    removed_on TEXT, note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE inspection(
    id INTEGER PRIMARY KEY AUTOINCREMENT, facility_id INTEGER NOT NULL REFERENCES facility(id),
    inspected_on TEXT NOT NULL, inspector TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL CHECK(outcome IN ('sound', 'fault', 'unusable')), finding TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX inspection_of_facility ON inspection(facility_id);
"""

TASKS = """
CREATE TABLE task(
    id INTEGER PRIMARY KEY AUTOINCREMENT, year INTEGER NOT NULL, serial INTEGER NOT NULL CHECK(serial > 0),
    title TEXT NOT NULL CHECK(title <> ''), category TEXT NOT NULL CHECK(category <> ''),
    road TEXT NOT NULL DEFAULT '', road_number TEXT NOT NULL DEFAULT '',
    building_id INTEGER REFERENCES building(id), building_unit_id INTEGER REFERENCES building_unit(id),
    spot TEXT NOT NULL DEFAULT '', place_key TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT 'patrol' CHECK(source IN ('patrol', 'visit', 'matter', 'street', 'upkeep', 'other')),
    about_property INTEGER NOT NULL DEFAULT 0 CHECK(about_property IN (0, 1)),
    priority TEXT NOT NULL DEFAULT 'normal' CHECK(priority IN ('urgent', 'high', 'normal', 'low')),
    party TEXT NOT NULL DEFAULT '', raised_on TEXT NOT NULL, due_on TEXT, done_on TEXT,
    cost_fen INTEGER CHECK(cost_fen >= 0), note TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK(state IN ('registered', 'assigned', 'in_progress', 'awaiting_acceptance', 'closed',
        'rejected', 'duplicate', 'handed_on')),
    reopened INTEGER NOT NULL DEFAULT 0 CHECK(reopened >= 0),
    duplicate_of INTEGER REFERENCES task(id), facility_id INTEGER REFERENCES facility(id),
    source_key TEXT UNIQUE, UNIQUE(year, serial)
) STRICT;
CREATE INDEX task_by_state ON task(state, due_on);
CREATE INDEX task_by_day ON task(raised_on);
CREATE INDEX task_by_place ON task(category, place_key, raised_on) WHERE place_key <> '';
CREATE INDEX task_by_party ON task(party);
CREATE INDEX task_of_facility ON task(facility_id) WHERE facility_id IS NOT NULL;
CREATE TABLE task_quantity(
    id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL REFERENCES task(id),
    item TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL CHECK(unit <> ''),
    planned_milli INTEGER NOT NULL CHECK(planned_milli >= 0), done_milli INTEGER NOT NULL DEFAULT 0
        CHECK(done_milli >= 0), accepted_milli INTEGER NOT NULL DEFAULT 0 CHECK(accepted_milli >= 0)
) STRICT;
CREATE INDEX task_quantity_of_task ON task_quantity(task_id);
CREATE TABLE task_step(
    id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL REFERENCES task(id),
    from_state TEXT NOT NULL DEFAULT '', to_state TEXT NOT NULL, stepped_on TEXT NOT NULL, recorded_at TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator(id), reason TEXT NOT NULL DEFAULT '',
    party TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX task_step_of_task ON task_step(task_id);
CREATE TABLE task_funding(
    id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL REFERENCES task(id),
    kind TEXT NOT NULL CHECK(kind IN ('asked', 'granted', 'spent')), amount_fen INTEGER NOT NULL CHECK(amount_fen > 0),
    body TEXT NOT NULL DEFAULT '', booked_on TEXT NOT NULL, note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX task_funding_of_task ON task_funding(task_id);
CREATE TABLE task_chase(
    id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL REFERENCES task(id),
    chased_on TEXT NOT NULL, way TEXT NOT NULL CHECK(way IN ('phone', 'visit', 'message', 'meeting', 'letter')),
    spoke_to TEXT NOT NULL DEFAULT '', answer TEXT NOT NULL DEFAULT '', promised_on TEXT,
    letter_id INTEGER REFERENCES task_letter(id)
) STRICT;
CREATE INDEX task_chase_of_task ON task_chase(task_id);
CREATE TABLE task_letter(
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL CHECK(kind IN ('reminder', 'referral')),
    year INTEGER NOT NULL, serial INTEGER NOT NULL CHECK(serial > 0), made_on TEXT NOT NULL,
    addressee TEXT NOT NULL CHECK(addressee <> ''), task_ids TEXT NOT NULL, wording TEXT NOT NULL,
    UNIQUE(kind, year, serial)
) STRICT;
CREATE TABLE handed_report(
    id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL CHECK(title <> ''),
    starts_on TEXT NOT NULL, ends_on TEXT NOT NULL CHECK(ends_on >= starts_on),
    handed_on TEXT NOT NULL, handed_to TEXT NOT NULL DEFAULT '', content TEXT NOT NULL
) STRICT;
CREATE TRIGGER handed_report_no_update BEFORE UPDATE ON handed_report
    BEGIN SELECT RAISE(ABORT, 'REPORT_FROZEN'); END;
CREATE TRIGGER handed_report_no_delete BEFORE DELETE ON handed_report
    BEGIN SELECT RAISE(ABORT, 'REPORT_FROZEN'); END;
CREATE TRIGGER task_letter_no_update BEFORE UPDATE ON task_letter
    BEGIN SELECT RAISE(ABORT, 'REPORT_FROZEN'); END;
CREATE TRIGGER task_letter_no_delete BEFORE DELETE ON task_letter
    BEGIN SELECT RAISE(ABORT, 'REPORT_FROZEN'); END;
"""

# A photo stands under just one thing; stage: before or after the work, or neither.
PHOTOS = """
CREATE TABLE photo(
    id INTEGER PRIMARY KEY AUTOINCREMENT, stored_file_id INTEGER NOT NULL REFERENCES stored_file(id),
    task_id INTEGER REFERENCES task(id), activity_id INTEGER REFERENCES activity(id),
    team_id INTEGER REFERENCES team(id), facility_id INTEGER REFERENCES facility(id),
    stage TEXT NOT NULL DEFAULT '' CHECK(stage IN ('', 'before', 'during', 'after')),
    taken_on TEXT, width_px INTEGER NOT NULL CHECK(width_px > 0), height_px INTEGER NOT NULL CHECK(height_px > 0),
    caption TEXT NOT NULL DEFAULT '',
    CHECK((task_id IS NOT NULL) + (activity_id IS NOT NULL) + (team_id IS NOT NULL) + (facility_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX photo_of_task ON photo(task_id) WHERE task_id IS NOT NULL;
CREATE INDEX photo_of_activity ON photo(activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX photo_of_team ON photo(team_id) WHERE team_id IS NOT NULL;
CREATE INDEX photo_of_facility ON photo(facility_id) WHERE facility_id IS NOT NULL;
CREATE INDEX photo_of_file ON photo(stored_file_id);
"""

# A table's CHECK can't be changed in place; the triggers of this table are none.
IMPORTS = """
CREATE TABLE import_layout_4(
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL CHECK(kind IN ('roster', 'sign_in', 'tasks')),
    headings TEXT NOT NULL, assigned TEXT NOT NULL, UNIQUE(kind, headings)
) STRICT;
INSERT INTO import_layout_4 SELECT id, kind, headings, assigned FROM import_layout;
DELETE FROM sqlite_sequence WHERE name = 'import_layout_4';
INSERT INTO sqlite_sequence SELECT 'import_layout_4', seq FROM sqlite_sequence WHERE name = 'import_layout';
DROP TABLE import_layout;
ALTER TABLE import_layout_4 RENAME TO import_layout;
"""

SQL = TEAMS + ACTIVITIES + FACILITIES + TASKS + PHOTOS + IMPORTS
