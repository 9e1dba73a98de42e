package io.eventlake.job;

import io.eventlake.family.EventFamily;
import io.eventlake.family.TableStep;
import io.eventlake.operator.count.Additive;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;

/** A family that has a fault: it makes no row of one of its tables. */
final class LosingFamily implements EventFamily {

  private final EventFamily whole;
  private final TableName lost;

  LosingFamily(EventFamily whole, TableName lost) {
    this.whole = whole;
    this.lost = lost;
  }

  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public EventDecoder decoder() {
    return whole.decoder();
  }

  @Override
  public List<String> partitionKeys() {
    return whole.partitionKeys();
  }

  @Override
  public StoredEvents storedEvents() {
    return whole.storedEvents();
  }

  @Override
  public SessionTally sessionTally() {
    return whole.sessionTally();
  }

  @Override
  public List<TableStep<FlatMapFunction<RowData, RowData>>> eventRows() {
    List<TableStep<FlatMapFunction<RowData, RowData>>> steps = new ArrayList<>();
    for (TableStep<FlatMapFunction<RowData, RowData>> step : whole.eventRows()) {
      steps.add(
          step.table().equals(lost) ? new TableStep<>(lost, step.uid(), (row, out) -> {}) : step);
    }

    return steps;
  }

  @Override
  public List<TableStep<Additive<RowData>>> additiveRows() {
    return whole.additiveRows();
  }

  @Override
  public List<TableStep<SessionRowMaker>> sessionRows() {
    return whole.sessionRows();
  }
}
