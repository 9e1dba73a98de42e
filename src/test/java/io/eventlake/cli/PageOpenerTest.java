package io.eventlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in the desktop's browser, and machines without either. */
class PageOpenerTest {

  @TempDir private Path directory;

  private Path page;

  @BeforeEach
  void write() throws IOException {
    page = Files.writeString(directory.resolve("a page.html"), "");
  }

  @Test
  void theDesktopOpensThePage() throws IOException {
    program("xdg-open", "printf %s \"$1\" >\"$0.given\"");

    assertThat(opener("Linux").open(page)).isEmpty();
    assertThat(directory.resolve("xdg-open.given")).content().isEqualTo(page.toString());
  }

  @Test
  void theNextOpenerWhereOneIsNotThere() throws IOException {
    program("open", "exit 7");
    program("wslview", "exit 0");

    assertThat(opener("Linux").open(page)).isEmpty();
    assertThat(opener("Mac OS X").open(page).orElseThrow()).contains("/open found no program");
  }

  @Test
  void whatIsNotOpenedIsTold() throws IOException {
    assertThat(opener("Linux").open(page))
        .hasValue(
            "The page is not opened, for there is no desktop here with a program for that: open "
                + page
                + " in a browser.");
    assertThat(PageOpener.of(Map.of(), "Mac OS X").open(page).orElseThrow())
        .contains("there is no desktop here");

    Path program = program("xdg-open", "echo 'no method available' >&2; exit 3");
    assertThat(opener("Linux").open(page))
        .hasValue(
            "The page is not opened, for "
                + program
                + " found no program that shows it: open "
                + page
                + " in a browser.");
  }

  @Test
  void withoutADisplayNoBrowserForTerminalsBegins() throws IOException {
    program("xdg-open", "exit 0");
    Map<String, String> terminal = Map.of("PATH", directory.toString());

    assertThat(PageOpener.of(terminal, "Linux").open(page).orElseThrow())
        .contains("there is no desktop here");
    program("wslview", "exit 0");
    assertThat(PageOpener.of(terminal, "Linux").open(page)).isEmpty();
  }

  private PageOpener opener(String system) {
    String path = directory + "/none:" + directory;
    return PageOpener.of(Map.of("PATH", path, "DISPLAY", ":0"), system);
  }

  private Path program(String name, String script) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
