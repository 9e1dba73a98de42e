package io.eventlake.lake.athena;

/** Functions of Athena that are not to be had, or would mean something else here. */
final class RefusedFunctions {

  private RefusedFunctions() {}

  static void addTo(FunctionTable table) {
    String estimate = "write approx_distinct, which is exact here, or approx_percentile";
    String many = "write array_agg(value) with GROUP BY key";
    table
        .refuse("approx_set", estimate)
        .refuse("merge", estimate)
        .refuse("qdigest_agg", estimate)
        .refuse("tdigest_agg", estimate)
        .refuse("numeric_histogram", "write width_bucket(x, low, high, n) with GROUP BY")
        .refuse("approx_most_frequent", "write count(*) with GROUP BY and ORDER BY 2 DESC LIMIT n")
        .refuse("checksum", "compare count(*), sums and max of the columns")
        .refuse("reduce_agg", "write reduce(array_agg(x), ..)")
        .refuse("multimap_agg", many)
        .refuse("map_union", many)
        .refuse("multimap_from_entries", many)
        .refuse("split_to_multimap", many)
        .refuse("split_to_map", "write regexp_extract(text, 'name=([^&]*)', 1) for each name")
        .refuse("skewness", "write it with avg, power and stddev_pop")
        .refuse("kurtosis", "write it with avg, power and stddev_pop")
        .refuse("cbrt", "write power(x, 1e0 / 3)")
        .refuse("nan", "NaN is equal to itself and greater than all numbers here; write NULL")
        .refuse("typeof", "texts have no length in their type here; DESCRIBE table shows types")
        .refuse(
            "bitwise_xor_agg", "write reduce(array_agg(x), 0, (a, b) -> bitwise_xor(a, b), a -> a)")
        .refuse("bit_count", "write bitwise_and(x, bit) > 0 for each bit")
        .refuse("to_base", "write lpad(..) of digits with / and %")
        .refuse("from_base", "write CAST(text AS bigint) for base 10")
        .refuse("to_base64url", "write translate(to_base64(x), '+/', '-_')")
        .refuse("from_base64url", "write from_base64(translate(text, '-_', '+/'))")
        .refuse("bitwise_left_shift", "write n * CAST(power(2, bits) AS bigint)")
        .refuse("bitwise_right_shift", "write bitwise_right_shift_arithmetic")
        .refuse("soundex", "write levenshtein_distance")
        .refuse("word_stem", "write regexp_replace(word, '(ing|ed|s)$')")
        .refuse("xxhash64", "write sha256 or md5")
        .refuse("sha512", "write sha256")
        .refuse("crc32", "write sha256 or md5")
        .refuse("hmac_sha256", "write sha256")
        .refuse("json_array_get", "write json_extract(json, '$[0]')")
        .refuse("human_readable_seconds", "write seconds / 60 and seconds % 60")
        .refuse("format_number", "write CAST(round(x / 1e6, 2) AS varchar) || 'M'")
        .refuse("parse_duration", "write INTERVAL '90' MINUTE")
        .refuse("from_unixtime_nanos", "write from_unixtime(n / 1e9)")
        .refuse("timezone", "times are in UTC here; at_timezone shows them elsewhere")
        .refuse("timezone_hour", "times are in UTC here; at_timezone shows them elsewhere")
        .refuse("timezone_minute", "times are in UTC here; at_timezone shows them elsewhere")
        .refuse("map_zip_with", "write transform_values(a, (k, v) -> element_at(b, k))")
        .refuse("shuffle", "write array_sort, or ORDER BY random()")
        .refuse("ngrams", "write transform(sequence(..), i -> slice(array, i, n))")
        .refuse("combinations", "join the table with itself")
        .refuse("uuid", "write row_number() OVER (ORDER BY ..)");
  }
}
