package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.sink.TableCommit.EmptyCommits;
import io.eventlake.operator.metric.CommitMetrics;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;

/**
 * Commits one checkpoint to its tables side by side, and to the ledger of their set after all
 * others: whatever checkpoint the ledger shows, all tables are complete up to it. A table that
 * fails does not keep the others from their rows, only the ledger.
 */
final class LakeCommits implements AutoCloseable {

  private final LakeCatalog lake;
  private final String job;
  private final CommitOptions options;
  private final String ledger;
  private final boolean writesLedger;
  private final Map<String, String> restoredHeads;
  private final CommitMetrics metrics;
  private final Map<String, TableCommit> tables = new ConcurrentHashMap<>();
  private final ExecutorService threads;
  private Catalog catalog;

  /**
   * @param names all tables that the job writes
   * @param restoredHeads id of the job's newest commit in each table, as the restored checkpoint
   *     has it; null for a run without state, which takes the tables as they are
   */
  LakeCommits(
      LakeCatalog lake,
      String job,
      CommitOptions options,
      Collection<String> names,
      Map<String, String> restoredHeads,
      CommitMetrics metrics) {
    this.lake = lake;
    this.job = job;
    this.ledger = lake.set().ledger().toString();
    this.writesLedger = names.contains(ledger);
    this.restoredHeads = restoredHeads;
    this.options = options;
    this.metrics = metrics;
    this.threads =
        Executors.newFixedThreadPool(
            names.size(),
            task -> {
              Thread thread = new Thread(task, "lake-commit");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Commits the checkpoint to every table that does not hold it yet.
   *
   * @throws CommitException when a table did not take it; then calling again is safe
   */
  void commit(PendingCommit commit) {
    long begin = System.nanoTime();
    commitTables(commit);
    metrics.committed(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
  }

  /**
   * Makes sure that the job can go on from the checkpoint which it was restored from.
   *
   * @throws RestoreRefusedException when the tables do not fit it
   * @throws SharedLedgerException when the ledger is another job's
   */
  void verify(CheckpointHeads restored, Collection<String> names, RestoreGuard guard) {
    Map<String, Table> loaded = load(names);
    requireOwnLedger(loaded);
    guard.check(restored, loaded);
  }

  /**
   * Makes sure that a run without state begins on tables which no run has written, or is meant to.
   *
   * @throws RestoreRefusedException when it would read once more what they hold
   * @throws SharedLedgerException when the ledger is another job's
   */
  void verifyFirstStart(Collection<String> names) {
    Map<String, Table> loaded = load(names);
    requireOwnLedger(loaded);
    LastCommit last = LastCommit.of(loaded.values(), job).orElse(null);
    if (last != null && !options.allowsAgain(last.time())) {
      throw new RestoreRefusedException(
          "The job "
              + job
              + " has committed to these tables, last "
              + last
              + ", and was started without its state: it would read once more what they hold."
              + " Nothing was committed. Start it from its newest snapshot, savepoint or"
              + " checkpoint; where it is meant to read everything again, set job.again-as-of to"
              + " that time or a later one");
    }
  }

  private void requireOwnLedger(Map<String, Table> loaded) {
    if (writesLedger) {
      LedgerOwner.require(lake, loaded.get(ledger), job);
    }
  }

  private Map<String, Table> load(Collection<String> names) {
    Map<String, Table> loaded = new HashMap<>();
    names.forEach(name -> loaded.put(name, loadTable(name)));
    return loaded;
  }

  /** Id of the job's newest commit in each table; tables without one are left out. */
  Map<String, String> heads() {
    Map<String, String> heads = new HashMap<>();
    if (restoredHeads != null) {
      heads.putAll(restoredHeads);
    }

    tables.forEach(
        (name, table) -> {
          if (table.head() != null) {
            heads.put(name, table.head());
          }
        });
    return heads;
  }

  @Override
  public void close() throws Exception {
    threads.shutdownNow();
    if (catalog instanceof AutoCloseable) {
      ((AutoCloseable) catalog).close();
    }
  }

  private void commitTables(PendingCommit commit) {
    Map<String, Future<Boolean>> running = new LinkedHashMap<>();
    for (String table : commit.tables()) {
      if (!table.equals(ledger)) {
        running.put(table, threads.submit(() -> commit(table, commit, EmptyCommits.SKIP)));
      }
    }

    boolean anyCommitted = await(running, commit);
    if (writesLedger) {
      EmptyCommits empty = anyCommitted ? EmptyCommits.COMMIT : EmptyCommits.SKIP;
      await(Map.of(ledger, threads.submit(() -> commit(ledger, commit, empty))), commit);
    }
  }

  private boolean commit(String table, PendingCommit commit, EmptyCommits empty) {
    boolean committed =
        tables.computeIfAbsent(table, this::load).commit(commit, commit.of(table), empty);
    if (committed) {
      metrics.committed(table, commit.of(table).stream().mapToLong(part -> part.addedRows).sum());
    }

    return committed;
  }

  private boolean await(Map<String, Future<Boolean>> running, PendingCommit commit) {
    boolean anyCommitted = false;
    List<Throwable> causes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Future<Boolean>> entry : running.entrySet()) {
      try {
        anyCommitted |= entry.getValue().get();
      } catch (ExecutionException e) {
        metrics.failed();
        causes.add(e.getCause());
        names.add(entry.getKey() + " (" + e.getCause().getMessage() + ")");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        causes.add(e);
        names.add(entry.getKey() + " (interrupted)");
      }
    }

    if (!causes.isEmpty()) {
      CommitException exception =
          new CommitException(
              "checkpoint "
                  + commit.checkpointId
                  + " was not committed to "
                  + String.join(", ", names));
      causes.forEach(exception::addSuppressed);
      throw exception;
    }

    return anyCommitted;
  }

  private TableCommit load(String name) {
    Table table = loadTable(name);
    Snapshot newest = JobHistory.of(table, job).newest();
    if (newest != null) {
      metrics.lastCommit(name, newest.timestampMillis());
    }

    return new TableCommit(table, job, options, head(name, newest));
  }

  private String head(String name, Snapshot newest) {
    if (restoredHeads != null) {
      return restoredHeads.get(name);
    }

    return newest == null ? null : JobHistory.commitId(newest);
  }

  private Table loadTable(String name) {
    String[] parts = name.split("\\.");
    return catalog().loadTable(lake.identifier(TableName.of(parts[0], parts[1])));
  }

  private synchronized Catalog catalog() {
    if (catalog == null) {
      catalog = lake.requireExisting().open();
    }

    return catalog;
  }
}
