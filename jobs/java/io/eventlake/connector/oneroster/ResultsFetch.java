package io.eventlake.connector.oneroster;

import io.eventlake.config.ConfigException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lands the results of a server that changed since the last fetch that came to its end. It asks
 * from an hour before the newest time that was seen, for the order in which changes become visible
 * is not that of their times; the mark moves when all is landed. A fetch that is killed is done
 * again.
 */
public final class ResultsFetch {

  static final Duration OVERLAP = Duration.ofHours(1);

  private static final int PAGES_A_LINE = 100;

  private final OneRosterClient client;
  private final URI url;
  private final Clock clock;
  private final Consumer<String> progress;

  /**
   * Asks for nothing yet.
   *
   * @param url of the gradebook
   * @param progress takes a line for every hundred pages
   */
  public ResultsFetch(OneRosterClient client, URI url, Clock clock, Consumer<String> progress) {
    this.client = client;
    this.url = url;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * What a fetch would begin with: the first page is asked for, and nothing landed.
   *
   * @param asked from where on; null for where the last fetch ended
   */
  public FetchedResults plan(ResultType type, Instant asked, LandingFolder folder) {
    FetchMark mark = FetchMark.read(folder, type, url);
    Instant since = since(mark, asked);
    ResultsPage page = new PageWalk(client, url, type, since).first();
    FetchedResults.Counts counts = new FetchedResults.Counts();
    count(counts, page, micros(clock.instant()));
    return new FetchedResults(type, since, counts, mark.lastSeen);
  }

  /**
   * Lands them.
   *
   * @param asked from where on; null for where the last fetch ended
   * @throws FetchException when not all could be; what was landed is no harm
   */
  public FetchedResults fetch(ResultType type, Instant asked, LandingFolder folder) {
    FetchMark mark = FetchMark.read(folder, type, url);
    Instant now = clock.instant();
    Landing landing = new Landing(type, folder, mark, now);
    Instant since = since(mark, asked);
    new PageWalk(client, url, type, since).walk(landing::take);
    FetchMark after = new FetchMark(url, landing.lastSeen(), landing.seen);
    if (!after.pages.equals(mark.pages) || !Objects.equals(after.lastSeen, mark.lastSeen)) {
      after.write(folder, type);
    }

    return new FetchedResults(type, since, landing.counts, after.lastSeen);
  }

  private static Instant since(FetchMark mark, Instant asked) {
    Instant from = mark.lastSeen == null ? null : mark.lastSeen.minus(OVERLAP);
    if (asked != null && from != null && asked.isAfter(from)) {
      throw new ConfigException(
          "--since "
              + asked
              + " would leave out what changed after "
              + from
              + ", up to where the last fetch is sure: leave it away, or name an earlier time");
    }

    return asked == null ? from : asked;
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static void count(FetchedResults.Counts counts, ResultsPage page, long now) {
    counts.pages++;
    counts.results += page.rows();
    counts.ahead += page.after(now);
  }

  /** Of one type. */
  private final class Landing {

    final FetchedResults.Counts counts = new FetchedResults.Counts();
    final Set<String> seen = new HashSet<>();
    private final ResultType type;
    private final LandingFolder folder;
    private final FetchMark before;
    private final String name;
    private final long now;
    private long newest = Long.MIN_VALUE;

    Landing(ResultType type, LandingFolder folder, FetchMark before, Instant now) {
      this.type = type;
      this.folder = folder;
      this.before = before;
      this.name = folder.next(now, type.word);
      this.now = micros(now);
    }

    void take(ResultsPage page) {
      count(counts, page, now);
      newest = Math.max(newest, page.newest(now));
      boolean isNew = seen.add(page.sha256) && !before.pages.contains(page.sha256);
      if (isNew) {
        if (counts.landed == 0 && !before.pages.isEmpty()) {
          before.withoutPages().write(folder, type);
        }

        counts.landed++;
        folder.land(String.format(Locale.ROOT, "%s/%06d.json", name, counts.landed), page.bytes);
      }

      if (counts.pages % PAGES_A_LINE == 0) {
        progress.accept(type.word + ": " + counts.pages + " pages, " + counts.results + " results");
      }
    }

    /** Times that are yet to come are no mark: what changes until then would be left out. */
    Instant lastSeen() {
      Instant here =
          newest == Long.MIN_VALUE ? null : Instant.EPOCH.plus(newest, ChronoUnit.MICROS);
      boolean isOlder = before.lastSeen != null && (here == null || here.isBefore(before.lastSeen));
      return isOlder ? before.lastSeen : here;
    }
  }
}
