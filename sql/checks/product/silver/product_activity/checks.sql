-- Checks of silver.product_activity; each query gives the rows that should not be.

-- #fail unique: an item is once on a day
SELECT activity_dt, kind, model_id, owner, COUNT(*) AS found
FROM silver.product_activity
GROUP BY activity_dt, kind, model_id, owner
HAVING COUNT(*) > 1;

-- #fail complete: what every row has is never null or empty
SELECT activity_dt, kind, app, user_id, model_id, owner
FROM silver.product_activity
WHERE activity_dt IS NULL OR kind IS NULL OR COALESCE(app, '') = '' OR COALESCE(user_id, '') = ''
  OR model_id IS NULL OR owner IS NULL OR first_export_id IS NULL OR exported_ts IS NULL;

-- #fail kind: an item is of the kind that its key begins with
SELECT activity_dt, kind, model_id
FROM silver.product_activity
WHERE CASE kind WHEN 'session' THEN model_id LIKE 'session-%' WHEN 'party' THEN model_id LIKE 'party-%'
  WHEN 'member' THEN model_id LIKE 'member-user-%' ELSE FALSE END = FALSE;

-- #fail day: a day was over when its export told it
SELECT activity_dt, model_id, exported_ts
FROM silver.product_activity
WHERE CAST(exported_ts AS DATE) <= activity_dt;
