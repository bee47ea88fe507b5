namespace Digest.Storage;

/// <summary>The ledger's tables, as the steps that lead to them: step N takes a ledger of version N to N + 1.</summary>
internal static class Schema
{
    /// <summary>The steps in order. One that has been released is never changed: a new one is added.</summary>
    public static IReadOnlyList<string> Steps { get; } = [First, Second];

    // Times are milliseconds since 1970, UTC. Texts are Unicode. What belongs to SQLite alone (foreign keys) keeps
    // half-made rows out; what belongs to the product (what is new, what is due) stays in code.
    private const string First = """
        CREATE TABLE ledger (
          secret BLOB NOT NULL                -- keys the unsubscribe tokens
        );
        CREATE TABLE feed (
          id INTEGER PRIMARY KEY,
          url TEXT NOT NULL UNIQUE,
          moved_to TEXT,
          etag TEXT,
          last_modified TEXT,
          body_hash TEXT,
          ok_at INTEGER,                      -- last read, or found unchanged
          read_at INTEGER,                    -- last read: what seen.last_present is measured against
          next_at INTEGER,
          failing_since INTEGER,
          failures INTEGER NOT NULL DEFAULT 0,
          problem TEXT,                       -- JSON
          told_at INTEGER                     -- when the operator heard that it stays broken
        );
        CREATE TABLE batch (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          at INTEGER NOT NULL
        );
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
          authors TEXT NOT NULL,              -- JSON array
          categories TEXT NOT NULL            -- JSON array
        );
        CREATE INDEX story_by_feed ON story(feed, batch);
        CREATE TABLE seen (
          feed INTEGER NOT NULL REFERENCES feed,
          key BLOB NOT NULL,
          last_present INTEGER NOT NULL,
          PRIMARY KEY (feed, key)
        ) WITHOUT ROWID;
        CREATE TABLE subscriber (
          id INTEGER PRIMARY KEY,
          address TEXT NOT NULL UNIQUE COLLATE NOCASE,
          origin TEXT NOT NULL CHECK (origin IN ('configuration', 'ledger')),
          suspended INTEGER,                  -- when
          unsubscribed_at INTEGER
        );
        CREATE TABLE follow (
          subscriber INTEGER NOT NULL REFERENCES subscriber,
          topic TEXT NOT NULL COLLATE NOCASE,
          cursor INTEGER,                     -- the last batch taken in; null: no edition yet
          edition_at INTEGER,                 -- when an edition was last due and dealt with
          PRIMARY KEY (subscriber, topic)
        ) WITHOUT ROWID;
        CREATE TABLE edition (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          key TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL CHECK (kind IN ('run', 'send')),
          made_at INTEGER NOT NULL,
          subject TEXT NOT NULL,
          body BLOB NOT NULL,
          token_at TEXT NOT NULL              -- JSON array of offsets into body
        );
        CREATE TABLE edition_story (
          edition INTEGER NOT NULL REFERENCES edition,
          story INTEGER NOT NULL,             -- outlives the story's text
          section TEXT NOT NULL,
          rank INTEGER NOT NULL,
          PRIMARY KEY (edition, story)
        ) WITHOUT ROWID;
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
        CREATE INDEX delivery_pending ON delivery(id) WHERE status = 'pending';
        CREATE INDEX delivery_by_address ON delivery(address, date);
        CREATE TABLE moved (                  -- the cursors that a freeze moved, to put back where its delivery expires
          delivery INTEGER NOT NULL REFERENCES delivery,
          topic TEXT NOT NULL COLLATE NOCASE,
          cursor INTEGER,
          PRIMARY KEY (delivery, topic)
        ) WITHOUT ROWID;
        CREATE TABLE run (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          command TEXT NOT NULL,
          trial INTEGER NOT NULL,             -- whether its clock was set by --now
          pid INTEGER NOT NULL,
          host TEXT NOT NULL,
          started_at INTEGER NOT NULL,
          ended_at INTEGER,
          result TEXT
        );
        """;

    // Subscribers that live here, deliveries outside any schedule, and what cancelling and suspending need.
    private const string Second = """
        ALTER TABLE subscriber ADD COLUMN name TEXT NOT NULL DEFAULT '';
        ALTER TABLE subscriber ADD COLUMN topics TEXT;                        -- JSON array; null: not the ledger's to say
        ALTER TABLE subscriber ADD COLUMN schedule TEXT;
        ALTER TABLE subscriber ADD COLUMN timezone TEXT;
        ALTER TABLE subscriber ADD COLUMN restored_at INTEGER;                 -- refusals before it no longer count
        ALTER TABLE batch ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;        -- a freeze has taken it in: it takes no more
        ALTER TABLE edition ADD COLUMN cursor INTEGER NOT NULL DEFAULT 0;      -- the last batch that it takes in
        ALTER TABLE delivery ADD COLUMN one_off INTEGER NOT NULL DEFAULT 0;
        UPDATE batch SET closed = 1;
        UPDATE delivery SET one_off = 1 WHERE (SELECT kind FROM edition WHERE id = edition) = 'send';
        CREATE INDEX delivery_in_flight ON delivery(subscriber) WHERE status = 'pending';
        CREATE INDEX delivery_by_edition ON delivery(edition);
        """;
}
