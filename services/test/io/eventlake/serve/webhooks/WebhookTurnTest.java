package io.eventlake.serve.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.serve.FixtureLake;
import io.eventlake.serve.Mortal;
import io.eventlake.serve.MovingClock;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Rights;
import io.eventlake.serve.lake.ServedLake;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.serve.lake.Viewer.RowLimit;
import io.eventlake.serve.webhooks.Delivery.State;
import io.eventlake.serve.webhooks.Sender.Outcome;
import io.eventlake.serve.webhooks.Webhook.Property;
import io.eventlake.serve.webhooks.Webhook.Status;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks over a lake to which all sorts of things happen, interrupted anywhere. */
class WebhookTurnTest {

  private static final String VIEWS = "event_dt=2026-01-05/event_type=page_view";
  private static final String CLICKS = "event_dt=2026-01-05/event_type=affiliate_click";
  private static final TableName EVENTS = TableName.SILVER_EVENTS;

  @TempDir private Path directory;

  private final MovingClock clock = new MovingClock();
  private final FakeReceiver receiver = new FakeReceiver();
  private FixtureLake fixture;
  private ServedLake lake;
  private WebhookStore store;
  private List<Viewer> viewers = List.of(Viewer.ANYBODY);

  @BeforeEach
  void create() {
    fixture = new FixtureLake(directory.resolve("lake")).with("web");
    lake = new ServedLake(fixture.options(), Duration.ZERO, 2, Duration.ofSeconds(30), clock);
    store = new SqliteStore(directory.resolve("log"));
  }

  @AfterEach
  void close() {
    store.close();
    lake.close();
  }

  @Test
  void eventsOfEachCommitAreSentByTypeAndProperty() {
    append(VIEWS, 1);
    store.add(hook("all", null, List.of(), List.of()));
    store.add(hook("now", newest(), List.of(), List.of()));
    store.add(hook("clicks", null, List.of("affiliate_click"), List.of()));
    Property country = new Property("geo_country", List.of("AT", "it's"));
    store.add(hook("country", null, List.of("page_view"), List.of(country)));
    append(CLICKS, 2);
    append(VIEWS, 3);

    assertThat(sent("all")).containsExactly("1", "2", "3");
    assertThat(sent("now")).containsExactly("2", "3");
    assertThat(sent("clicks")).containsExactly("2");
    assertThat(sent("country")).containsExactly("3");
    assertThat(sent("all")).isEmpty();
    assertThat(receiver.bodies.get(2))
        .startsWith(
            "{\"type\":\"web.page_view\",\"timestamp\":\"2026-01-05T10:00:03.5Z\",\"data\":")
        .contains("\"geo_country\":\"AT\"")
        .doesNotContain("sha256:u");
    assertThat(store.find("all").orElseThrow().live().after()).isEqualTo(newest());
  }

  /**
   * The process ends before or after each call of a port, one after the other. Then another one
   * does the rest: every event has come, under one id, and one at most twice.
   */
  @Test
  void nothingIsLostAndOneIsDoubledAtMostWhereverItIsKilled() {
    append(VIEWS, 1, 2);
    append(CLICKS, 3);
    int steps = 0;
    boolean killed;
    do {
      steps++;
      String id = "hook-" + steps;
      store.add(hook(id, null, List.of(), List.of()));
      receiver.ids.clear();
      receiver.bodies.clear();
      Mortal mortal = new Mortal(steps);
      try {
        quiet(turn(mortal.of(WebhookStore.class, store), mortal.of(Sender.class, receiver)), id);
      } catch (Mortal.KilledError e) {
        assertThat(mortal.isDead()).isTrue();
      }

      killed = mortal.isDead();
      store.close();
      store = new SqliteStore(directory.resolve("log"));
      quiet(turn(store, receiver), id);
      assertThat(new HashSet<>(receiver.ids)).as("after " + steps).hasSize(3);
      assertThat(receiver.ids.size()).as("after " + steps).isLessThanOrEqualTo(4);
      assertThat(receiver.events()).contains("1", "2", "3");
      assertThat(store.counts(id)).isEqualTo(Map.of(State.DELIVERED, 3));
      store.remove(id);
    } while (killed);

    assertThat(steps).isGreaterThan(20);
  }

