package io.eventlake.family.web;

import io.eventlake.family.EventFamily;
import io.eventlake.family.TableStep;
import io.eventlake.family.contract.ContractFamily;
import io.eventlake.family.contract.ContractRows;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.contract.RowMaker;
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

  private final ContractFamily contract;
  private final Pattern comparisonPath;

  /**
   * @param maxRecordBytes largest record that is looked into, bytes
   * @param decoderVersion what dead letters name as their judge
   * @param comparisonPath found in the path of a comparison page's URL
   * @param ids which ids are none, and which are a user's
   */
  public WebFamily(int maxRecordBytes, String decoderVersion, Pattern comparisonPath, IdRules ids) {
    this.contract =
        new ContractFamily(
            new ContractRows(
                    WebProperties::contract,
                    rowType(TableName.BRONZE_EVENTS),
                    rowType(TableName.SILVER_EVENTS),
                    rowType(TableName.DEAD_LETTERS))
                .with(WebFamily::rowMaker),
            WebJudge.rules(maxRecordBytes, decoderVersion, ids));
    this.comparisonPath = comparisonPath;
  }

  /** The rows that {@link WebProperties} makes by name, made quicker. */
  public static RowMaker rowMaker() {
    return new WebRows();
  }

  private static RowType rowType(TableName table) {
    return WebTables.set().rowType(table);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public EventDecoder decoder() {
    return contract.decoder();
  }

  @Override
  public List<String> partitionKeys() {
    return contract.partitionKeys();
  }

  @Override
  public StoredEvents storedEvents() {
    return contract.storedEvents();
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
            TableName.SESSIONS,
            "session-rows",
            SessionRowMaker.one(joined -> WebSessionRows.row(joined.session))),
        new TableStep<>(WebTables.FUNNEL, "funnel-rows", SessionRowMaker.one(WebFunnelRows::row)));
  }
}
