package io.eventlake.family.web;

import io.eventlake.family.EventFamily;
import io.eventlake.family.TableStep;
import io.eventlake.operator.count.Additive;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.table.TableName;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Events of web pages, charts and affiliate links. */
public final class WebFamily implements EventFamily {

  static final String NAME = "web";

  private final int maxRecordBytes;
  private final String decoderVersion;
  private final Pattern comparisonPath;
  private final WebIds ids;

  /**
   * @param maxRecordBytes largest record that is looked into, bytes
   * @param decoderVersion what dead letters name as their judge
   * @param comparisonPath found in the path of a comparison page's URL
   * @param ids which ids are none, and which are a user's
   */
  public WebFamily(int maxRecordBytes, String decoderVersion, Pattern comparisonPath, WebIds ids) {
    this.ids = ids;
    this.maxRecordBytes = maxRecordBytes;
    this.decoderVersion = decoderVersion;
    this.comparisonPath = comparisonPath;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public EventDecoder decoder() {
    return new WebDecoder(maxRecordBytes, decoderVersion, ids);
  }

  @Override
  public StoredEvents storedEvents(RowType bronze, RowType silver) {
    return new WebStoredEvents(bronze, silver);
  }

  @Override
  public SessionTally sessionTally() {
    return new WebSessionTally(comparisonPath);
  }

  @Override
  public List<TableStep<FlatMapFunction<RowData, RowData>>> eventRows() {
    return List.of(new TableStep<>(WebTables.CLICKS, "click-rows", new WebClickRows()));
  }

  @Override
  public List<TableStep<Additive<RowData>>> additiveRows() {
    return List.of(
        new TableStep<>(WebTables.MINUTE_ACTIVITY, "sum-minutes", new WebActivityRows()));
  }

  @Override
  public List<TableStep<SessionRowMaker>> sessionRows() {
    return List.of(
        new TableStep<>(
            TableName.SESSIONS, "session-rows", joined -> WebSessionRows.row(joined.session)),
        new TableStep<>(WebTables.FUNNEL, "funnel-rows", WebFunnelRows::row));
  }
}
