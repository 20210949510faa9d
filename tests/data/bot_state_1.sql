BEGIN TRANSACTION;
CREATE TABLE alert (
    watch TEXT NOT NULL REFERENCES watch ON DELETE CASCADE, statement TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0,
    UNIQUE (watch, statement)
);
CREATE TABLE answer (
    key TEXT PRIMARY KEY, chat INTEGER NOT NULL, thread INTEGER, user INTEGER NOT NULL, person INTEGER NOT NULL,
    body BLOB NOT NULL, made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID;
CREATE TABLE moved (chat INTEGER PRIMARY KEY, now INTEGER NOT NULL);
INSERT INTO "moved" VALUES(-5,-1005);
CREATE TABLE place (chat INTEGER PRIMARY KEY, language TEXT);
INSERT INTO "place" VALUES(7310458926113,'de');
CREATE TABLE posted (
    id INTEGER NOT NULL, step INTEGER NOT NULL, request TEXT NOT NULL, result TEXT, PRIMARY KEY (id, step)
) WITHOUT ROWID;
CREATE TABLE reindex (
    chat INTEGER NOT NULL, thread INTEGER, asked TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO "reindex" VALUES(501,NULL,'2026-11-26 02:10:55');
CREATE TABLE seen (row INTEGER NOT NULL);
CREATE TABLE seen_statement (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE taken (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id INTEGER NOT NULL UNIQUE,     -- Telegram's update_id
    body TEXT,                      -- the update, until it has been handled
    owner TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,
    aside TEXT                      -- why it is not tried any more
);
INSERT INTO "taken" VALUES(1,900000001,NULL,'57139777',0,NULL);
INSERT INTO "taken" VALUES(2,900000002,'{"update_id": 900000002, "message": {"message_id": 2, "date": 1, "chat": {"id": 7310458926113, "type": "private", "first_name": "Ann"}, "from": {"id": 7310458926113, "is_bot": false, "first_name": "Ruben"}, "text": "what did Mekdad say about sanctions?", "entities": []}}','57139777',0,NULL);
INSERT INTO "taken" VALUES(3,900000003,'{"update_id": 900000003, "message": {"message_id": 3, "date": 1, "chat": {"id": 7310458926113, "type": "private", "first_name": "Ann"}, "from": {"id": 7310458926113, "is_bot": false, "first_name": "Ruben"}, "text": "/new", "entities": [{"type": "bot_command", "offset": 0, "length": 4}]}}','57139777',0,'RuntimeError: a fault');
CREATE TABLE vote (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL, user INTEGER NOT NULL, screen INTEGER NOT NULL, fault TEXT,
    settled TEXT, made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (key, user, screen)
);
INSERT INTO "vote" VALUES(1,'k',7310458926113,0,'x',NULL,'2026-11-26 02:10:55');
CREATE TABLE watch (
    id TEXT PRIMARY KEY, chat INTEGER NOT NULL, thread INTEGER, user INTEGER NOT NULL, words TEXT NOT NULL,
    made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO "watch" VALUES('qjEbPOB6KW_i',7310458926113,NULL,7310458926113,'who said bridge','2026-11-26 02:10:55');
CREATE INDEX taken_waiting ON taken (owner) WHERE body IS NOT NULL AND aside IS NULL;
CREATE INDEX watch_chat ON watch (chat);
INSERT INTO "alert" VALUES('qjEbPOB6KW_i','a-statement-to-tell-of',0);
COMMIT;
