package io.eventlake.bench.report;

import java.util.List;

/** What a variant's tables have of those of another, for people. */
final class AgreementGrids {

  private final Agreement agreement;

  AgreementGrids(Agreement agreement) {
    this.agreement = agreement;
  }

  List<Grid> all() {
    return List.of(rows(), sessions(), missing());
  }

  private Grid rows() {
    Grid grid =
        new Grid(
            "Rows of " + agreement.variant() + " beside those of " + agreement.reference(),
            List.of("", "the same", "different", "ts not read", "lacking", "more"));
    for (Agreement.Rows table : agreement.tables()) {
      grid.row(
          table.table(),
          List.of(
              Numbers.of(table.same()),
              Numbers.of(table.different()),
              Numbers.of(table.unread()),
              Numbers.of(table.lacking()),
              Numbers.of(table.more())));
    }

    return grid;
  }

  private Grid sessions() {
    Agreement.Sessions sessions = agreement.sessions();
    Grid grid =
        new Grid(
            "Session keys of " + agreement.reference() + " in " + agreement.variant(),
            List.of("", "keys", "of all"));
    row(grid, "as many sessions and events", sessions.whole());
    row(grid, "fewer events, dropped as late without a word", sessions.cut());
    row(grid, "no session, all dropped as late without a word", sessions.gone());
    row(grid, "all events, in more sessions", sessions.split());
    row(grid, "more events or fewer sessions", sessions.grown());
    return grid;
  }

  private Grid missing() {
    Grid grid = new Grid("In no sum", List.of("", agreement.reference(), agreement.variant()));
    for (Agreement.Missing one : agreement.missing()) {
      grid.row(one.what(), List.of(Numbers.of(one.reference()), Numbers.of(one.variant())));
    }

    return grid;
  }

  private void row(Grid grid, String name, long keys) {
    grid.row(
        name,
        List.of(Numbers.of(keys), Numbers.percent((double) keys / agreement.sessions().all())));
  }
}
