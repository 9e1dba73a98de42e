package io.eventlake.family.caliper;

import io.eventlake.family.EventFamily;
import io.eventlake.family.PersonNames;
import io.eventlake.family.TableStep;
import io.eventlake.family.TrafficWriter;
import io.eventlake.family.caliper.generate.CaliperTrafficWriter;
import io.eventlake.family.caliper.gold.FactRows;
import io.eventlake.family.caliper.gold.LearningDays;
import io.eventlake.family.caliper.gold.LearningSessions;
import io.eventlake.family.caliper.gold.LearningTally;
import io.eventlake.family.caliper.gold.OutcomeRows;
import io.eventlake.family.caliper.persons.Pseudonyms;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.CaliperSchema;
import io.eventlake.operator.count.Additive;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.operator.session.SessionRowMaker;
import io.eventlake.operator.session.SessionTally;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Learning events of Caliper. */
public final class CaliperFamily implements EventFamily {

  /** Names nobody; what its pseudonym is tells one key from another. */
  private static final String NOBODY = "urn:eventlake:persons-key";

  private final CaliperRules rules;
  private final boolean renames;
  private final RowType silver = CaliperTables.rowType(TableName.SILVER_EVENTS);

  public CaliperFamily(CaliperRules rules) {
    this(rules, false);
  }

  /**
   * @param renames whether persons may have other names than they had in a lake
   */
  public CaliperFamily(CaliperRules rules, boolean renames) {
    this.rules = rules;
    this.renames = renames;
  }

  /** All tables of the family. */
  public static TableSet tables() {
    return CaliperTables.set();
  }

  @Override
  public String name() {
    return CaliperTables.FAMILY;
  }

  @Override
  public EventDecoder decoder() {
    return new CaliperDecoder(rules);
  }

  /** The key is there, and the list of who opted out. */
  @Override
  public void requireReady() {
    if (rules.key != null) {
      rules.key.read();
    }

    Objects.requireNonNull(rules.optedOut.get());
  }

  @Override
  public Optional<PersonNames> personNames() {
    String mark = rules.key == null ? "as sent" : new Pseudonyms(rules.key.read()).of(NOBODY);
    return Optional.of(new PersonNames(mark, renames));
  }

  @Override
  public Optional<TrafficWriter> traffic() {
    return Optional.of(new CaliperTrafficWriter());
  }

  /** An envelope's sensor keeps all in order that it sends. */
  @Override
  public List<String> partitionKeys() {
    return List.of("/sensor", "/id");
  }

  @Override
  public Optional<String> schema() {
    return Optional.of(CaliperSchema.text(CaliperModel.of(rules.extensions)));
  }

  @Override
  public StoredEvents storedEvents() {
    return new StoredCaliper(CaliperTables.rowType(TableName.BRONZE_EVENTS), silver);
  }

  @Override
  public SessionTally sessionTally() {
    return new LearningTally(silver);
  }

  @Override
  public List<TableStep<FlatMapFunction<RowData, RowData>>> eventRows() {
    return List.of(
        new TableStep<>(CaliperTables.FACTS, "fact-rows", new FactRows(silver)),
        new TableStep<>(CaliperTables.OUTCOMES, "outcome-rows", new OutcomeRows(silver)));
  }

  @Override
  public List<TableStep<Additive<RowData>>> additiveRows() {
    return List.of(
        new TableStep<>(CaliperTables.LEARNING_DAYS, "learning-days", new LearningDays(silver)));
  }

  @Override
  public List<TableStep<SessionRowMaker>> sessionRows() {
    return List.of(
        new TableStep<>(
            TableName.SESSIONS,
            "session-rows",
            SessionRowMaker.one(joined -> LearningSessions.row(joined.session))));
  }
}
