package io.eventlake.deploy;

import java.util.List;
import software.amazon.awscdk.services.iam.Role;

/**
 * The export at 02:00 and the run at 02:30, UTC. Thirty minutes guarantee nothing: the run waits
 * for the export.
 */
final class ProductTasks {

  /** Of the run. */
  private static final int CORES = 4;

  private final ProductStack stack;
  private final ProductSettings product;
  private final ProductRoles roles;
  private final ScheduledTasks tasks;

  ProductTasks(ProductStack stack, Settings settings, ProductSettings product, DataStack data) {
    this.stack = stack;
    this.product = product;
    this.roles = new ProductRoles(stack, settings, product, data);
    this.tasks =
        new ScheduledTasks(
            stack, product.names(), ProductStack.PART, product.place(), stack.key, data);
  }

  void schedule() {
    Role start = roles.start();
    tasks.add(
        "Export",
        "cron(0 2 * * ? *)",
        new ScheduledTasks.Size(512, 2048),
        start,
        roles.export(),
        export(stack.key.getKeyArn()));
    tasks.add(
        "Run",
        "cron(30 2 * * ? *)",
        new ScheduledTasks.Size(CORES * 1024, 8192),
        start,
        roles.run(),
        run());
    tasks.schedule();
  }

  private List<String> export(String key) {
    return product.command(
        "metrics", "export", "--day", "yesterday", "--set", "metrics.kms-key=" + key);
  }

  private List<String> run() {
    return product.command(
        "metrics",
        "run",
        "--day",
        "yesterday",
        "--set",
        "local.parallelism=" + CORES,
        "--set",
        "metrics.verdict-namespace=" + product.names().namespace());
  }
}
