package io.eventlake.lake.engine;

/** What the rows of a query are written as. */
public enum CopyFormat {
  /** Compressed with Zstandard. */
  PARQUET("FORMAT parquet, COMPRESSION zstd"),
  /** With a header; times as ISO texts in UTC, arrays and structs as JSON. */
  CSV("FORMAT csv, HEADER true" + CopyFormat.TIMES),
  /** An object for each row, a line for each; times as ISO texts in UTC. */
  JSON("FORMAT json" + CopyFormat.TIMES);

  private static final String TIMES =
      ", DATEFORMAT '%Y-%m-%d', TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%fZ'";

  private final String options;

  CopyFormat(String options) {
    this.options = options;
  }

  /** Of DuckDB's COPY. */
  String options() {
    return options;
  }
}
