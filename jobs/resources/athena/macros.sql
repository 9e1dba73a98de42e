-- What DuckDB has otherwise than Athena, as macros; one a paragraph. Statements of analysts do not name them: the
-- printed statement does. An argument may be printed several times, so none of them is a subquery where that hurts.
-- A branch whose typeof does not hold is never run, but it must bind.

-- Operators. Of decimals, a quotient and a sum that needs more than 38 digits have other digits in one version of the
-- engine than in another.

CREATE OR REPLACE MACRO athena_plus(a, b) AS
  CASE WHEN 'DATE' IN (typeof(a), typeof(b))
    THEN cast_to_type(athena_fail('a number cannot be added to a date; write date_add(''day'', n, date)'), a + b)
    WHEN typeof(a + b) LIKE 'DECIMAL(38,%' AND typeof(a + b) NOT IN (typeof(a), typeof(b))
    THEN cast_to_type(athena_fail('how many digits this sum of decimals keeps depends on the version of Athena''s '
      || 'engine; cast both to the same decimal'), a + b)
    ELSE a + b END;

CREATE OR REPLACE MACRO athena_minus(a, b) AS
  CASE WHEN typeof(a) = 'DATE' AND typeof(b) NOT LIKE 'TIMESTAMP%'
    THEN cast_to_type(athena_fail(CASE WHEN typeof(b) = 'DATE'
      THEN 'the difference of two dates is an interval in Athena; write date_diff(''day'', earlier, later)'
      ELSE 'a number cannot be taken from a date; write date_add(''day'', -n, date)' END), a - b)
    WHEN typeof(a - b) LIKE 'DECIMAL(38,%' AND typeof(a - b) NOT IN (typeof(a), typeof(b))
    THEN cast_to_type(athena_fail('how many digits this difference of decimals keeps depends on the version of '
      || 'Athena''s engine; cast both to the same decimal'), a - b)
    ELSE a - b END;

CREATE OR REPLACE MACRO athena_times(a, b) AS
  CASE WHEN regexp_full_match(typeof(a * b), 'DECIMAL\(38,([7-9]|\d\d)\)')
    THEN cast_to_type(athena_fail('how many digits this product of decimals keeps depends on the version of Athena''s '
      || 'engine; cast one side to double'), a * b)
    ELSE a * b END;

CREATE OR REPLACE MACRO athena_remainder(a, b) AS
  CASE WHEN typeof(a % b) = 'DOUBLE' AND 'DOUBLE' NOT IN (typeof(a), typeof(b))
    THEN cast_to_type(athena_fail('so many digits have no remainder here; cast both to the same decimal'), a % b)
    ELSE a % b END;

-- What only marks in a printed statement that it is a number, or an interval.

CREATE OR REPLACE MACRO athena_number(x) AS (x);

CREATE OR REPLACE MACRO athena_interval(x) AS (x);

