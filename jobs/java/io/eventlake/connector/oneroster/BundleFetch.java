package io.eventlake.connector.oneroster;

import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;

/** Lands a CSV bundle, of a file or of a server, when it is whole. */
public final class BundleFetch {

  private static final String WHAT = "bundle";

  private final OneRosterClient client;
  private final Clock clock;

  public BundleFetch(OneRosterClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * Reads a file's bundle without landing it.
   *
   * @throws FetchException when it is none
   */
  public LandedBundle plan(Path file) {
    requireFile(file);
    BundleContent content = BundleContent.read(file, file.toString());
    return new LandedBundle(null, content.kinds, content.rows());
  }

  /** As {@link #plan(Path)}, of an address. */
  public LandedBundle plan(URI uri) {
    try {
      Path file = Files.createTempFile("eventlake", ".zip");
      try {
        client.download(uri, file);
        BundleContent content = BundleContent.read(file, WebAddress.told(uri));
        return new LandedBundle(null, content.kinds, content.rows());
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new FetchException("There is no room for a file that is not kept: " + e, e);
    }
  }

  /**
   * Lands a file's. The same as the last one is not landed again.
   *
   * @throws FetchException when it is none
   */
  public LandedBundle fetch(Path file, LandingFolder folder) {
    requireFile(file);
    Path unfinished = folder.unfinished();
    try {
      Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw folder.cannot(e);
    }

    return land(unfinished, file.toString(), folder);
  }

  /** As {@link #fetch(Path, LandingFolder)}, of an address. */
  public LandedBundle fetch(URI uri, LandingFolder folder) {
    Path unfinished = folder.unfinished();
    client.download(uri, unfinished);
    return land(unfinished, WebAddress.told(uri), folder);
  }

  private LandedBundle land(Path unfinished, String told, LandingFolder folder) {
    BundleContent content = BundleContent.read(unfinished, told);
    if (folder.isNewest(WHAT, unfinished)) {
      return new LandedBundle(null, content.kinds, content.rows());
    }

    String name = folder.next(clock.instant(), WHAT) + "/bundle.zip";
    folder.finish(unfinished, name);
    return new LandedBundle(folder.place + "/" + name, content.kinds, content.rows());
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          "--bundle " + file + " is not there: name a zip, or an address of https");
    }
  }
}
