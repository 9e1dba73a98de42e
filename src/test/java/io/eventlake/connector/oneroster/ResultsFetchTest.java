package io.eventlake.connector.oneroster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.testing.OneRosterServer;
import io.eventlake.testing.OneRosterServer.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches over rows that move, from servers that fail, lie, and are killed in between. */
class ResultsFetchTest {

  private static final Instant NEWEST = FetchRoom.NOW.minusSeconds(60);

  @TempDir private Path directory;

  private FetchRoom room;

  @BeforeEach
  void open() throws IOException {
    room = new FetchRoom(directory.resolve("results"));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void pagesAreLandedAsTheyAreAndTheNextFetchOverlapsByAnHour() throws IOException {
    room.putRows(25, NEWEST);
    FetchedResults first = room.fetch();
    assertThat(first.landed).isEqualTo(3);
    assertThat(first.lastSeen).isEqualTo(NEWEST);
    assertThat(room.landed()).hasSize(25);
    assertThat(room.files().get(0))
        .hasToString(
            room.folder.resolve("20260310T120000.000Z-assessmentResults/000001.json").toString());

    room.server.put("r2000", NEWEST.minus(Duration.ofMinutes(59)), 7);
    room.server.put("r2001", NEWEST.minus(Duration.ofMinutes(61)), 7);
    assertThat(room.fetch().since).isEqualTo(NEWEST.minus(Duration.ofHours(1)));
    assertThat(room.landed()).hasSize(26).anyMatch(row -> row.startsWith("r2000"));
    assertThat(room.server.queries)
        .last()
        .asString()
        .contains("filter=dateLastModified%3E%272026-03-10T10%3A59%3A00.000Z%27");
  }

  @Test
  void nothingNewLandsNothing() throws IOException {
    room.putRows(25, NEWEST);
    room.fetch();
    room.fetch();
    List<Path> files = room.files();
    assertThat(room.fetch().landed).isZero();
    assertThat(room.files()).isEqualTo(files);
  }

  /** Names sort by the order of the fetches, though the clock went back. */
  @Test
  void laterFetchesSortBehind() throws IOException {
    room.putRows(5, NEWEST);
    room.fetch();
    Path before = room.files().get(0);
    room.now = FetchRoom.NOW.minusSeconds(3000);
    room.server.put("r3000", NEWEST, 1);
    room.fetch();
    assertThat(room.files()).hasSize(2).first().isEqualTo(before);
  }

  /** Before every page some rows change: what the first fetches miss, the last ones have. */
  @ParameterizedTest
  @EnumSource(Order.class)
  void rowsThatMoveAreNotLost(Order order) throws IOException {
    room.server.order = order;
    Instant old = NEWEST.minus(Duration.ofDays(300));
    room.putRows(200, old);
    int[] page = {0};
    room.server.beforePage =
        () -> {
          page[0]++;
          for (int i = 0; i < 3 && page[0] < 20; i++) {
            int row = (page[0] * 7 + i * 31) % 200;
            room.server.put("r" + (1000 + row), NEWEST.plusMillis(page[0] * 10L + i), page[0]);
          }
        };
    room.fetch();
    room.server.beforePage = () -> {};
    assertThat(room.fetch().since).isAfter(old);
    assertThat(room.landed()).containsAll(room.server.rows());
  }

  /** Step after step: killed before each of them, and the next fetch has all. */
  @Test
  void killedAtAnyStepNothingIsLost() throws IOException {
    int steps = 0;
    boolean isKilled = true;
    for (int kill = 1; isKilled; kill++) {
      Path folder = directory.resolve("killed-" + kill);
      try (FetchRoom killed = new FetchRoom(folder)) {
        killed.putRows(25, NEWEST.minus(Duration.ofHours(5)));
        killed.fetch();
        killed.putRows(25, NEWEST);
        int[] left = {kill};
        try {
          killed.fetch(
              () -> {
                if (--left[0] == 0) {
                  throw new IllegalStateException("killed");
                }
              });
          isKilled = false;
        } catch (IllegalStateException e) {
          steps++;
        }

        assertThat(killed.files()).allSatisfy(file -> assertThat(file).content().endsWith("]}"));
        FetchedResults last = killed.fetch();
        assertThat(last.lastSeen).isEqualTo(NEWEST);
        assertThat(killed.landed()).hasSize(50);
        assertThat(folder.resolve(".fetch-results.unfinished")).doesNotExist();
      }
    }

    assertThat(steps).isGreaterThan(15);
  }

  @Test
  void serverThatFailsAtAnyRequestLosesNothing() throws IOException {
    room.putRows(25, NEWEST);
    room.limits = new FetchLimits(10, 1 << 20, 1000, 1, 1000, Duration.ofSeconds(20));
    room.server.answers.add(OneRosterServer.status(500));
    assertThatThrownBy(room::fetch)
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("/token answers with 500, at the last of 1 attempts");
    int[] pages = {0};
    room.server.beforePage =
        () -> {
          if (++pages[0] == 2) {
            room.server.answers.add(OneRosterServer.status(502));
          }
        };
    assertThatThrownBy(room::fetch).hasMessageContaining("answers with 502");
    assertThat(room.folder.resolve(".fetch-results.assessmentResults.mark")).doesNotExist();

    assertThat(room.fetch().results).isEqualTo(25);
    assertThat(room.landed()).hasSize(25);
  }

  @Test
  void failuresAreTriedAgainAndWaitedForAsTheServerSays() throws IOException {
    room.putRows(3, NEWEST);
    room.server.answers.add(OneRosterServer.status(429, "Retry-After", "17"));
    room.server.answers.add(OneRosterServer.status(500));
    room.server.answers.add(
        OneRosterServer.status(503, "Retry-After", "Tue, 10 Mar 2026 12:01:30 GMT"));
    assertThat(room.fetch().results).isEqualTo(3);
    assertThat(room.pauses).hasSize(3);
    assertThat(room.pauses.get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(17));
    assertThat(room.pauses.get(2)).isGreaterThanOrEqualTo(Duration.ofSeconds(90));

    room.server.answers.add(OneRosterServer.status(429, "Retry-After", "86400"));
    assertThatThrownBy(room::fetch).hasMessageContaining("asks to wait 86400 s");
  }

  @Test
  void slowAnswersAreGivenUp() {
    room.limits = new FetchLimits(10, 1 << 20, 1000, 2, 1000, Duration.ofSeconds(2));
    room.server.always =
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          room.server.awaitClose();
        };
    assertThatThrownBy(room::fetch)
        .hasMessageContaining("assessmentResults has not answered within")
        .hasMessageContaining("at the last of 2 attempts");
  }

