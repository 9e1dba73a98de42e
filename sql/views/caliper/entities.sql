-- Entities as they were described, one row for each and the time in which it was so (SCD2). A describe holds from its dateModified, else its dateCreated,
-- else the sending; one that says what the one before it says begins no row. Of several for one time the one counts that was sent last.
CREATE OR REPLACE VIEW silver.entities AS
WITH described AS (
  SELECT
    id AS entity_id,
    event_type AS entity_type,
    entity.name AS name,
    entity.part_of_id AS part_of_id,
    entity.member_id AS member_id,
    entity.organization_id AS organization_id,
    entity.roles AS roles,
    entity.status AS status,
    entity.content_hash AS content_hash,
    entity.valid_from AS valid_from,
    MIN(payload) AS attributes,
    MIN(sensor) AS sensor,
    MAX(COALESCE(send_ts, arrival_ts)) AS sent_ts
  FROM bronze.events
  WHERE kind = 'entity' AND entity.content_hash IS NOT NULL
  GROUP BY
    id, event_type, entity.name, entity.part_of_id, entity.member_id, entity.organization_id, entity.roles, entity.status,
    entity.content_hash, entity.valid_from
),
counting AS (
  SELECT
    described.*,
    ROW_NUMBER() OVER (PARTITION BY entity_id, valid_from ORDER BY sent_ts DESC, content_hash) AS place
  FROM described
),
compared AS (
  SELECT
    counting.*,
    LAG(content_hash) OVER (PARTITION BY entity_id ORDER BY valid_from) AS before
  FROM counting
  WHERE place = 1
),
versions AS (
  SELECT
    compared.*,
    LEAD(valid_from) OVER (PARTITION BY entity_id ORDER BY valid_from) AS valid_to
  FROM compared
  WHERE before IS NULL OR before <> content_hash
)
SELECT
  entity_id,
  entity_type,
  name,
  part_of_id,
  member_id,
  organization_id,
  roles,
  status,
  attributes,
  content_hash,
  sensor,
  valid_from,
  valid_to,
  valid_to IS NULL AS is_current
FROM versions