  @Test
  void aSnapshotOfMoreThanAPageComesWhole() {
    append(VIEWS, IntStream.rangeClosed(1, 9).toArray());
    append(VIEWS, 10);
    store.add(hook("h", null, List.of(), List.of()));

    assertThat(sent("h"))
        .containsExactly(
            IntStream.rangeClosed(1, 10).mapToObj(String::valueOf).toArray(String[]::new));
    assertThat(receiver.ids).doesNotHaveDuplicates();
  }

  /** A receiver that is down has the log full, and no more of the lake goes into it. */
  @Test
  void theLogIsBoundedWhileNothingIsTaken() {
    for (int i = 0; i < 4; i++) {
      append(VIEWS, IntStream.rangeClosed(3 * i + 1, 3 * i + 3).toArray());
    }

    store.add(hook("h", null, List.of(), List.of()));
    receiver.answer = () -> FakeReceiver.failing(503);
    for (int i = 0; i < 20; i++) {
      turn(store, receiver).take("h");
    }

    assertThat(store.counts("h").get(State.WAITING)).isBetween(6, 9);
    receiver.answer = () -> FakeReceiver.TAKEN;
    receiver.ids.clear();
    clock.forward(Duration.ofDays(1));
    quiet(turn(store, receiver), "h");
    assertThat(new HashSet<>(receiver.ids)).hasSize(12);
  }

  @Test
  void anEventThatIsGoneFromTheLakeIsNotSent() {
    append(VIEWS, 1);
    store.add(hook("h", null, List.of(), List.of()));
    receiver.answer = () -> FakeReceiver.failing(500);
    turn(store, receiver).take("h");
    assertThat(receiver.ids).hasSize(1);

    append(VIEWS, 2);
    fixture.change(
        "web",
        EVENTS,
        table -> {
          table.newDelete().deleteFile(files(table).get(1)).commit();
          return null;
        });
    clock.forward(Duration.ofMinutes(1));
    receiver.answer = () -> FakeReceiver.TAKEN;

    assertThat(sent("h")).containsExactly("2");
    assertThat(store.page("h", State.WITHDRAWN, null, 10))
        .extracting(Delivery::trouble)
        .containsExactly("The event is not in the lake any more.");
  }

  /** Of what a compaction or a rebuild writes anew most has been sent; what is new has not. */
  @Test
  void filesThatAreReplacedBringWhatIsNew() {
    append(VIEWS, 1, 2);
    store.add(hook("h", null, List.of(), List.of()));
    assertThat(sent("h")).containsExactly("1", "2");
    fixture.change(
        "web",
        EVENTS,
        table -> {
          DataFile old = files(table).get(0);
          DataFile compacted = fixture.file(table, VIEWS, rows(1, 2));
          table.newRewrite().deleteFile(old).addFile(compacted).commit();
          DataFile rebuilt = fixture.file(table, VIEWS, rows(1, 2, 3));
          table.newOverwrite().deleteFile(compacted).addFile(rebuilt).commit();
          return null;
        });

    assertThat(sent("h")).containsExactly("3");
  }

  @Test
  void aRewoundLakeStopsItAndTheWayOnIsTold() {
    long first = append(VIEWS, 1);
    append(VIEWS, 2);
    store.add(hook("h", null, List.of(), List.of()));
    assertThat(sent("h")).containsExactly("1", "2");
    fixture.change(
        "web",
        EVENTS,
        table -> {
          table.manageSnapshots().setCurrentSnapshot(first).commit();
          return null;
        });
    append(VIEWS, 2, 3);

    assertThat(sent("h")).isEmpty();
    Webhook stopped = store.find("h").orElseThrow();
    assertThat(stopped.status()).isEqualTo(Status.STOPPED);
    assertThat(stopped.reason())
        .startsWith("The lake was rewound")
        .endsWith("PUT /webhooks/h and \"position\": \"" + first + "\".");
    store.save(active(stopped, first));
    assertThat(sent("h")).as("2 was delivered").containsExactly("3");
  }

