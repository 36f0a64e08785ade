/**
 * What brings a database from each `user_version` to the next. Only ever append: databases in the field have run
 * the earlier ones. Paths are BLOBs because they need not be UTF-8; `name` and `shown_path` are how people see
 * them, and only for search; `sent_name` is what the sender of an upload called it, and
 * `submitter` who that was; `path_hash` is of a result's path as `written-names` folds it; `stamp`, in columns and in `outputs`, is a file's fingerprint. `folded_name` and
 * `folded_path` are NULL where `folded-names` need not fold, or has not yet: up to the position in `unfolded_positions`.
 * `watermarks` has the pictures of watermarks in base64; a recipe names its own by `watermark.hash`.
 * `results` and `written_files` belong to the task at `position`, 0 when that is gone; what an earlier version wrote is in `earlier_results` and
 * `earlier_files` until `earlier-results` has moved it, for tasks up to `unmoved_positions` first. `counters` has one row; its `last_end` is a `LastEnd`, and 'unclean' while the database is open.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE counters (
    last_number INTEGER NOT NULL,
    last_position INTEGER NOT NULL
  ) STRICT;
  INSERT INTO counters VALUES (0, 0);

  CREATE TABLE batches (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    origin TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    is_walking INTEGER NOT NULL,
    left_out TEXT NOT NULL,
    recipe TEXT NOT NULL,
    roots TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tasks (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    batch_id TEXT NOT NULL REFERENCES batches (id),
    number INTEGER NOT NULL,
    status TEXT NOT NULL,
    source_path BLOB NOT NULL,
    root BLOB,
    name TEXT NOT NULL,
    shown_path TEXT NOT NULL,
    format TEXT,
    size_bytes INTEGER,
    priority INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    queued_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    duration_ms REAL,
    outcome TEXT
  ) STRICT;
  CREATE INDEX tasks_by_batch ON tasks (batch_id, position);
  CREATE INDEX tasks_by_status ON tasks (status, position);
  CREATE INDEX tasks_by_name ON tasks (name, position);

  CREATE TABLE attempts (
    task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    attempt INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    ended_as TEXT,
    log TEXT,
    aside_paths TEXT,
    made TEXT,
    PRIMARY KEY (task_id, attempt)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attempts_not_ended ON attempts (task_id) WHERE finished_at IS NULL;
  `,
  'ALTER TABLE tasks ADD COLUMN sent_name TEXT;',
  `
  CREATE TABLE results (
    source_path BLOB NOT NULL,
    recipe_hash TEXT NOT NULL,
    stamp TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    outputs TEXT NOT NULL,
    PRIMARY KEY (source_path, recipe_hash)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE focal_points (
    content_hash TEXT PRIMARY KEY,
    x REAL NOT NULL,
    y REAL NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE replaced (
    task_id TEXT PRIMARY KEY REFERENCES tasks (id) ON DELETE CASCADE,
    source_path BLOB NOT NULL,
    trashed_path BLOB
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE forgotten_sources (
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    source_path BLOB NOT NULL,
    PRIMARY KEY (batch_id, source_path)
  ) STRICT, WITHOUT ROWID;
  `,
  'ALTER TABLE attempts ADD COLUMN worker TEXT;',
  'ALTER TABLE tasks ADD COLUMN submitter TEXT;',
  'ALTER TABLE batches ADD COLUMN undone_at INTEGER;',
  `
  CREATE TABLE written_names (
    batch_id TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    path_hash INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (batch_id, path_hash)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE tasks ADD COLUMN folded_name TEXT;
  ALTER TABLE tasks ADD COLUMN folded_path TEXT;
  ALTER TABLE counters ADD COLUMN unfolded_positions INTEGER NOT NULL DEFAULT 0;
  UPDATE counters SET unfolded_positions = last_position;
  `,
  `
  CREATE TABLE written_files (
    path BLOB PRIMARY KEY,
    stamp TEXT NOT NULL,
    source_path BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE results_to_list (source_path BLOB NOT NULL, recipe_hash TEXT NOT NULL) STRICT;
  INSERT INTO results_to_list SELECT x'', '' WHERE EXISTS (SELECT 1 FROM results);
  `,
  `
  CREATE TABLE watermarks (
    hash TEXT PRIMARY KEY,
    watermark TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `ALTER TABLE counters ADD COLUMN last_end TEXT NOT NULL DEFAULT 'unclean';`,
  `
  UPDATE batches
  SET recipe = json_set(recipe, '$.watermark', (
    SELECT CASE watermark ->> 'kind'
      WHEN 'picture' THEN json_remove(json_set(watermark, '$.kind', 'stored', '$.hash', hash), '$.data')
      ELSE json(watermark) END
    FROM watermarks WHERE hash = recipe ->> '$.watermark.stored'))
  WHERE recipe ->> '$.watermark.stored' IS NOT NULL;
  DELETE FROM watermarks WHERE watermark ->> 'kind' <> 'picture';
  UPDATE watermarks SET watermark = watermark ->> 'data';
  `,
  // A quotation mark within a path has a backslash before it, so that this is always the name of a field.
  `
  UPDATE tasks SET outcome = replace(outcome, '"stamps":{', '"fingerprints":{')
  WHERE status IN ('queued', 'running', 'failed', 'cancelled') AND outcome LIKE '%"stamps":{%';
  UPDATE attempts SET made = replace(made, '"stamps":{', '"fingerprints":{')
  WHERE finished_at IS NULL AND made LIKE '%"stamps":{%';
  `,
  // Those that listed their results at once have no such table.
  `
  CREATE TABLE IF NOT EXISTS results_to_list (source_path BLOB NOT NULL, recipe_hash TEXT NOT NULL) STRICT;
  `,
  `
  CREATE TABLE replaced_files (
    task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    path BLOB NOT NULL,
    trashed_path BLOB,
    PRIMARY KEY (task_id, path)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO replaced_files SELECT task_id, source_path, trashed_path FROM replaced;
  DROP TABLE replaced;
  `,
  `
  ALTER TABLE results RENAME TO earlier_results;
  ALTER TABLE written_files RENAME TO earlier_files;
  DROP TABLE results_to_list;
  ALTER TABLE counters ADD COLUMN unmoved_positions INTEGER NOT NULL DEFAULT 0;
  UPDATE counters SET unmoved_positions = last_position;

  CREATE TABLE recipes (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE) STRICT;

  CREATE TABLE results (
    source_path BLOB NOT NULL,
    recipe INTEGER NOT NULL,
    position INTEGER NOT NULL,
    stamp TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    outputs TEXT NOT NULL,
    PRIMARY KEY (source_path, recipe)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX results_by_position ON results (position);

  CREATE TABLE written_files (
    path BLOB PRIMARY KEY,
    position INTEGER NOT NULL,
    stamp TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX written_files_by_position ON written_files (position);

  CREATE VIEW known_results AS
    SELECT source_path, hash AS recipe_hash, stamp, content_hash, outputs FROM results JOIN recipes ON id = recipe
    UNION ALL SELECT source_path, recipe_hash, stamp, content_hash, outputs FROM earlier_results;
  CREATE VIEW known_files AS
    SELECT path, stamp FROM written_files UNION ALL SELECT path, stamp FROM earlier_files;
  `,
  `
  CREATE TABLE turnings (
    content_hash TEXT PRIMARY KEY,
    turn INTEGER NOT NULL,
    flip INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  'ALTER TABLE batches ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0;',
];
