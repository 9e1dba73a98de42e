package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.OptionGroup;
import io.eventlake.config.ReplayOptions;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Dead letters of a family that are events now ({@link ReplayRun}). */
final class ReplayJob implements BatchJob {

  static final String NAME = "replay-dead-letters";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "dead letters that today's decoder takes, into bronze, silver and gold";
  }

  @Override
  public List<OptionGroup<?>> groups() {
    return List.of(ReplayOptions.GROUP);
  }

  @Override
  public BatchResult run(JobOptions options, Clock clock, Consumer<String> progress) {
    new ReplayRun(FamilyCatalog.job(options.family), options, clock, progress).run();
    ReplayOptions letters = options.own.get(ReplayOptions.GROUP);
    return (letters.dryRun ? BatchResult.planned() : BatchResult.published())
        .with("where", letters.where);
  }
}