  @Test
  void expiredSnapshotsStopItAndTheWayOnIsTold() {
    long first = append(VIEWS, 1);
    store.add(hook("h", first, List.of(), List.of()));
    store.add(hook("beside", first, List.of(), List.of()));
    long second = append(VIEWS, 2);
    assertThat(sent("beside")).containsExactly("2");
    append(VIEWS, 3);
    fixture.change(
        "web",
        EVENTS,
        table -> {
          table.expireSnapshots().expireSnapshotId(first).expireSnapshotId(second).commit();
          return null;
        });

    assertThat(sent("h")).isEmpty();
    assertThat(store.find("h").orElseThrow().reason())
        .contains("have expired before this webhook got to them")
        .endsWith("\"position\": \"now\".");
    assertThat(sent("beside")).as("it was at the expired one").containsExactly("3");
  }

  @Test
  void attemptsAreFurtherAndFurtherApartAndEnd() {
    append(VIEWS, 1);
    store.add(hook("h", null, List.of(), List.of()));
    receiver.answer = () -> FakeReceiver.failing(500);
    List<Long> waits = new ArrayList<>();
    WebhookTurn turn = turn(store, receiver);
    turn.take("h");
    for (Delivery at = only(); at.state() == State.WAITING; at = only()) {
      Duration wait = Duration.ofMillis(at.due() - clock.millis());
      waits.add(wait.toSeconds());
      clock.forward(wait.minusMillis(1));
      turn.take("h");
      assertThat(only().attempts()).as("not before").isEqualTo(at.attempts());
      clock.forward(Duration.ofMillis(1));
      turn.take("h");
    }

    assertThat(waits).containsExactly(5L, 15L, 45L);
    assertThat(only().state()).isEqualTo(State.FAILED);
    assertThat(only().trouble()).isEqualTo("The receiver answered 500.");
    assertThat(only().attempts()).isEqualTo(4);
    assertThat(store.find("h").orElseThrow().status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  void aReceiverIsLeftAloneAsItAsksAndForGood() {
    append(VIEWS, 1);
    store.add(hook("h", null, List.of(), List.of()));
    receiver.answer = () -> new Outcome(429, "The receiver answered 429.", Duration.ofMinutes(9));
    WebhookTurn turn = turn(store, receiver);
    assertThat(turn.take("h")).as("perhaps the event is at fault").isZero();
    assertThat(only().due()).isEqualTo(clock.millis() + Duration.ofMinutes(9).toMillis());

    append(VIEWS, 2);
    assertThat(turn.take("h")).isEqualTo(Duration.ofSeconds(5));
    receiver.answer = () -> FakeReceiver.failing(410);
    clock.forward(Duration.ofHours(1));
    turn.take("h");
    assertThat(store.find("h").orElseThrow().reason()).contains("410").contains("PUT /webhooks/h");
  }

  @Test
  void aReplaySendsARangeAgainUnderTheSameIds() {
    long first = append(VIEWS, 1);
    long second = append(VIEWS, 2);
    append(VIEWS, 3);
    store.add(hook("h", null, List.of(), List.of()));
    assertThat(sent("h")).containsExactly("1", "2", "3");
    String id = receiver.ids.get(receiver.ids.size() - 2);
    Webhook hook = store.find("h").orElseThrow();
    List<Feed> feeds = new ArrayList<>(hook.feeds());
    feeds.add(new Feed(1, first, 0, second, null));
    feeds.add(new Feed(2, 42L, 0, second, null));
    store.save(hook.with(feeds));

    assertThat(sent("h")).containsExactly("2");
    assertThat(receiver.ids.get(receiver.ids.size() - 1)).isEqualTo(id);
    assertThat(store.find("h").orElseThrow().feeds())
        .extracting(Feed::hasEnded)
        .containsExactly(false, true, true);
    assertThat(store.find("h").orElseThrow().feeds().get(2).error()).contains("have expired");
  }

  @Test
  void whatNoKeyOfTheTenantMaySeeIsNotSent() {
    append(VIEWS, 1);
    Webhook hook = hook("h", null, List.of(), List.of());
    store.add(hook);
    RowLimit some = new RowLimit("geo_country", Set.of("AT"));
    viewers = List.of(new Viewer("t", false, true, Map.of("web", some)));

    assertThat(sent("h")).isEmpty();
    assertThat(store.find("h").orElseThrow().reason()).startsWith("No key of this tenant");

    Webhook some2 = hook("some", null, List.of(), List.of());
    store.add(
        new Webhook(
            some2.id(),
            "t",
            1,
            "web",
            some2.url(),
            null,
            List.of(),
            List.of(),
            new Rights(false, "geo_country", List.of("AT")),
            some2.secrets(),
            Status.ACTIVE,
            null,
            0,
            some2.feeds()));
    append(VIEWS, 3);
    assertThat(sent("some")).as("one is of AT").containsExactly("3");
  }

  @Test
  void whatHasEndedIsForgotten() {
    append(VIEWS, 1);
    store.add(hook("h", null, List.of(), List.of()));
    sent("h");
    store.forget(clock.instant());
    assertThat(store.page("h", null, null, 10)).hasSize(1);
    store.forget(clock.instant().plusMillis(1));
    assertThat(store.page("h", null, null, 10)).isEmpty();
  }

  private WebhookTurn turn(WebhookStore its, Sender sender) {
    return new WebhookTurn(
        lake, its, sender, tenant -> viewers, 4, new WebhookTurn.Bounds(4, 6, 3), clock);
  }

  /** Turns until nothing is left to do now. */
  private static void quiet(WebhookTurn turn, String id) {
    while (turn.take(id).isZero()) {
      // The next one.
    }
  }

  /** The events that come now. */
  private List<String> sent(String id) {
    int before = receiver.ids.size();
    quiet(turn(store, receiver), id);
    return receiver.events().subList(before, receiver.ids.size());
  }

  private Delivery only() {
    List<Delivery> all = store.page("h", null, null, 10);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private Long newest() {
    LakeState state = lake.state(Viewer.ANYBODY, "web");
    return state.snapshot(EVENTS).orElse(null);
  }

  private Webhook hook(String id, Long after, List<String> types, List<Property> properties) {
    return new Webhook(
        id,
        "",
        1,
        "web",
        "https://receiver.example/",
        null,
        types,
        properties,
        new Rights(false, null, List.of()),
        Secrets.random(new SecureRandom()),
        Status.ACTIVE,
        null,
        clock.millis(),
        List.of(Feed.live(after)));
  }

  private static Webhook active(Webhook hook, Long after) {
    return new Webhook(
        hook.id(),
        hook.tenant(),
        hook.version(),
        hook.family(),
        hook.url(),
        null,
        hook.types(),
        hook.properties(),
        hook.rights(),
        hook.secrets(),
        Status.ACTIVE,
        null,
        hook.created(),
        List.of(Feed.live(after)));
  }

  private long append(String partition, int... events) {
    return fixture.append("web", EVENTS, partition, rows(events));
  }

  /** Every third is of Austria. */
  private static List<Map<String, String>> rows(int... events) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int event : events) {
      Map<String, String> row = new HashMap<>();
      row.put(
          "event_id",
          "'" + String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", event) + "'");
      row.put("event_type", event == 2 ? "'affiliate_click'" : "'page_view'");
      row.put("ts", "TIMESTAMP '2026-01-05 10:00:00.5' + INTERVAL (" + event + ") SECOND");
      row.put("event_dt", "DATE '2026-01-05'");
      row.put("session_id", event % 2 == 0 ? "NULL" : "'s'");
      row.put("user_id_hash", "'sha256:u'");
      row.put("geo_country", event % 3 == 0 ? "'AT'" : "'DE'");
      rows.add(row);
    }

    return rows;
  }

  /** The data files that the table has, the newest first. */
  private static List<DataFile> files(Table table) {
    List<DataFile> files = new ArrayList<>();
    Optional.ofNullable(table.currentSnapshot())
        .ifPresent(
            any -> {
              try (var tasks = table.newScan().planFiles()) {
                tasks.forEach(task -> files.add(task.file().copy()));
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    files.sort(
        java.util.Comparator.comparing((DataFile file) -> file.dataSequenceNumber()).reversed());
    return files;
  }
}
