-- The heart of a daily summary as one would ask the database for it: each signature of the day with its counts, and of
-- each the five URLs that had it most. No outages, no trends, no first and last sightings.
SELECT class_id, signature_id, count(*) AS n, count(DISTINCT url_id) AS urls, sum(is_bot) AS bots
FROM stored_oops
WHERE time >= 1315440000000 AND time < 1315526400000
GROUP BY class_id, signature_id
ORDER BY n DESC;

WITH by_url AS (
  SELECT class_id, signature_id, url_id, count(*) AS n, min(time) AS first_time
  FROM stored_oops
  WHERE time >= 1315440000000 AND time < 1315526400000
  GROUP BY class_id, signature_id, url_id
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY class_id, signature_id ORDER BY n DESC, first_time) AS place FROM by_url
)
SELECT class_id, signature_id, url_id, n FROM ranked WHERE place <= 5 ORDER BY class_id, signature_id, place;
