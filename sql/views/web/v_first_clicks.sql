-- The first affiliate click of each session that has one, and how long it took.
-- A session whose id was made by the lake (id_derived; rows of release 0.1.0 do not say and are told by
-- u- and a UUID) has the events of its user that came without one. Its times are event times: of an event whose clock was ahead, the arrival.
CREATE OR REPLACE VIEW gold.v_first_clicks AS
SELECT
  s.session_id,
  s.event_dt,
  s.ab_variant,
  s.geo_country,
  s.session_start_ts,
  MIN(c.click_ts) AS first_click_ts,
  date_diff('second', s.session_start_ts, MIN(c.click_ts)) AS seconds_to_click
FROM (
  SELECT
    CASE
      WHEN COALESCE(id_derived, session_id LIKE 'u-________-____-____-____-____________')
        THEN CONCAT('u:', user_id_hash)
      ELSE CONCAT('s:', session_id)
    END AS session_key,
    session_id,
    event_dt,
    ab_variant,
    geo_country,
    session_start_ts,
    session_end_ts
  FROM silver.sessions
  WHERE affiliate_clicks > 0
) AS s
JOIN (
  SELECT
    COALESCE(CONCAT('s:', session_id), CONCAT('u:', user_id_hash)) AS session_key,
    CASE WHEN clock_skewed THEN arrival_ts ELSE ts END AS click_ts
  FROM silver.events
  WHERE event_type = 'affiliate_click' AND COALESCE(in_session, TRUE)
) AS c
  -- Bounds of a session are cut to the millisecond; the next of a key is half an hour away.
  ON c.session_key = s.session_key
    AND c.click_ts >= s.session_start_ts
    AND c.click_ts < s.session_end_ts + INTERVAL '1' SECOND
GROUP BY s.session_id, s.event_dt, s.ab_variant, s.geo_country, s.session_start_ts
