package io.eventlake.job;

import io.eventlake.config.JobOptions;
import io.eventlake.config.OptionGroup;
import io.eventlake.config.RebuildOptions;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Silver and gold of some days of a family made anew ({@link RebuildRun}). */
final class RebuildJob implements BatchJob {

  static final String NAME = "rebuild";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "silver and gold of some days anew from bronze.events, audited before it is published";
  }

  @Override
  public List<OptionGroup<?>> groups() {
    return List.of(RebuildOptions.GROUP);
  }

  @Override
  public BatchResult run(JobOptions options, Clock clock, Consumer<String> progress) {
    new RebuildRun(FamilyCatalog.job(options.family), options, progress).run();
    RebuildOptions days = options.own.get(RebuildOptions.GROUP);
    return BatchResult.published()
        .with("from", days.from.toString())
        .with("to", days.to.toString());
  }
}