CREATE OR REPLACE MACRO athena_divide(a, b) AS
  CASE WHEN typeof(a + b) LIKE 'DECIMAL%'
    THEN cast_to_type(athena_fail('how many digits a quotient of decimals has depends on the version of Athena''s '
      || 'engine; make one side a double: 1e2 * a / b, or CAST(a AS double) / b'), a + b)
    WHEN typeof(a + b) IN ('DOUBLE', 'FLOAT') THEN cast_to_type(a / b, a + b)
    ELSE cast_to_type(a // b, a + b) END;

CREATE OR REPLACE MACRO athena_shift(x, i) AS
  CASE WHEN typeof(x) = 'DATE' AND CAST(x + i AS TIMESTAMP) <> date_trunc('day', CAST(x + i AS TIMESTAMP))
    THEN cast_to_type(athena_fail('hours, minutes and seconds cannot be added to a date; '
      || 'write CAST(date AS timestamp) + ..'), x)
    ELSE cast_to_type(x + i, x) END;

CREATE OR REPLACE MACRO athena_item(b, i) AS
  CASE WHEN b IS NULL OR i IS NULL THEN b[i]
    WHEN typeof(b) LIKE 'MAP(%' THEN
      CASE WHEN b[i] IS NULL
        THEN cast_to_type(athena_fail('the map has no such key, or its value is null: ' || CAST(i AS VARCHAR)
          || '; element_at(map, key) gives null'), b[i])
        ELSE b[i] END
    WHEN TRY_CAST(i AS BIGINT) < 1
      THEN cast_to_type(athena_fail('elements of an array are numbered from 1, and this asks for '
        || CAST(i AS VARCHAR)), b[i])
    WHEN TRY_CAST(i AS BIGINT) > CAST(cardinality(b) AS BIGINT)
      THEN cast_to_type(athena_fail('the array has ' || CAST(cardinality(b) AS VARCHAR) || ' elements, and this asks for '
        || CAST(i AS VARCHAR) || '; element_at(array, n) gives null'), b[i])
    ELSE b[i] END;

CREATE OR REPLACE MACRO athena_offset(n) AS
  CASE WHEN n IS NULL OR n < 0
    THEN CAST(athena_fail('lag and lead count rows from 0 on, and take no null for their number') AS BIGINT)
    ELSE CAST(n AS BIGINT) END;

CREATE OR REPLACE MACRO athena_element_at(b, i) AS
  CASE WHEN b IS NULL OR i IS NULL THEN b[i]
    WHEN CAST(cardinality(b) AS BIGINT) >= 0 AND typeof(b) NOT LIKE 'MAP(%' AND TRY_CAST(i AS BIGINT) = 0
    THEN cast_to_type(athena_fail('elements of an array are numbered from 1, and this asks for 0'), b[i])
    ELSE b[i] END;

-- Casts.

CREATE OR REPLACE MACRO athena_zero(digits) AS
  CASE WHEN digits LIKE '.%' THEN '0' || digits WHEN digits LIKE '-.%' THEN '-0' || substring(digits, 2) ELSE digits END;

-- A text that has the form of what it is cast to.

CREATE OR REPLACE MACRO athena_formed(x, form) AS CASE WHEN regexp_full_match(x, form) THEN x END;

CREATE OR REPLACE MACRO athena_required(x, form, kind) AS
  CASE WHEN x IS NULL OR regexp_full_match(x, form) THEN x
    ELSE athena_fail('''' || x || ''' cannot be cast to ' || kind) END;

-- Texts of doubles and dates as DuckDB reads them; those of another form, such as '1d' and '26-1-1', are looked at in
-- Java, and one that is none stays as it is.

CREATE OR REPLACE MACRO athena_plain_double(x) AS
  CASE WHEN regexp_full_match(x, '[+-]?\d{1,18}(\.\d{1,18})?') THEN x ELSE athena_odd_double(x) END;

CREATE OR REPLACE MACRO athena_plain_date(x) AS
  CASE WHEN regexp_full_match(x, '\s*\d{4}-\d{1,2}-\d{1,2}\s*') THEN x ELSE athena_odd_date(x) END;

CREATE OR REPLACE MACRO athena_to_varchar(x) AS
  CASE
    WHEN typeof(x) IN ('VARCHAR', 'BOOLEAN', 'DATE', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'TIMESTAMP_S')
      THEN CAST(x AS VARCHAR)
    WHEN typeof(x) LIKE 'DECIMAL%' THEN athena_zero(CAST(x AS VARCHAR))
    WHEN typeof(x) = 'TIMESTAMP' THEN
      CASE WHEN contains(CAST(x AS VARCHAR), '.') THEN rpad(CAST(x AS VARCHAR), 26, '0')
        ELSE CAST(x AS VARCHAR) || '.000000' END
    WHEN typeof(x) = 'TIMESTAMP_MS' THEN
      CASE WHEN contains(CAST(x AS VARCHAR), '.') THEN rpad(CAST(x AS VARCHAR), 23, '0')
        ELSE CAST(x AS VARCHAR) || '.000' END
    WHEN typeof(x) = 'TIMESTAMP WITH TIME ZONE' THEN
      rpad(replace(replace(CAST(x AS VARCHAR), '+00', '') || '.', '..', '.'), 20, '.') ||
      left(rpad(split_part(replace(CAST(x AS VARCHAR), '+00', ''), '.', 2), 3, '0'), 3) || ' UTC'
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN athena_double_text(CAST(x AS VARCHAR))
    WHEN typeof(x) = 'JSON' THEN athena_json_text(CAST(x AS VARCHAR))
    WHEN typeof(x) = 'INTERVAL' THEN athena_interval_text(CAST(x AS VARCHAR))
    WHEN typeof(x) = '"NULL"' THEN NULL
    ELSE athena_fail('a value of type ' || lower(typeof(x)) || ' cannot be cast to varchar here; '
      || 'cast what is in it, or use json_format(CAST(x AS json))') END;

CREATE OR REPLACE MACRO athena_to_varchar_n(x, n) AS
  CASE WHEN typeof(x) = 'VARCHAR' THEN substring(CAST(x AS VARCHAR), 1, n)
    WHEN length(athena_to_varchar(x)) > n
      THEN athena_fail(athena_to_varchar(x) || ' cannot be cast to varchar(' || n || '): it is longer')
    ELSE athena_to_varchar(x) END;

-- Whole numbers: a text has digits only; halves go away from zero.

CREATE OR REPLACE MACRO athena_to_whole(x) AS
  CASE
    WHEN typeof(x) IN ('VARCHAR', 'JSON') THEN CAST(athena_whole_text(CAST(x AS VARCHAR), typeof(x) = 'JSON') AS BIGINT)
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN CAST(round(CAST(x AS DOUBLE)) AS BIGINT)
    WHEN typeof(x) IN ('BOOLEAN', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', '"NULL"')
      OR typeof(x) LIKE 'DECIMAL%' THEN CAST(x AS BIGINT)
    ELSE CAST(athena_fail('a value of type ' || lower(typeof(x)) || ' cannot be cast to a whole number'
      || CASE WHEN typeof(x) LIKE 'TIMESTAMP%' OR typeof(x) = 'DATE' THEN '; write to_unixtime(x)' ELSE '' END) AS BIGINT)
    END;

CREATE OR REPLACE MACRO athena_to_double(x) AS
  CASE
    WHEN typeof(x) IN ('VARCHAR', 'JSON') THEN CAST(athena_number_text(CAST(x AS VARCHAR), typeof(x) = 'JSON') AS DOUBLE)
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT', 'BOOLEAN', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', '"NULL"')
      OR typeof(x) LIKE 'DECIMAL%' THEN CAST(x AS DOUBLE)
    ELSE CAST(athena_fail('a value of type ' || lower(typeof(x)) || ' cannot be cast to a double') AS DOUBLE) END;

-- What becomes a decimal, as a text or a number that DuckDB casts as Athena does.

CREATE OR REPLACE MACRO athena_decimal_text(x) AS
  CASE
    WHEN typeof(x) IN ('VARCHAR', 'JSON') THEN athena_digits_text(CAST(x AS VARCHAR), typeof(x) = 'JSON')
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', '"NULL"')
      OR typeof(x) LIKE 'DECIMAL%' THEN CAST(x AS VARCHAR)
    WHEN typeof(x) = 'BOOLEAN' THEN CAST(CAST(x AS INTEGER) AS VARCHAR)
    ELSE athena_fail('a value of type ' || lower(typeof(x)) || ' cannot be cast to a decimal') END;

CREATE OR REPLACE MACRO athena_to_boolean(x) AS
  CASE
    WHEN typeof(x) = 'VARCHAR' THEN
      CASE WHEN lower(CAST(x AS VARCHAR)) IN ('t', 'true', '1') THEN true
        WHEN lower(CAST(x AS VARCHAR)) IN ('f', 'false', '0') THEN false
        WHEN x IS NULL THEN NULL
        ELSE CAST(athena_fail('''' || CAST(x AS VARCHAR) || ''' cannot be cast to a boolean') AS BOOLEAN) END
    WHEN typeof(x) = 'JSON' THEN CAST(athena_json_text(CAST(x AS VARCHAR)) AS BOOLEAN)
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT', 'BOOLEAN', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', '"NULL"')
      OR typeof(x) LIKE 'DECIMAL%' THEN CAST(x AS BOOLEAN)
    ELSE CAST(athena_fail('a value of type ' || lower(typeof(x)) || ' cannot be cast to a boolean') AS BOOLEAN) END;

CREATE OR REPLACE MACRO athena_to_date(x) AS
  CASE
    WHEN typeof(x) = 'VARCHAR' THEN
      CASE WHEN x IS NULL THEN NULL
        WHEN regexp_full_match(athena_plain_date(CAST(x AS VARCHAR)), '\s*\d{4}-\d{1,2}-\d{1,2}\s*')
          THEN CAST(athena_plain_date(CAST(x AS VARCHAR)) AS DATE)
        ELSE CAST(athena_fail('''' || CAST(x AS VARCHAR) || ''' cannot be cast to a date; a date is 2026-11-20, '
          || 'and date_parse reads others') AS DATE) END
    WHEN typeof(x) = 'DATE' OR typeof(x) LIKE 'TIMESTAMP%' OR typeof(x) = '"NULL"' THEN CAST(x AS DATE)
    ELSE CAST(athena_fail('a value of type ' || lower(typeof(x)) || ' cannot be cast to a date') AS DATE) END;

CREATE OR REPLACE MACRO athena_to_timestamp(x) AS
  CASE
    WHEN typeof(x) = 'VARCHAR' THEN
      CASE WHEN x IS NULL THEN NULL
        -- A zone is dropped, as in Athena, when there is such a one.
        WHEN CASE WHEN contains(CAST(x AS VARCHAR), '/') THEN athena_moment(TIMESTAMP '2000-01-01 00:00:00',
          coalesce(nullif(regexp_extract(CAST(x AS VARCHAR), ' ([A-Z][A-Za-z]+(/[A-Z][A-Za-z_]+)+)\s*$', 1), ''), 'UTC'))
          IS NULL ELSE false END THEN NULL
        WHEN regexp_full_match(CAST(x AS VARCHAR),
            '\s*\d{4}-\d{1,2}-\d{1,2}( ([01]?\d|2[0-3]):[0-5]?\d(:[0-5]?\d(\.\d{1,12})?)?'
            || '( ?(Z|UTC|[+-]\d\d?(:\d\d)?)| [A-Z][A-Za-z]+(/[A-Z][A-Za-z_]+)+)?)?\s*')
          THEN CAST(regexp_replace(regexp_replace(trim(CAST(x AS VARCHAR)),
            '(:\d\d?(\.\d+)?)( ?(Z|UTC|[+-]\d\d?(:\d\d)?)| [A-Z][A-Za-z]+(/[A-Z][A-Za-z_]+)+)\s*$', '\1'),
            '(\.\d{6})\d+', '\1') AS TIMESTAMP)
        ELSE CAST(athena_fail('''' || CAST(x AS VARCHAR) || ''' cannot be cast to a timestamp; one is '
          || '2026-11-20 08:30:00, and from_iso8601_timestamp or date_parse read others') AS TIMESTAMP) END
    WHEN typeof(x) = 'DATE' OR typeof(x) LIKE 'TIMESTAMP%' OR typeof(x) = '"NULL"' THEN CAST(x AS TIMESTAMP)
    ELSE CAST(athena_fail('a value of type ' || lower(typeof(x)) || ' cannot be cast to a timestamp'
      || CASE WHEN typeof(x) IN ('INTEGER', 'BIGINT', 'DOUBLE') THEN '; write from_unixtime(x)' ELSE '' END)
      AS TIMESTAMP) END;

-- Athena rounds what DuckDB has no place for.

CREATE OR REPLACE MACRO athena_at_most_six(x) AS
  CASE WHEN typeof(x) = 'VARCHAR' AND regexp_matches(CAST(x AS VARCHAR), '\.\d{7}')
    THEN cast_to_type(athena_fail('''' || CAST(x AS VARCHAR) || ''' cannot be cast to a timestamp(6) here: it has more '
      || 'than six digits of the second'), x)
    ELSE x END;

-- Halves go up, also before 1970.

CREATE OR REPLACE MACRO athena_milliseconds(x) AS
  CAST(date_trunc('millisecond', CAST(x AS TIMESTAMP) + to_microseconds(500)) AS TIMESTAMP_MS);

CREATE OR REPLACE MACRO athena_seconds(x) AS
  CAST(date_trunc('second', CAST(x AS TIMESTAMP) + to_microseconds(500000)) AS TIMESTAMP_S);

CREATE OR REPLACE MACRO athena_to_json(x) AS
  CASE
    WHEN typeof(x) = 'JSON' THEN CAST(CAST(x AS VARCHAR) AS JSON)
    WHEN x IS NULL THEN NULL
    WHEN typeof(x) LIKE 'DECIMAL%' THEN CAST(athena_zero(CAST(x AS VARCHAR)) AS JSON)
    WHEN typeof(x) = 'DOUBLE' THEN CAST(athena_java_double(CAST(x AS VARCHAR)) AS JSON)
    WHEN typeof(x) IN ('VARCHAR', 'BOOLEAN', 'DATE', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT') THEN to_json(x)
    WHEN typeof(x) LIKE 'TIMESTAMP%' THEN to_json(athena_to_varchar(x))
    WHEN regexp_matches(typeof(x), 'DECIMAL|DOUBLE|TIMESTAMP|BLOB|INTERVAL|TIME|TUPLE')
      THEN CAST(athena_fail('decimals, doubles, times, binaries and rows without names within an array, a map or a row '
        || 'cannot be cast to JSON here; cast them to varchar first') AS JSON)
    ELSE CAST(athena_sorted_json(CAST(to_json(x) AS VARCHAR)) AS JSON) END;

CREATE OR REPLACE MACRO athena_zoned(moment, zone) AS
  CASE WHEN moment IS NOT NULL THEN CAST(athena_fail('a time in another zone than UTC is not kept here; write '
    || 'CAST(at_timezone(..) AS timestamp), or hour, date_trunc, date_format of it') AS TIMESTAMPTZ) END;

-- Numbers.

CREATE OR REPLACE MACRO athena_round(x) AS
  CASE WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN cast_to_type(round(x), x) ELSE round(x) END;

CREATE OR REPLACE MACRO athena_round_to(x, n) AS cast_to_type(round(x, n), x + x);

CREATE OR REPLACE MACRO athena_truncate_to(x, n) AS
  CASE WHEN typeof(x) LIKE 'DECIMAL%' THEN cast_to_type(trunc(x, n), x)
    ELSE cast_to_type(athena_fail('truncate(x, n) is for decimals; write truncate(x * 1e2) / 1e2 for a double'), x) END;

CREATE OR REPLACE MACRO athena_whole_or(x, whole) AS
  CASE WHEN typeof(x) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT') THEN cast_to_type(x, x) ELSE whole END;

CREATE OR REPLACE MACRO athena_bucket(x, low, high, n) AS
  CASE WHEN x < low THEN 0
    WHEN x >= high THEN CAST(n AS BIGINT) + 1
    ELSE CAST(floor(n * (x - low) / (high - low) + 1) AS BIGINT) END;

CREATE OR REPLACE MACRO athena_width_bucket(x, low, high, n) AS
  CASE WHEN n < 1 THEN CAST(athena_fail('width_bucket needs at least one bucket') AS BIGINT)
    WHEN low * 1e0 = high * 1e0
      THEN CAST(athena_fail('width_bucket needs two different bounds') AS BIGINT)
    WHEN low * 1e0 < high * 1e0
      THEN athena_bucket(x * 1e0, low * 1e0, high * 1e0, n)
    ELSE n - athena_bucket(x * 1e0, high * 1e0, low * 1e0, n) + 1 END;

-- Texts: characters are code points; an empty separator or padding is an error.

CREATE OR REPLACE MACRO athena_character(s) AS
  CASE WHEN length(s) > 1 THEN athena_fail('codepoint takes one character; write substr(text, 1, 1)') ELSE s END;

CREATE OR REPLACE MACRO athena_substr(s, start) AS
  CASE WHEN start = 0 OR abs(CAST(start AS BIGINT)) > length(s) THEN CASE WHEN s IS NOT NULL THEN '' END
    ELSE substring(s, start) END;

CREATE OR REPLACE MACRO athena_substr_n(s, start, n) AS
  CASE WHEN start = 0 OR n <= 0 OR abs(CAST(start AS BIGINT)) > length(s)
    THEN CASE WHEN s IS NOT NULL AND start IS NOT NULL AND n IS NOT NULL THEN '' END
    ELSE substring(s, start, n) END;

CREATE OR REPLACE MACRO athena_lpad(s, n, p) AS
  CASE WHEN p = '' THEN athena_fail('what a text is padded with must not be empty')
    WHEN n < 0 THEN athena_fail('a text cannot be padded to less than nothing')
    WHEN n > 1000000 THEN athena_fail('a text is padded to 1000000 characters at most here')
    ELSE lpad(s, CAST(least(n, 1000000) AS INTEGER), p) END;

CREATE OR REPLACE MACRO athena_rpad(s, n, p) AS
  CASE WHEN p = '' THEN athena_fail('what a text is padded with must not be empty')
    WHEN n < 0 THEN athena_fail('a text cannot be padded to less than nothing')
    WHEN n > 1000000 THEN athena_fail('a text is padded to 1000000 characters at most here')
    ELSE rpad(s, CAST(least(n, 1000000) AS INTEGER), p) END;

CREATE OR REPLACE MACRO athena_split(s, d) AS
  CASE WHEN d = '' THEN [athena_fail('the separator of split must not be empty')]
    WHEN s IS NULL OR d IS NULL THEN NULL
    ELSE string_split(s, d) END;

CREATE OR REPLACE MACRO athena_split_n(s, d, n) AS
  CASE WHEN d = '' THEN [athena_fail('the separator of split must not be empty')]
    WHEN n < 1 THEN [athena_fail('split needs a limit of at least 1')]
    WHEN s IS NULL OR d IS NULL OR n IS NULL THEN NULL
    WHEN len(string_split(s, d)) <= n THEN string_split(s, d)
    ELSE list_append(list_slice(string_split(s, d), 1, n - 1),
      array_to_string(list_slice(string_split(s, d), n, len(string_split(s, d))), d)) END;

CREATE OR REPLACE MACRO athena_split_part(s, d, n) AS
  CASE WHEN n < 1 THEN athena_fail('parts of a text are numbered from 1')
    WHEN d = '' THEN athena_fail('the separator of split_part must not be empty')
    WHEN s IS NULL OR d IS NULL THEN NULL
    ELSE string_split(s, d)[n] END;

CREATE OR REPLACE MACRO athena_joinable(x) AS
  CASE WHEN typeof(x) IN ('VARCHAR', 'BLOB', '"NULL"') OR typeof(x) LIKE '%[]' THEN x
    ELSE cast_to_type(athena_fail('a value of type ' || lower(typeof(x)) || ' cannot be joined to a text; '
      || 'write CAST(x AS varchar)'), x) END;

CREATE OR REPLACE MACRO athena_text(x) AS
  CASE WHEN typeof(x) IN ('VARCHAR', '"NULL"') THEN CAST(x AS VARCHAR)
    WHEN typeof(x) LIKE '%]' THEN athena_fail('an array is no text; write array_join(x, separator)')
    ELSE athena_fail('a value of type ' || lower(typeof(x)) || ' is no text; write CAST(x AS varchar)') END;

CREATE OR REPLACE MACRO athena_json_format(x) AS
  CASE WHEN typeof(x) = 'JSON' THEN CAST(x AS VARCHAR)
    ELSE athena_fail('json_format takes JSON; write json_format(json_parse(text)) or json_format(CAST(x AS json))') END;

CREATE OR REPLACE MACRO athena_from_hex(s) AS
  CASE WHEN length(s) % 2 = 1 THEN unhex(athena_fail('a binary has two hexadecimal digits a byte')) ELSE unhex(s) END;

CREATE OR REPLACE MACRO athena_binary(x) AS
  CASE WHEN typeof(x) IN ('BLOB', '"NULL"') THEN CAST(x AS BLOB)
    ELSE CAST(athena_fail('this function takes a binary; write to_utf8(text)') AS BLOB) END;

-- Arrays and maps; a null in an array makes its answers unknown.

CREATE OR REPLACE MACRO athena_contains(a, x) AS
  CASE WHEN a IS NULL OR x IS NULL THEN NULL
    WHEN list_contains(a, x) THEN true
    WHEN len(a) > list_count(a) THEN NULL
    ELSE false END;

CREATE OR REPLACE MACRO athena_join(texts, separator) AS
  CASE WHEN texts IS NOT NULL AND separator IS NOT NULL THEN coalesce(array_to_string(texts, separator), '') END;

CREATE OR REPLACE MACRO athena_trim(a, n) AS
  CASE WHEN n < 0 OR n > len(a)
    THEN list_filter(a, lambda e: CAST(athena_fail('trim_array takes no more elements than there are') AS BOOLEAN))
    ELSE list_slice(a, 1, len(a) - n) END;

CREATE OR REPLACE MACRO athena_overlap(a, b) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN list_has_any(list_filter(a, lambda e: e IS NOT NULL), list_filter(b, lambda e: e IS NOT NULL)) THEN true
    WHEN (len(a) > list_count(a) AND len(b) > 0) OR (len(b) > list_count(b) AND len(a) > 0) THEN NULL
    ELSE false END;

CREATE OR REPLACE MACRO athena_distinct(a) AS list_filter(a, lambda e, i: list_position(a, e) = i);

CREATE OR REPLACE MACRO athena_remove(a, x) AS
  CASE WHEN a IS NULL OR x IS NULL THEN NULL ELSE list_filter(a, lambda e: e IS NULL OR e <> x) END;

CREATE OR REPLACE MACRO athena_position(a, x) AS
  CASE WHEN a IS NULL OR x IS NULL THEN NULL ELSE CAST(coalesce(list_position(a, x), 0) AS BIGINT) END;

CREATE OR REPLACE MACRO athena_largest(a) AS CASE WHEN len(a) > list_count(a) THEN NULL ELSE list_max(a) END;

CREATE OR REPLACE MACRO athena_smallest(a) AS CASE WHEN len(a) > list_count(a) THEN NULL ELSE list_min(a) END;

CREATE OR REPLACE MACRO athena_slice(a, start, n) AS
  CASE WHEN start = 0
    THEN list_filter(a, lambda e: CAST(athena_fail('elements of an array are numbered from 1, and this asks for 0') AS BOOLEAN))
    WHEN n < 0
    THEN list_filter(a, lambda e: CAST(athena_fail('slice needs a length of at least 0') AS BOOLEAN))
    WHEN start > 0 THEN list_slice(a, start, start + n - 1)
    WHEN -start > len(a) THEN list_slice(a, 1, 0)
    ELSE list_slice(a, len(a) + start + 1, len(a) + start + n) END;

CREATE OR REPLACE MACRO athena_any(found) AS
  CASE WHEN found IS NULL THEN NULL WHEN list_contains(found, true) THEN true
    WHEN len(found) > list_count(found) THEN NULL ELSE false END;

CREATE OR REPLACE MACRO athena_all(found) AS
  CASE WHEN found IS NULL THEN NULL WHEN list_contains(found, false) THEN false
    WHEN len(found) > list_count(found) THEN NULL ELSE true END;

-- DuckDB also makes the array of constants that another branch of the CASE refuses: it must not be long.

CREATE OR REPLACE MACRO athena_depth(n) AS
  CASE WHEN n >= 10 THEN CAST(athena_fail('WITH RECURSIVE takes 10 steps at most in Athena, and this query needs more; '
    || 'join with UNNEST(sequence(1, n)), or start from a row further on') AS INTEGER) ELSE n + 1 END;

CREATE OR REPLACE MACRO athena_too_many(steps) AS abs(coalesce(steps, 0)) >= 10000;

CREATE OR REPLACE MACRO athena_steps(a, b, step) AS
  CASE WHEN a IS NULL OR b IS NULL OR step IS NULL THEN NULL
    WHEN step = 0 THEN [CAST(athena_fail('the step of sequence must not be 0') AS BIGINT)]
    WHEN (step > 0 AND a > b) OR (step < 0 AND a < b)
      THEN [CAST(athena_fail('the step of sequence does not lead from its beginning to its end') AS BIGINT)]
    WHEN abs((CAST(b AS BIGINT) - CAST(a AS BIGINT)) // step) >= 10000
      THEN [CAST(athena_fail('sequence makes 10000 elements at most') AS BIGINT)]
    ELSE generate_series(CAST(a AS BIGINT), CASE WHEN athena_too_many((CAST(b AS BIGINT) - CAST(a AS BIGINT)) // nullif(step, 0))
      THEN CAST(a AS BIGINT) ELSE CAST(b AS BIGINT) END, CAST(step AS BIGINT)) END;

CREATE OR REPLACE MACRO athena_sequence(a, b) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN abs(b - a) >= 10000 THEN [cast_to_type(athena_fail('sequence makes 10000 elements at most'), a)]
    ELSE list_transform(generate_series(0, least(CAST(abs(b - a) AS BIGINT), 10000)),
      lambda i: cast_to_type(a + CAST(CASE WHEN a <= b THEN i ELSE -i END AS INTEGER), a)) END;

CREATE OR REPLACE MACRO athena_months(a, b, n) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN n = 0 OR (n > 0 AND a > b) OR (n < 0 AND a < b)
      THEN [cast_to_type(athena_fail('the step of sequence does not lead from its beginning to its end'), a)]
    ELSE list_filter(list_transform(generate_series(0, least(abs(date_sub('month', a, b) // nullif(n, 0)), 10000) + 1),
        lambda i: cast_to_type(a + to_months(CAST(i * n AS INTEGER)), a)),
      lambda e: CASE WHEN n > 0 THEN e <= b ELSE e >= b END) END;

CREATE OR REPLACE MACRO athena_times_between(a, b, step, hours) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL
    WHEN hours AND typeof(a) = 'DATE'
      THEN [cast_to_type(athena_fail('the step between dates is days or months'), a)]
    WHEN epoch(step) = 0 OR (epoch(step) > 0 AND a > b) OR (epoch(step) < 0 AND a < b)
      THEN [cast_to_type(athena_fail('the step of sequence does not lead from its beginning to its end'), a)]
    WHEN abs((epoch(b) - epoch(a)) / epoch(step)) >= 10000
      THEN [cast_to_type(athena_fail('sequence makes 10000 elements at most'), a)]
    ELSE list_transform(generate_series(CAST(a AS TIMESTAMP),
        CAST(CASE WHEN athena_too_many((epoch(b) - epoch(a)) / nullif(epoch(step), 0)) THEN a ELSE b END AS TIMESTAMP), step),
      lambda e: cast_to_type(e, a)) END;

CREATE OR REPLACE MACRO athena_repeat(x, n) AS
  CASE WHEN n > 100000 THEN [cast_to_type(athena_fail('repeat makes 100000 elements at most'), x)]
    ELSE list_transform(range(least(CAST(n AS BIGINT), 100000)), lambda e: x) END;

CREATE OR REPLACE MACRO athena_percentile(sorted, p) AS
  CASE WHEN p < 0 OR p > 1
    THEN cast_to_type(athena_fail('a percentile is between 0 and 1'), sorted[1])
    ELSE sorted[least(CAST(floor(p * len(sorted)) AS BIGINT) + 1, len(sorted))] END;

CREATE OR REPLACE MACRO athena_percentiles(sorted, p) AS
  CASE WHEN sorted IS NOT NULL THEN list_transform(p, lambda q: athena_percentile(sorted, q)) END;

CREATE OR REPLACE MACRO athena_map(k, v) AS
  CASE WHEN k IS NULL OR v IS NULL THEN NULL ELSE map(k, v) END;

CREATE OR REPLACE MACRO athena_first_entries(entries) AS
  map_from_entries(list_transform([list_sort(list_transform(entries,
      lambda e, i: struct_pack(k := e.k, i := i, v := e.v)))],
    lambda sorted: list_transform(list_filter(sorted, lambda e, i: i = 1 OR e.k <> sorted[i - 1].k),
      lambda e: struct_pack(k := e.k, v := e.v)))[1]);

CREATE OR REPLACE MACRO athena_counts(m) AS
  map_from_entries(list_transform(map_entries(m), lambda e: struct_pack(k := e.key, v := CAST(e.value AS BIGINT))));

-- Times; those without a zone are in UTC.

CREATE OR REPLACE MACRO athena_date_diff(unit, a, b) AS
  CASE WHEN unit IN ('millisecond', 'second', 'minute', 'hour') AND typeof(a) = 'DATE' AND typeof(b) = 'DATE'
    THEN CAST(athena_fail('dates have no ' || unit || 's; write CAST(date AS timestamp), or date_diff(''day'', ..)') AS BIGINT)
    WHEN typeof(a) = 'DATE' AND typeof(b) = 'DATE' THEN date_sub(unit, a, b)
    ELSE date_sub(unit, date_trunc('millisecond', a), date_trunc('millisecond', b)) END;

CREATE OR REPLACE MACRO athena_date_trunc(unit, x) AS
  CASE WHEN unit IN ('millisecond', 'second', 'minute', 'hour') AND typeof(x) = 'DATE'
    THEN cast_to_type(athena_fail('dates have no ' || unit || 's; write CAST(date AS timestamp)'), x)
    ELSE cast_to_type(date_trunc(unit, x), x) END;

CREATE OR REPLACE MACRO athena_count(n) AS
  CASE WHEN typeof(n) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', '"NULL"') THEN CAST(n AS BIGINT)
    ELSE CAST(athena_fail('date_add adds a whole number of units; write CAST(n AS bigint)') AS BIGINT) END;

CREATE OR REPLACE MACRO athena_date_add(unit, i, x) AS
  CASE WHEN unit IN ('millisecond', 'second', 'minute', 'hour') AND typeof(x) = 'DATE'
    THEN cast_to_type(athena_fail('dates have no ' || unit || 's; write CAST(date AS timestamp)'), x)
    ELSE cast_to_type(x + i, x) END;

CREATE OR REPLACE MACRO athena_day(x) AS
  CASE WHEN typeof(x) = 'INTERVAL' THEN CAST(trunc(epoch(x) / 86400) AS BIGINT) ELSE day(x) END;

CREATE OR REPLACE MACRO athena_hour(x) AS
  CASE WHEN typeof(x) = 'INTERVAL' THEN CAST(trunc(epoch(x) / 3600) % 24 AS BIGINT) ELSE hour(x) END;

CREATE OR REPLACE MACRO athena_minute(x) AS
  CASE WHEN typeof(x) = 'INTERVAL' THEN CAST(trunc(epoch(x) / 60) % 60 AS BIGINT) ELSE minute(x) END;

CREATE OR REPLACE MACRO athena_second(x) AS
  CASE WHEN typeof(x) = 'INTERVAL' THEN CAST(trunc(epoch(x)) % 60 AS BIGINT) ELSE second(x) END;

CREATE OR REPLACE MACRO athena_of_clock(field, part, x) AS
  CASE WHEN typeof(x) = 'DATE'
    THEN CAST(athena_fail('EXTRACT finds no ' || field || ' in a date; write CAST(date AS timestamp)') AS BIGINT)
    ELSE part END;

CREATE OR REPLACE MACRO athena_from_unixtime(x) AS
  CAST(make_timestamp_ms(CAST(floor(x * 1e0 * 1000 + 0.5e0) AS BIGINT)) AS TIMESTAMPTZ);
