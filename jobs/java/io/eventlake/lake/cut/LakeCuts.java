package io.eventlake.lake.cut;

import io.eventlake.config.NearestNames;
import io.eventlake.config.ShellCommand;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.TableTags;
import io.eventlake.connector.iceberg.UnreadableTableException;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.publish.Publication;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;

/**
 * Cuts with a name: a tag at one snapshot of every table, which no expiry takes.
 *
 * <p>The ledger is tagged last and loses its tag first. So a cut that the ledger has is in all
 * tables, and one that was interrupted is told by its absence there: publishing it again completes
 * it, at the cut of then, and dropping it cleans up.
 */
public final class LakeCuts {

  /** Before the name in every tag. */
  static final String PREFIX = "cut-";

  /** What a tag and, behind the name of a table, an Athena view can be called. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,60}");

  private static final DateTimeFormatter NAME_OF_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Map<TableName, Table> tables = new LinkedHashMap<>();
  private final List<UnreadableTableException> unreadable = new ArrayList<>();
  private final LakeTables lake;

  /**
   * Of the tables that can be read, for who only reads cuts.
   *
   * @throws io.eventlake.connector.iceberg.LakeException when a table does not exist, or the ledger
   *     cannot be read
   */
  public LakeCuts(LakeTables lake) {
    this.lake = lake;
    for (TableName name : lake.names()) {
      try {
        tables.put(name, lake.load(name));
      } catch (UnreadableTableException e) {
        if (name.equals(lake.set().ledger())) {
          throw e;
        }

        unreadable.add(e);
      }
    }
  }

  /** Whether a cut can be called that. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Gives a name to the newest state that all tables have in common; once more for the same state
   * is fine.
   *
   * @param wanted null for the time of the state, as in {@code 20260301_123000}
   * @throws CutException when the name is another state's, or there are no rows yet
   * @throws io.eventlake.lake.publish.PublishException while a rebuild is half published
   */
  public PublishedCut publish(String wanted) {
    Publication.requireNoneHalfPublished(lake);
    return publish(wanted, LakeCut.of(lake));
  }

  /**
   * Gives a name to the state that all tables had in common at a time.
   *
   * @param wanted null for the time of the state, as in {@code 20260301_123000}
   * @throws CutException when the name is another state's
   * @throws io.eventlake.connector.iceberg.LakeException when there was none yet, or it has expired
   */
  public PublishedCut publish(String wanted, Instant time) {
    return publish(wanted, LakeCut.at(lake, time));
  }

  private PublishedCut publish(String wanted, LakeCut cut) {
    requireWhole();
    Map<TableName, Long> snapshots = cut.snapshots();
    tables.values().forEach(Table::refresh);
    Long counts = snapshots.get(lake.set().ledger());
    if (counts == null) {
      throw new CutException("There is nothing to publish: no job has committed a checkpoint yet");
    }

    Instant time = Instant.ofEpochMilli(ledger().snapshot(counts).timestampMillis());
    String name = wanted == null ? NAME_OF_TIME.format(time) : wanted;
    PublishedCut before = read(name);
    if (before.isComplete()) {
      if (before.snapshots().equals(snapshots)) {
        return before;
      }

      throw new CutException(
          "The cut "
              + name
              + " is another state, of "
              + before.time()
              + ": choose another name, or run first: "
              + ShellCommand.of("cut", "drop", name).with(lake.options().arguments()));
    }

    tables.forEach(
        (table, loaded) -> {
          if (loaded != ledger()) {
            TableTags.set(loaded, PREFIX + name, snapshots.get(table));
          }
        });
    TableTags.set(ledger(), PREFIX + name, counts);
    return read(name);
  }

  /** Why tables cannot be read, a sentence for each; their tags are not known. */
  public List<String> unreadable() {
    return unreadable.stream().map(Exception::getMessage).collect(Collectors.toList());
  }

  /** All cuts by name, with those that were interrupted. */
  public List<PublishedCut> list() {
    TreeSet<String> names = new TreeSet<>();
    for (Table table : tables.values()) {
      table
          .refs()
          .forEach(
              (ref, at) -> {
                if (at.isTag() && ref.startsWith(PREFIX)) {
                  names.add(ref.substring(PREFIX.length()));
                }
              });
    }

    List<PublishedCut> cuts = new ArrayList<>();
    names.forEach(name -> cuts.add(read(name)));
    return cuts;
  }

  /** True where a complete cut has this name. */
  public boolean has(String name) {
    return read(name).isComplete();
  }

  /**
   * A complete cut.
   *
   * @throws CutException naming those there are
   */
  public PublishedCut find(String name) {
    PublishedCut cut = read(name);
    if (!cut.isComplete()) {
      List<String> names = new ArrayList<>();
      list().stream().filter(PublishedCut::isComplete).forEach(each -> names.add(each.name()));
      throw new CutException(
          "There is no cut "
              + name
              + (names.isEmpty()
                  ? ", nor any other; publish one with: "
                      + ShellCommand.of("cut", "publish").with(lake.options().arguments())
                  : NearestNames.among(name, names, "the cuts are")));
    }

    return cut;
  }

  /**
   * Forgets a cut; one that was interrupted, too.
   *
   * @return what was forgotten
   * @throws CutException when no table has it
   * @throws UnreadableTableException when one of them cannot be read; then nothing is forgotten
   */
  public PublishedCut drop(String name) {
    requireWhole();
    PublishedCut cut = read(name);
    if (cut.snapshots().isEmpty()) {
      find(name);
    }

    TableTags.set(ledger(), PREFIX + name, null);
    tables.values().forEach(table -> TableTags.set(table, PREFIX + name, null));
    return cut;
  }

  private PublishedCut read(String name) {
    Map<TableName, Long> snapshots = new HashMap<>();
    tables.forEach(
        (table, loaded) -> {
          Long snapshot = TableTags.get(loaded, PREFIX + name);
          if (snapshot != null) {
            snapshots.put(table, snapshot);
          }
        });
    return PublishedCut.of(name, snapshots, lake.set().ledger(), ledger());
  }

  private void requireWhole() {
    if (!unreadable.isEmpty()) {
      throw unreadable.get(0);
    }
  }

  private Table ledger() {
    return tables.get(lake.set().ledger());
  }
}
