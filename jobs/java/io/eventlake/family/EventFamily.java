package io.eventlake.family;

import io.eventlake.operator.count.Additive;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.operator.session.SessionTally;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;

/** What differs from one event family to the next; a pipeline is given one. */
public interface EventFamily {

  /** The name in tables, metrics and uids, for example {@code web}. */
  String name();

  EventDecoder decoder();

  /**
   * Fails where something is missing that decoding takes from outside: before a job starts, not in
   * its tasks.
   *
   * @throws io.eventlake.config.ConfigException with the remedy
   */
  default void requireReady() {}

  /**
   * How it names persons; empty for a family that names them as they are sent whatever is set.
   *
   * @throws io.eventlake.config.ConfigException as {@link #requireReady} does
   */
  default Optional<PersonNames> personNames() {
    return Optional.empty();
  }

  /**
   * JSON pointers within an event of what keeps it in order in a stream: its producers take the
   * first text that it has there for the partition key.
   */
  List<String> partitionKeys();

  /** Generates its events; empty for a family that has no generator of this form. */
  default Optional<TrafficWriter> traffic() {
    return Optional.empty();
  }

  /** The JSON Schema of its records, of a family that makes it; of others it is a resource. */
  default Optional<String> schema() {
    return Optional.empty();
  }

  /** Reads the family's events off the tables. */
  StoredEvents storedEvents();

  /** What a session adds up; {@link SessionTally#NONE} for a family without sessions. */
  SessionTally sessionTally();

  /** Rows that are made of one silver row each, or of none. */
  List<TableStep<FlatMapFunction<RowData, RowData>>> eventRows();

  /** Rows that sum silver rows up. */
  List<TableStep<Additive<RowData>>> additiveRows();

  /**
   * Rows of sessions, those of {@code silver.sessions} first, one of each; of other tables any
   * number. Each table has a key, by which a correction replaces its rows. Empty for a family
   * without sessions.
   */
  List<TableStep<SessionRowMaker>> sessionRows();
}
