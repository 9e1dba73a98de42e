package io.eventlake.cli;

import io.eventlake.config.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A folder for results, looked at before they are computed, which may take minutes. */
final class OutFolder {

  private OutFolder() {}

  /**
   * Makes nothing.
   *
   * @throws ParameterException when no file can be written there
   */
  static void require(CommandLine command, Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }

    String why = Files.isDirectory(there) ? "cannot be written to by this user" : "is no directory";
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new ParameterException(
          command,
          "Nothing can be written to " + folder + ", for " + there + " " + why + ": name another");
    }
  }

  /**
   * Makes nothing.
   *
   * @param warehouse of a lake, in which there are files of tables and nothing else
   * @throws ParameterException when no file can be written there, or it is within the lake
   */
  static void require(CommandLine command, Path folder, String warehouse) throws IOException {
    require(command, folder);
    if (Place.isWithin(folder, warehouse)) {
      throw new ParameterException(
          command, folder + " is within the lake " + warehouse + "; name another place");
    }
  }
}
