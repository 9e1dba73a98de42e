package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.LocalOptions;
import io.eventlake.config.ShellCommand;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say with which state a run begins. */
final class StartMixin {

  /** One of them at most. */
  static final class Choice {

    @Option(
        names = "--resume",
        description =
            "Go on from the newest savepoint or checkpoint of the state directory; begin anew where"
                + " there is none and nothing was committed. Safe to be repeated, as by a"
                + " supervisor: the same as --set local.restore-from=latest.")
    boolean resume;

    @Option(
        names = "--again",
        description =
            "Begin without state though the job has committed to these tables: what it reads once"
                + " more is there twice.")
    boolean again;
  }

  private static final Set<String> CHOICES = Set.of("--resume", "--again");
  private static final String RESTORE = LocalOptions.RESTORE_FROM.key();

  @ArgGroup Choice choice;

  /** Whether one was given. */
  boolean given() {
    return choice != null;
  }

  /**
   * Sets the options that it stands for.
   *
   * @throws ConfigException when another state is named as well
   */
  void apply(Map<String, String> properties) {
    if (choice == null) {
      return;
    }

    String named = properties.getOrDefault(RESTORE, LocalOptions.LATEST);
    if (choice.again) {
      properties.remove(RESTORE);
      // Snapshots have milliseconds, and the one that is meant is over.
      properties.put(
          JobOptions.AGAIN_AS_OF.key(), Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    } else if (named.equals(LocalOptions.LATEST)) {
      properties.put(RESTORE, LocalOptions.LATEST);
    } else {
      throw new ConfigException(
          "--resume looks for the newest state, but local.restore-from names " + named);
    }
  }

  /** The command that was given, without what it says of the state. */
  static ShellCommand typed(List<String> arguments) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      boolean setsNext = word.equals("--set") && i + 1 < arguments.size();
      if (setsNext && arguments.get(i + 1).startsWith(RESTORE + "=")) {
        i++;
      } else if (!CHOICES.contains(word) && !word.startsWith("--set=" + RESTORE + "=")) {
        kept.add(word);
      }
    }

    return ShellCommand.of().with(kept);
  }
}
