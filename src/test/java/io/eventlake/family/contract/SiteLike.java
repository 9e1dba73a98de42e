package io.eventlake.family.contract;

import static io.eventlake.family.contract.PropertyDefinition.property;

import io.eventlake.event.RejectReason;
import io.eventlake.testing.DdlRowType;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/**
 * A contract with what web has not: two types with requirements of their own, an identity of two
 * properties, decimals, arrays of objects, one column of two properties, and batches.
 */
public final class SiteLike {

  static final String BRONZE_COLUMNS =
      "event_id STRING, event_type STRING, ts TIMESTAMP(6), cloud_event_id STRING, event_source"
          + " STRING, data ROW<session_id STRING, user_id_hash STRING, page_url STRING, `position`"
          + " DOUBLE, tracks STRING, note STRING>, arrival_ts TIMESTAMP(6), shard_id STRING,"
          + " sequence_number STRING, sub_sequence_number INT, event_index INT, event_count"
          + " INT, clock_skewed BOOLEAN, unmapped STRING, ingest_dt DATE";

  public static final RowType BRONZE = type(BRONZE_COLUMNS);

  public static final RowType SILVER =
      type(
          "event_id STRING, event_type STRING, ts TIMESTAMP(6), session_id STRING, user_id_hash"
              + " STRING, page_url STRING, `position` DOUBLE, event_dt DATE, arrival_ts"
              + " TIMESTAMP(6), clock_skewed BOOLEAN, in_session BOOLEAN");

  private static final Contract CONTRACT = define();

  private SiteLike() {}

  static Contract contract() {
    return CONTRACT;
  }

  private static Contract define() {
    ContractBuilder contract =
        Contract.of("site")
            .with(
                property("/id", PropertyType.TEXT)
                    .role(Role.IDENTITY)
                    .notEmpty()
                    .bronze("cloud_event_id"))
            .with(
                property("/source", PropertyType.TEXT)
                    .role(Role.IDENTITY)
                    .notEmpty()
                    .bronze("event_source"))
            .with(
                property("/type", PropertyType.CHOICE)
                    .choices("page_view", "video_event")
                    .role(Role.EVENT_TYPE)
                    .bronze("event_type")
                    .silver("event_type"))
            .with(
                property("/time", PropertyType.TIMESTAMP).role(Role.TIME).bronze("ts").silver("ts"))
            .with(
                property("/sessionid", PropertyType.SESSION)
                    .role(Role.SESSION)
                    .bronze("data.session_id")
                    .silver("session_id"))
            .with(property("/data", PropertyType.OBJECT))
            .with(
                property("/data/session_id", PropertyType.SESSION)
                    .role(Role.SESSION)
                    .silver("session_id"))
            .with(
                property("/data/user", PropertyType.USER)
                    .role(Role.USER)
                    .bronze("data.user_id_hash")
                    .silver("user_id_hash"))
            .with(property("/data/page_url", PropertyType.TEXT).silver("page_url"))
            .with(
                property("/data/position", PropertyType.NUMBER).between(0, 1e6).silver("position"))
            .with(property("/data/tracks", PropertyType.JSON))
            .with(property("/data/note", PropertyType.TEXT))
            .require("/id")
            .require("/source")
            .require("/type")
            .require("/time")
            .requireOf("page_view", "/data/page_url")
            .requireOf("video_event", "/data/position");
    return contract
        .rule(
            event -> {
              Property note = contract().property("/data/note");
              return event.has(note) && event.has(contract().property("/data/tracks"))
                  ? Rejection.of(RejectReason.WRONG_TYPE, note, "stands beside data.tracks.")
                  : null;
            })
        .build();
  }

  static ContractFamily family() {
    return family("u-\\d+");
  }

  /**
   * @param users what the whole id of a user must match
   */
  public static ContractFamily family(String users) {
    return new ContractFamily(
        new ContractRows(SiteLike::contract, BRONZE, SILVER, DdlRowType.of("bronze/dead_letters")),
        new DecodeRules(
            1 << 16,
            "test",
            new IdRules(List.of("undefined"), Pattern.compile(users)),
            Batches.ofArrays().under("events")));
  }

  static RowType type(String columns) {
    return (RowType)
        LogicalTypeParser.parse("ROW<" + columns + ">", SiteLike.class.getClassLoader());
  }
}
