package io.eventlake.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows a file as the desktop would, by the program that it has for that. */
final class PageOpener {

  /** Openers end when they have handed the file on; one that does not is a browser itself. */
  private static final int SECONDS = 10;

  private final List<Path> programs;

  private PageOpener(List<Path> programs) {
    this.programs = programs;
  }

  /**
   * The openers on a path.
   *
   * @param environment of which PATH is read, and whether there is a display
   * @param system as {@code os.name} has it
   */
  static PageOpener of(Map<String, String> environment, String system) {
    String[] folders = environment.getOrDefault("PATH", "").split(File.pathSeparator);
    return new PageOpener(
        names(environment, system).stream()
            .flatMap(
                name ->
                    Stream.of(folders)
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .collect(Collectors.toList()));
  }

  /** Without a display xdg-open would begin a browser for terminals, which nobody sees. */
  private static List<String> names(Map<String, String> environment, String system) {
    if (system.startsWith("Mac")) {
      return List.of("open");
    }

    boolean display =
        Stream.of("DISPLAY", "WAYLAND_DISPLAY")
            .anyMatch(name -> !environment.getOrDefault(name, "").isEmpty());
    return display ? List.of("xdg-open", "wslview") : List.of("wslview");
  }

  /** Opens a file; tells why it is not open. */
  Optional<String> open(Path file) {
    if (programs.isEmpty()) {
      return Optional.of(notOpened(file, "there is no desktop here with a program for that"));
    }

    Path program = programs.get(0);
    try {
      Process opener =
          new ProcessBuilder(program.toString(), file.toAbsolutePath().toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean failed = opener.waitFor(SECONDS, TimeUnit.SECONDS) && opener.exitValue() != 0;
      return failed
          ? Optional.of(notOpened(file, program + " found no program that shows it"))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(notOpened(file, program + " cannot be run: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String notOpened(Path file, String why) {
    return "The page is not opened, for " + why + ": open " + file + " in a browser.";
  }
}
