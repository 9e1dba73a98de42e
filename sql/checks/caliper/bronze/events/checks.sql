-- Checks of bronze.events; each query gives the rows that should not be.

-- #fail record-unique: an item of a record is there once
SELECT shard_id, sequence_number, sub_sequence_number, event_index, COUNT(*) AS found
FROM bronze.events
GROUP BY shard_id, sequence_number, sub_sequence_number, event_index
HAVING COUNT(*) > 1;

-- #fail complete: what every item has is never null, nor an event's id; an entity may be anonymous
SELECT shard_id, sequence_number, event_index, event_id, event_type, arrival_ts
FROM bronze.events
WHERE event_id IS NULL OR kind IS NULL OR event_type IS NULL OR payload IS NULL
  OR (kind = 'event' AND id IS NULL)
  OR rules IS NULL OR event_index IS NULL OR event_count IS NULL OR arrival_ts IS NULL
  OR shard_id IS NULL OR sequence_number IS NULL OR sub_sequence_number IS NULL
  OR clock_skewed IS NULL;

-- #fail kinds: an item is an event, with an action and a time, or an entity, with neither
SELECT shard_id, sequence_number, event_index, kind, event_type, "action", ts
FROM bronze.events
WHERE kind NOT IN ('event', 'entity')
  OR (kind = 'event' AND ("action" IS NULL OR ts IS NULL))
  OR (kind = 'entity' AND ("action" IS NOT NULL OR ts IS NOT NULL));

-- #fail named: the learner is among the persons by whom an item is found
SELECT shard_id, sequence_number, event_index, event_id
FROM bronze.events
WHERE user_id_hash IS NOT NULL AND COALESCE(CARDINALITY(person_ids), 0) = 0;

-- #fail partition: ingest_dt is the day of the arrival
SELECT shard_id, sequence_number, event_index, arrival_ts, ingest_dt
FROM bronze.events
WHERE ingest_dt IS NULL OR ingest_dt <> CAST(arrival_ts AS DATE);

-- #warn same-content: events with one id are one event; of those of one type and session key only the first is in silver
SELECT id, MIN(event_type) AS first_type, MAX(event_type) AS last_type, COUNT(*) AS found
FROM bronze.events
WHERE kind = 'event'
GROUP BY id
HAVING MIN(payload) <> MAX(payload);

-- #warn skew: at most 5 percent of a day's events come from clocks that are ahead
SELECT ingest_dt, COUNT(*) FILTER (WHERE clock_skewed) AS skewed, COUNT(*) AS events
FROM bronze.events
WHERE kind = 'event' AND ingest_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY ingest_dt
HAVING 20 * COUNT(*) FILTER (WHERE clock_skewed) > COUNT(*);