  @Test
  void tokensAreRenewedWhenTheyEndAndWhenTheyAreRefused() {
    room.putRows(25, NEWEST);
    room.server.tokenRequests = 2;
    assertThat(room.fetch().results).isEqualTo(25);
    assertThat(room.server.tokens).isEqualTo(2);

    room.server.tokenRequests = Integer.MAX_VALUE;
    room.server.tokenSeconds = 0;
    room.fetch();
    assertThat(room.server.tokens).isGreaterThan(4);

    room.server.tokenRequests = 0;
    assertThatThrownBy(room::fetch)
        .hasMessageContaining("answers with 401, to a new token, too")
        .hasMessageNotContaining("token-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"access_token\":\"a\\r\\nb\"}", "<html>"})
  void whatIsNoTokenIsRefused(String answer) {
    room.server.answers.add(OneRosterServer.text(answer));
    assertThatThrownBy(room::fetch)
        .hasMessageContaining("/token gives no access_token of type Bearer");
  }

  @Test
  void serverThatGivesFewerThanAskedForIsReadToItsEnd() throws IOException {
    room.putRows(950, NEWEST);
    room.limits = new FetchLimits(500, 1 << 20, 1000, 4, 1000, Duration.ofSeconds(20));
    for (Order order : Order.values()) {
      room.server.order = order;
      room.server.most = 120;
      Files.deleteIfExists(room.folder.resolve(".fetch-results.assessmentResults.mark"));
      room.fetch();
      assertThat(room.landed()).as("%s", order).hasSize(950);
    }

    room.limits = new FetchLimits(100, 1 << 20, 1000, 4, 1000, Duration.ofSeconds(20));
    room.server.order = Order.AS_ASKED;
    room.server.most = 30;
    room.server.tellsTotal = true;
    room.putRows(95, NEWEST.plusSeconds(1));
    Files.delete(room.folder.resolve(".fetch-results.assessmentResults.mark"));
    assertThat(room.fetch().results).isEqualTo(950);
  }

