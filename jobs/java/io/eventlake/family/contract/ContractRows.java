package io.eventlake.family.contract;

import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.flink.table.types.logical.RowType;

/** A contract and the tables that its events are kept in; it travels to tasks. */
public final class ContractRows implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A contract by a name in code, which a task finds again. */
  public interface Source extends Supplier<Contract>, Serializable {}

  final RowType bronze;
  final RowType silver;
  final RowType deadLetters;

  private final Source contract;
  private final RowMaker.Source makers;

  /**
   * Rows are made by the columns that the contract names.
   *
   * @param bronze type of the rows of the family's {@code bronze.events}
   * @param silver of its {@code silver.events}
   * @param deadLetters of its {@code bronze.dead_letters}
   * @throws IllegalArgumentException when the contract does not fit the tables
   */
  public ContractRows(Source contract, RowType bronze, RowType silver, RowType deadLetters) {
    this(contract, bronze, silver, deadLetters, null);
    new NamedRows(contract(), bronze, silver);
    new DeadLetterRows(contract().family(), "", deadLetters);
  }

  private ContractRows(
      Source contract,
      RowType bronze,
      RowType silver,
      RowType deadLetters,
      RowMaker.Source makers) {
    this.contract = contract;
    this.bronze = bronze;
    this.silver = silver;
    this.deadLetters = deadLetters;
    this.makers = makers;
  }

  /** The same with a row maker of the family's own, which makes the same rows. */
  public ContractRows with(RowMaker.Source ofFamily) {
    return new ContractRows(contract, bronze, silver, deadLetters, ofFamily);
  }

  Contract contract() {
    return contract.get();
  }

  RowMaker maker() {
    return makers == null ? new NamedRows(contract(), bronze, silver) : makers.get();
  }
}
