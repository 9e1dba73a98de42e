package io.eventlake.connector.oneroster;

import io.eventlake.testing.OneRosterServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server, a folder and a clock, for tests of fetches: waiting takes no time there. */
final class FetchRoom implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  private static final Pattern ROW =
      Pattern.compile("\"sourcedId\":\"(r\\d+)\",[^{]*\"dateLastModified\":\"([^\"]+)\"");

  final OneRosterServer server;
  final Path folder;
  final List<Duration> pauses = new ArrayList<>();
  Instant now = NOW;
  FetchLimits limits = new FetchLimits(10, 1 << 20, 1000, 4, 1000, Duration.ofSeconds(20));

  FetchRoom(Path folder) throws IOException {
    this.server = OneRosterServer.start();
    this.folder = folder;
  }

  FetchedResults fetch() {
    return fetch(() -> {});
  }

  /** A fetch that calls before each of its steps in the folder. */
  FetchedResults fetch(Runnable step) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    URI url = URI.create(server.address("/gradebook"));
    try (LandingFolder landing = FolderOfMachine.open(folder, step)) {
      return new ResultsFetch(client(clock), url, clock, line -> {})
          .fetch(ResultType.ASSESSMENT_RESULTS, null, landing);
    }
  }

  OneRosterClient client(Clock clock) {
    Credentials credentials =
        new Credentials(URI.create(server.address("/token")), "lake", OneRosterServer.SECRET, null);
    return new OneRosterClient(new BoundedHttp(limits, pauses::add, clock), credentials, clock);
  }

  /** Rows with consecutive ids, each a second older than the one after it. */
  void putRows(int count, Instant newest) {
    for (int i = 0; i < count; i++) {
      server.put("r" + (1000 + i), newest.minusSeconds(count - 1 - i), 1);
    }
  }

  /** Ids and times of all that was landed. */
  Set<String> landed() throws IOException {
    Set<String> landed = new TreeSet<>();
    for (Path file : files()) {
      Matcher rows = ROW.matcher(Files.readString(file));
      while (rows.find()) {
        landed.add(rows.group(1) + " " + rows.group(2));
      }
    }

    return landed;
  }

  List<Path> files() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }

    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().matches(".*\\.(json|zip)")).sorted().toList();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
