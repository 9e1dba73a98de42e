package io.eventlake.family.toy;

import io.eventlake.family.EventFamily;
import io.eventlake.family.TableStep;
import io.eventlake.family.contract.Batches;
import io.eventlake.family.contract.ContractFamily;
import io.eventlake.family.contract.ContractRows;
import io.eventlake.family.contract.DecodeRules;
import io.eventlake.family.contract.IdRules;
import io.eventlake.operator.count.Additive;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;

/**
 * Toys that children build, the smallest family there can be: two events in a record, one sum of a
 * session and notes of its events, two tables of gold. It shows what a family is, and that it is
 * one room.
 */
public final class ToyFamily implements EventFamily {

  static final String NAME = "toy";

  public static final TableName TOYS = TableName.of("gold", "fact_toys");

  public static final TableName RUNS = TableName.of("gold", "fact_runs");

  private final ContractFamily contract;

  /**
   * @param maxRecordBytes largest record that is looked into, bytes
   * @param ids which ids are none, and which are a child's
   */
  public ToyFamily(int maxRecordBytes, IdRules ids) {
    this(ToyProperties::contract, maxRecordBytes, ids);
  }

  private ToyFamily(ContractRows.Source contract, int maxRecordBytes, IdRules ids) {
    this.contract =
        new ContractFamily(
            new ContractRows(
                contract,
                tables().rowType(TableName.BRONZE_EVENTS),
                tables().rowType(TableName.SILVER_EVENTS),
                tables().rowType(TableName.DEAD_LETTERS)),
            new DecodeRules(maxRecordBytes, "1.0", ids, Batches.ofArrays()));
  }

  /** As its first release was, which took no broken toy. */
  public static ToyFamily first(int maxRecordBytes, IdRules ids) {
    return new ToyFamily(ToyProperties::first, maxRecordBytes, ids);
  }

  public static TableSet tables() {
    return TableSet.of(NAME);
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
    return new ToyTally(tables().rowType(TableName.SILVER_EVENTS));
  }

  @Override
  public List<TableStep<FlatMapFunction<RowData, RowData>>> eventRows() {
    return List.of(
        new TableStep<>(TOYS, "toy-rows", new ToyRows(tables().rowType(TableName.SILVER_EVENTS))));
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
            SessionRowMaker.one(joined -> ToySessionRows.row(joined.session))),
        new TableStep<>(RUNS, "run-rows", ToyRunRows::rows));
  }
}
