-- A ledger as version 1 of its tables wrote it: one delivery sent, one pending, and a one-off pending.
PRAGMA application_id = 1145525076;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL
);
INSERT INTO "batch" VALUES(1,1693864800000);
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition INTEGER NOT NULL REFERENCES edition,
  subscriber INTEGER REFERENCES subscriber,
  address TEXT NOT NULL COLLATE NOCASE,
  sender TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE,
  date INTEGER NOT NULL,
  head BLOB NOT NULL,
  token TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sent', 'failed')),
  reason TEXT CHECK (reason IN ('refused', 'expired', 'cancelled', 'unsubscribed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  expires_at INTEGER NOT NULL,
  claimed_by TEXT,
  claimed_until INTEGER,
  sent_at INTEGER,
  reply TEXT
);
INSERT INTO "delivery" VALUES(1,1,1,'reader@example.org','digest@example.org','848ae94ad9dfbd008e231fc916fa0c3644e19db3@example.org',1693864800000,X'46726F6D3A20646967657374406578616D706C652E6F72670D0A546F3A20726561646572406578616D706C652E6F72670D0A','q78lqub2w9pyjm7wrhwyl0vzq3516vrc','sent',NULL,1,NULL,1694037600000,NULL,NULL,1693864800000,'/tmp/v1/out/20230904T2200-reader@example.org-ada11d78ca6d6e62.eml');
INSERT INTO "delivery" VALUES(2,1,2,'second@example.org','digest@example.org','2@example.org',1693864800000,X'46726F6D3A20646967657374406578616D706C652E6F72670D0A546F3A207365636F6E64406578616D706C652E6F72670D0A','tttttttttttttttttttttttttttttttt','pending',NULL,0,NULL,1694037600000,NULL,NULL,NULL,NULL);
INSERT INTO "delivery" VALUES(3,2,NULL,'someone@example.org','digest@example.org','3@example.org',1693864800000,X'46726F6D3A20646967657374406578616D706C652E6F72670D0A546F3A20736F6D656F6E65406578616D706C652E6F72670D0A','tttttttttttttttttttttttttttttttt','pending',NULL,0,NULL,1694037600000,NULL,NULL,NULL,NULL);
CREATE TABLE edition (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('run', 'send')),
  made_at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  body BLOB NOT NULL,
  token_at TEXT NOT NULL
);
INSERT INTO "edition" VALUES(1,'6adc9a03663078ae4175de5756a84d4001709baf0d634f9097b43d0139787479','run',1693864800000,'North Korea: Corvette launched',X'436F6E74656E742D547970653A20746578742F706C61696E0D0A0D0A436F727665747465206C61756E636865640D0A','[]');
INSERT INTO "edition" VALUES(2,'second','send',1693864800000,'One-off',X'436F6E74656E742D547970653A20746578742F706C61696E0D0A0D0A436F727665747465206C61756E636865640D0A','[]');
CREATE TABLE edition_story (
  edition INTEGER NOT NULL REFERENCES edition,
  story INTEGER NOT NULL,
  section TEXT NOT NULL,
  rank INTEGER NOT NULL,
  PRIMARY KEY (edition, story)
) WITHOUT ROWID;
INSERT INTO "edition_story" VALUES(1,1,'North Korea',0);
CREATE TABLE feed (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  moved_to TEXT,
  etag TEXT,
  last_modified TEXT,
  body_hash TEXT,
  ok_at INTEGER,
  read_at INTEGER,
  next_at INTEGER,
  failing_since INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  told_at INTEGER
);
INSERT INTO "feed" VALUES(1,'file:///feeds/wire.xml',NULL,NULL,NULL,'b91711044eedb4a08f23fdca5d080fa98ca11f7abea4ff3bdef8717ba83b2a12',1693864800000,1693864800000,NULL,NULL,0,NULL,NULL);
CREATE TABLE follow (
  subscriber INTEGER NOT NULL REFERENCES subscriber,
  topic TEXT NOT NULL COLLATE NOCASE,
  cursor INTEGER,
  edition_at INTEGER,
  PRIMARY KEY (subscriber, topic)
) WITHOUT ROWID;
INSERT INTO "follow" VALUES(1,'North Korea',1,1693864800000);
INSERT INTO "follow" VALUES(2,'North Korea',1,1693864800000);
CREATE TABLE ledger (
  secret BLOB NOT NULL
);
INSERT INTO "ledger" VALUES(X'000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F');
CREATE TABLE moved (
  delivery INTEGER NOT NULL REFERENCES delivery,
  topic TEXT NOT NULL COLLATE NOCASE,
  cursor INTEGER,
  PRIMARY KEY (delivery, topic)
) WITHOUT ROWID;
INSERT INTO "moved" VALUES(1,'North Korea',NULL);
INSERT INTO "moved" VALUES(2,'North Korea',NULL);
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  command TEXT NOT NULL,
  trial INTEGER NOT NULL,
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  result TEXT
);
INSERT INTO "run" VALUES(1,'run',1,7,'somewhere',1693864800000,1693864800000,'Done');
CREATE TABLE seen (
  feed INTEGER NOT NULL REFERENCES feed,
  key BLOB NOT NULL,
  last_present INTEGER NOT NULL,
  PRIMARY KEY (feed, key)
) WITHOUT ROWID;
INSERT INTO "seen" VALUES(1,X'407D10E3F56F4F0D32C752783C39CCA5',1693864800000);
INSERT INTO "seen" VALUES(1,X'96A89514B2D03B050B135270807F0D83',1693864800000);
INSERT INTO "seen" VALUES(1,X'D96020BE40AD8BA04877C7ABE10DAFC4',1693864800000);
CREATE TABLE story (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  feed INTEGER NOT NULL REFERENCES feed,
  batch INTEGER NOT NULL REFERENCES batch,
  first_seen INTEGER NOT NULL,
  on_first_fetch INTEGER NOT NULL,
  published INTEGER,
  guid TEXT,
  url TEXT,
  title TEXT NOT NULL,
  standfirst TEXT NOT NULL,
  source TEXT NOT NULL,
  image TEXT,
  authors TEXT NOT NULL,
  categories TEXT NOT NULL
);
INSERT INTO "story" VALUES(1,1,1,1693864800000,1,1693857600000,NULL,'https://example.org/1','Corvette launched','','Wire',NULL,'[]','[]');
CREATE TABLE subscriber (
  id INTEGER PRIMARY KEY,
  address TEXT NOT NULL UNIQUE COLLATE NOCASE,
  origin TEXT NOT NULL CHECK (origin IN ('configuration', 'ledger')),
  suspended INTEGER,
  unsubscribed_at INTEGER
);
INSERT INTO "subscriber" VALUES(1,'reader@example.org','configuration',NULL,NULL);
INSERT INTO "subscriber" VALUES(2,'second@example.org','configuration',NULL,NULL);
CREATE INDEX story_by_feed ON story(feed, batch);
CREATE INDEX delivery_pending ON delivery(id) WHERE status = 'pending';
CREATE INDEX delivery_by_address ON delivery(address, date);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('run',1);
INSERT INTO "sqlite_sequence" VALUES('batch',1);
INSERT INTO "sqlite_sequence" VALUES('story',1);
INSERT INTO "sqlite_sequence" VALUES('edition',2);
INSERT INTO "sqlite_sequence" VALUES('delivery',3);
COMMIT;
