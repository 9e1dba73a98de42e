package io.eventlake.bench.sample;

import io.eventlake.config.DecodeOptions;
import io.eventlake.event.EventEnvelope;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.family.EventFamily;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.web.WebFamily;
import io.eventlake.job.Lakes;
import io.eventlake.operator.decode.DecodeOutput;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.session.SessionFacts;
import io.eventlake.table.TableName;
import io.eventlake.table.rows.SilverColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.table.data.RowData;

/** What the decoder made of the sample's records. */
public final class DecodedSample implements DecodeOutput {

  /** The family with the product's default options. */
  public static final EventFamily WEB =
      new WebFamily(
          DecodeOptions.MAX_RECORD_BYTES.defaultValue(),
          "bench",
          Pattern.compile(DecodeOptions.COMPARISON_PATH.defaultValue()),
          new IdRules(
              DecodeOptions.absentIds(DecodeOptions.ABSENT_IDS.defaultValue()),
              Pattern.compile(DecodeOptions.USER_IDS.defaultValue())));

  /** What a session takes from its events. */
  public static final SessionFacts FACTS =
      new SessionFacts(
          new SilverColumns(Lakes.tables().rowType(TableName.SILVER_EVENTS)), WEB.sessionTally());

  private final List<EventEnvelope> events = new ArrayList<>();
  private final List<RowData> bronze = new ArrayList<>();

  private DecodedSample() {}

  /** Decodes records in which nearly all are accepted. */
  public static DecodedSample of(List<RawRecord> records) {
    DecodedSample sample = new DecodedSample();
    EventDecoder decoder = WEB.decoder();
    for (RawRecord record : records) {
      decoder.decode(record, sample);
    }

    return sample;
  }

  /** The accepted events. */
  public List<EventEnvelope> events() {
    return events;
  }

  /** Their bronze rows. */
  public List<RowData> bronze() {
    return bronze;
  }

  /** Their silver rows. */
  public List<RowData> silver() {
    List<RowData> rows = new ArrayList<>(events.size());
    events.forEach(event -> rows.add(event.silver));
    return rows;
  }

  @Override
  public void accepted(EventEnvelope event, String eventType, RowData row) {
    events.add(event);
    bronze.add(row);
  }

  @Override
  public void withoutConsent(String eventType, long arrivalMillis) {
    // Goes no further in the product, too.
  }

  @Override
  public void rejected(RejectReason reason, long arrivalMillis, RowData deadLetter) {
    // Its costs are measured with the decoder's.
  }
}
