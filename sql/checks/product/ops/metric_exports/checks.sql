-- Checks of ops.metric_exports; each query gives the rows that should not be.

-- #fail items: each item of an export is counted, of another day or model, removed or rejected
SELECT export_id, run_ts, read_items, counted_items, outside_items, other_items, removed_items, rejected_items
FROM ops.metric_exports
WHERE read_items <> counted_items + outside_items + other_items + removed_items + rejected_items
  OR added_items > counted_items OR read_items IS NULL;

-- #warn rejected: no item of an export is malformed
SELECT export_id, run_ts, rejected_items, rejected_reasons
FROM ops.metric_exports
WHERE rejected_items > 0;
