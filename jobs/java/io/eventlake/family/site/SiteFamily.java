package io.eventlake.family.site;

import io.eventlake.family.EventFamily;
import io.eventlake.family.TableStep;
import io.eventlake.family.TrafficWriter;
import io.eventlake.family.contract.ContractFamily;
import io.eventlake.family.contract.ContractRows;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.site.generate.SiteTrafficWriter;
import io.eventlake.operator.count.Additive;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Page views and video of a site, as CloudEvents. */
public final class SiteFamily implements EventFamily {

  static final String NAME = "site";

  private final ContractFamily contract;

  /**
   * @param maxRecordBytes largest record that is looked into, bytes
   * @param decoderVersion what dead letters name as their judge
   * @param ids which ids are none, and which are a user's
   */
  public SiteFamily(int maxRecordBytes, String decoderVersion, IdRules ids) {
    contract =
        new ContractFamily(
            new ContractRows(
                SiteProperties::contract,
                rowType(TableName.BRONZE_EVENTS),
                rowType(TableName.SILVER_EVENTS),
                rowType(TableName.DEAD_LETTERS)),
            SiteJudge.rules(maxRecordBytes, decoderVersion, ids));
  }

  /** All tables of the family. */
  public static TableSet tables() {
    return SiteTables.set();
  }

  private static RowType rowType(TableName table) {
    return SiteTables.set().rowType(table);
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
  public Optional<TrafficWriter> traffic() {
    return Optional.of(new SiteTrafficWriter());
  }

  @Override
  public StoredEvents storedEvents() {
    return contract.storedEvents();
  }

  @Override
  public SessionTally sessionTally() {
    return new SiteTally(rowType(TableName.SILVER_EVENTS));
  }

  /** Gold is a function of sessions. */
  @Override
  public List<TableStep<FlatMapFunction<RowData, RowData>>> eventRows() {
    return List.of();
  }

  @Override
  public List<TableStep<Additive<RowData>>> additiveRows() {
    return List.of();
  }

  @Override
  public List<TableStep<SessionRowMaker>> sessionRows() {
    return List.of(
        new TableStep<>(
            TableName.SESSIONS,
            "session-rows",
            SessionRowMaker.one(joined -> SiteSessionRows.row(joined.session))),
        new TableStep<>(SiteTables.PAGE_VIEWS, "page-view-rows", SitePageRows::rows),
        new TableStep<>(SiteTables.VIDEO_ENGAGEMENT, "video-rows", SiteVideoRows::rows));
  }
}
