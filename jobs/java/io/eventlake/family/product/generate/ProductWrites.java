package io.eventlake.family.product.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * What the applications of a product write into their table, by a seed: sessions that are touched
 * again, also on other days, parties, members, deletions, and what is no activity or malformed.
 */
public final class ProductWrites {

  private static final List<String> APPS = List.of("sudoku", "chess", "words", "quiz");
  private static final int USERS = 40;
  private static final int FILLER_CHARS = 40;

  private final Random random;
  private final Instant start;
  private final Duration span;

  /** Takes the writes, not in the order of their times. */
  public interface Taker {

    /**
     * @param keys of the item, DynamoDB JSON
     * @param image the whole item; null for a deletion
     */
    void write(Instant time, String keys, String image);
  }

  /**
   * @param start of the first write
   * @param span from then on
   */
  public ProductWrites(long seed, Instant start, Duration span) {
    this.random = new Random(seed);
    this.start = start;
    this.span = span;
  }

  /** Makes the writes of so many items. */
  public void items(int items, Taker taker) {
    for (int item = 0; item < items; item++) {
      item(item, taker);
    }
  }

  private void item(int id, Taker taker) {
    String app = APPS.get(random.nextInt(APPS.size()));
    String user = "u" + random.nextInt(USERS);
    Instant created = start.plusSeconds(random.nextInt((int) span.toSeconds()));
    switch (random.nextInt(10)) {
      case 0:
      case 1:
        taker.write(
            created,
            keys("party-" + app + "-" + id, "user-" + user),
            image("party-" + app + "-" + id, "user-" + user, created, created));
        break;
      case 2:
        taker.write(
            created,
            keys("member-user-" + user, "party-" + app + "-" + id),
            image("member-user-" + user, "party-" + app + "-" + id, created, created));
        break;
      case 3:
        other(id, created, taker);
        break;
      default:
        session("session-" + app + "-" + id, "user-" + user, created, taker);
    }
  }

  /** Played on, some of them on a later day; some are deleted. */
  private void session(String modelId, String owner, Instant created, Taker taker) {
    Instant updated = created;
    for (int more = random.nextInt(3); more >= 0; more--) {
      taker.write(updated, keys(modelId, owner), image(modelId, owner, created, updated));
      updated = updated.plusSeconds(1 + random.nextInt(50_000));
    }

    if (random.nextInt(20) == 0) {
      taker.write(updated, keys(modelId, owner), null);
    }
  }

  private void other(int id, Instant created, Taker taker) {
    String modelId =
        random.nextInt(4) == 0 ? "session--" + id : "settings-" + random.nextInt(1000) + "-" + id;
    taker.write(created, keys(modelId, "user-u1"), image(modelId, "user-u1", created, created));
  }

  private static String keys(String modelId, String owner) {
    return "{\"modelId\":{\"S\":\"" + modelId + "\"},\"owner\":{\"S\":\"" + owner + "\"}}";
  }

  /** With attributes of the application's own, which nobody counts. */
  private String image(String modelId, String owner, Instant created, Instant updated) {
    StringBuilder filler = new StringBuilder(FILLER_CHARS);
    for (int i = 0; i < FILLER_CHARS; i++) {
      filler.append((char) ('a' + random.nextInt(26)));
    }

    String image = keys(modelId, owner);
    return image.substring(0, image.length() - 1)
        + ",\"createdAt\":{\"S\":\""
        + created
        + "\"},\"updatedAt\":{\"N\":\""
        + updated.getEpochSecond()
        + "\"},\"state\":{\"M\":{\"moves\":{\"L\":[{\"N\":\"1\"},{\"NULL\":true},{\"BOOL\":false}]},"
        + "\"board\":{\"B\":\"AAECAw==\"},\"tags\":{\"SS\":[\"a\",\"b\"]},\"note\":{\"S\":\""
        + filler
        + "\"}}}}";
  }
}
