-- The funnel by day, variant and country in long form, one row for each step: for a funnel chart.
CREATE OR REPLACE VIEW gold.v_daily_steps AS
SELECT event_dt, ab_variant, geo_country, '1 visited' AS step, sessions
FROM gold.v_daily_funnel
UNION ALL
SELECT event_dt, ab_variant, geo_country, '2 saw_comparison', saw_comparison
FROM gold.v_daily_funnel
UNION ALL
SELECT event_dt, ab_variant, geo_country, '3 interacted_chart', interacted_chart
FROM gold.v_daily_funnel
UNION ALL
SELECT event_dt, ab_variant, geo_country, '4 clicked_affiliate', clicked_affiliate
FROM gold.v_daily_funnel
