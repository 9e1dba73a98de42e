package io.eventlake.connector.oneroster;

import com.google.common.io.ByteSource;
import com.google.common.io.MoreFiles;
import io.eventlake.config.Place;
import io.eventlake.connector.aws.S3Access;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where files are landed, a folder for each fetch. A file is there whole or not at all, and names
 * sort by the time of their fetch. One fetch at a time has it.
 */
public abstract class LandingFolder implements AutoCloseable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  final String place;

  LandingFolder(String place) {
    this.place = place;
  }

  /**
   * Opens one to land in it; it is made where there is none.
   *
   * @param place as {@link Place#of} spells it
   * @param access of S3
   */
  public static LandingFolder open(String place, S3Access access) {
    return Place.isOnS3(place) ? new FolderOnS3(place, access) : open(Path.of(place));
  }

  /** Opens one of this machine. */
  public static LandingFolder open(Path folder) {
    return FolderOfMachine.open(folder, () -> {});
  }

  /** Opens one to look at; nothing is made. */
  public static LandingFolder look(String place, S3Access access) {
    return Place.isOnS3(place)
        ? new FolderOnS3(place, access)
        : FolderOfMachine.look(Path.of(place));
  }

  /** A name for the folder of a fetch that sorts behind all that are there, whatever the clock. */
  final String next(Instant now, String what) {
    List<String> fetches = fetches();
    Instant time = now;
    if (!fetches.isEmpty()) {
      String last = fetches.get(fetches.size() - 1);
      Instant after = TIME.parse(last.substring(0, last.indexOf('-')), Instant::from).plusMillis(1);
      time = after.isAfter(now) ? after : now;
    }

    return TIME.format(time) + "-" + what;
  }

  /** Whether the only file of the newest fetch of that name has these bytes. */
  final boolean isNewest(String what, Path file) {
    List<String> fetches =
        fetches().stream().filter(name -> name.endsWith("-" + what)).collect(Collectors.toList());
    return !fetches.isEmpty()
        && isOnlyFile(fetches.get(fetches.size() - 1), MoreFiles.asByteSource(file));
  }

  private List<String> fetches() {
    return folders().stream()
        .filter(name -> name.matches("\\d{8}T\\d{6}\\.\\d{3}Z-\\w+"))
        .collect(Collectors.toList());
  }

  /** Lands bytes under a name, below the folder. */
  final void land(String name, byte[] bytes) {
    land(name, ByteSource.wrap(bytes));
  }

  /** Names of what is in it, sorted; files may be among them. */
  abstract List<String> folders();

  abstract boolean isOnlyFile(String folder, ByteSource bytes);

  /** A small file; null where there is none. */
  abstract byte[] read(String name);

  /** A file on this machine that is to be landed, and not kept. */
  abstract Path unfinished();

  /** Lands what a file has that is whole now. */
  abstract void finish(Path unfinished, String name);

  /** Lands bytes in place of what was read of that name, or under a new one. */
  abstract void land(String name, ByteSource bytes);

  @Override
  public abstract void close();

  final FetchException cannot(IOException e) {
    return new FetchException(
        "Nothing more can be landed in "
            + place
            + " ("
            + (e.getMessage() == null ? e.toString() : e.getMessage())
            + "). What was landed stays; see that there is room and that this user may write"
            + " there, and run it again",
        e);
  }

  final FetchException taken() {
    return new FetchException(
        "Another fetch-results lands in "
            + place
            + "; wait for its end, or name another folder with --out");
  }
}
