-- Toys that were built, by colour: <b> is
-- no markup.
SELECT colour, COUNT(*) AS toys FROM gold.fact_toys GROUP BY colour ORDER BY colour