  /** A time that is yet to come would hide all that changes until then. */
  @Test
  void timesToComeAreNoMark() throws IOException {
    room.putRows(5, NEWEST);
    room.server.put("r9000", Instant.parse("2999-01-01T00:00:00Z"), 1);
    FetchedResults fetched = room.fetch();
    assertThat(fetched.lastSeen).isEqualTo(NEWEST);
    assertThat(fetched.ahead).isOne();
    room.server.put("r9001", NEWEST.plusSeconds(5), 1);
    room.fetch();
    assertThat(room.landed()).hasSize(7);
  }

  @Test
  void answersThatAreNoPagesLandNothing() throws IOException {
    for (String[] answer :
        new String[][] {
          {"<html>Sign in</html>", "it is no JSON that is whole (line 1)"},
          {"{\"assessmentResults\":[{\"sourcedId\":\"r1\"},", "is no JSON that is whole"},
          {"{\"results\":[]}", "it has no assessmentResults"},
          {"{\"assessmentResults\":{}}", "it has no assessmentResults"},
          {"{\"assessmentResults\":[17]}", "has no result"},
          {"{\"assessmentResults\":[]}{}", "there is more than an object"},
          {"{\"bulk\":true,\"assessmentResults\":[]}", "it says that it is bulk"},
          {"[" + "[".repeat(5000), "it is no JSON object"},
          {"{\"a\":" + "[".repeat(5000), "is no JSON that is whole"},
        }) {
      room.server.always = OneRosterServer.text(answer[0]);
      assertThatThrownBy(room::fetch).hasMessageContaining(answer[1]);
    }

    byte[] latin =
        "{\"assessmentResults\":[{\"sourcedId\":\"\u00e9\"}]}"
            .getBytes(StandardCharsets.ISO_8859_1);
    room.server.always = OneRosterServer.bytes(() -> latin);
    assertThatThrownBy(room::fetch).hasMessageContaining("it is not in UTF-8");
    assertThat(room.files()).isEmpty();
  }

  @Test
  void hostileServersAreBounded() throws IOException {
    room.server.always = OneRosterServer.bytes(() -> new byte[2 << 20]);
    assertThatThrownBy(room::fetch).hasMessageContaining("is larger than 1 MiB");

    room.server.always = OneRosterServer.status(302, "Location", "https://example.org/");
    assertThatThrownBy(room::fetch).hasMessageContaining("answers with 302, a redirect");
    assertThat(room.files()).isEmpty();

    room.server.always = OneRosterServer.text(page(10, 0));
    assertThatThrownBy(room::fetch).hasMessageContaining("the same page at two offsets");

    int[] pages = {0};
    room.limits = new FetchLimits(10, 1 << 20, 20, 4, 1000, Duration.ofSeconds(20));
    room.server.always = exchange -> OneRosterServer.text(page(10, ++pages[0])).give(exchange);
    assertThatThrownBy(room::fetch).hasMessageContaining("more than 20 pages, or no end");
    assertThat(room.folder.resolve(".fetch-results.assessmentResults.mark")).doesNotExist();
  }

  @Test
  void folderIsOfOneServerAndOneFetch() throws IOException {
    room.putRows(3, NEWEST);
    room.fetch();
    Path mark = room.folder.resolve(".fetch-results.assessmentResults.mark");
    String text = Files.readString(mark);
    Files.writeString(mark, text.replace("gradebook", "other"));
    assertThatThrownBy(room::fetch).hasMessageContaining("name another folder with --out");
    Files.writeString(mark, text.substring(0, 20));
    assertThatThrownBy(room::fetch).hasMessageContaining("is damaged: remove it");
    Files.writeString(mark, text);

    try (LandingFolder taken = LandingFolder.open(room.folder)) {
      assertThat(taken.place).isEqualTo(room.folder.toString());
      assertThatThrownBy(room::fetch).hasMessageContaining("Another fetch-results lands in");
    }
  }

  /** Rows of the newest first, with ids of their own for each number. */
  private static String page(int rows, int number) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Instant time = NEWEST.minusSeconds(number * 100L + i);
      all.add("{\"sourcedId\":\"r%d-%d\",\"dateLastModified\":\"%s\"}".formatted(number, i, time));
    }

    return "{\"assessmentResults\":[" + String.join(",", all) + "]}";
  }
}
