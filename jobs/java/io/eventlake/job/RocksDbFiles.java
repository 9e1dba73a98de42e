package io.eventlake.job;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.contrib.streaming.state.RocksDBConfigurableOptions;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;

/**
 * How RocksDB lays out the files of session state where this project may say so: in local runs. The
 * service sets it on request only ({@code docs/runbook.md}, 'Many open sessions').
 */
public final class RocksDbFiles {

  private RocksDbFiles() {}

  /** Adds the layout to Flink's configuration; without effect on another state backend. */
  public static void set(Configuration configuration) {
    // A large file's index does not fit a small block cache and would be read with each session.
    configuration.set(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS, true);
    // The first event of a session asks for a state that is in no file.
    configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
  }
}
