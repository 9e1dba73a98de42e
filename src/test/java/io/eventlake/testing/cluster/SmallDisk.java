package io.eventlake.testing.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a few MiB that each process of a cluster has to itself in one directory, so that
 * a test can fill it. It is in memory and mounted in namespaces of the user's own, which takes no
 * rights but a Linux that allows it.
 */
public final class SmallDisk {

  private static final List<String> NAMESPACES =
      List.of("unshare", "--user", "--map-root-user", "--mount");
  private static final long LOOK_SECONDS = 10;
  private static final int PAGE = 4096;

  private final Path directory;
  private final int mebibytes;

  /** One at the directory, which is made. */
  public SmallDisk(Path directory, int mebibytes) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.mebibytes = mebibytes;
  }

  /** Whether this machine lets its users mount one. */
  public boolean isAvailable() throws IOException, InterruptedException {
    List<String> nothing = new ArrayList<>(mount());
    nothing.add("true");
    Process tried =
        new ProcessBuilder(nothing)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return tried.waitFor(LOOK_SECONDS, TimeUnit.SECONDS) && tried.exitValue() == 0;
  }

  /** Takes all that is left of the process's own. */
  public void fill(MemberProcess member) throws IOException {
    try (OutputStream ballast = Files.newOutputStream(ballast(member))) {
      byte[] page = new byte[PAGE];
      for (long written = 0; written <= (long) mebibytes << 20; written += PAGE) {
        ballast.write(page);
      }
    } catch (IOException e) {
      // No space left, as it was meant; anything else shows when the file is measured.
      if (Files.size(ballast(member)) == 0) {
        throw e;
      }

      return;
    }

    throw new IOException("The disk of " + member.name() + " holds more than it should");
  }

  /** Gives back what was taken. */
  public void free(MemberProcess member) throws IOException {
    Files.delete(ballast(member));
  }

  Path directory() {
    return directory;
  }

  /** A command that becomes the one which follows, with the disk in its place. */
  List<String> mount() {
    List<String> command = new ArrayList<>(NAMESPACES);
    command.addAll(
        List.of(
            "bash",
            "-c",
            "mount -t tmpfs -o size=" + mebibytes + "m tmpfs \"$0\" && exec \"$@\"",
            directory.toString()));
    return command;
  }

  /** Its own view of the directory: others do not see what it has mounted. */
  private Path ballast(MemberProcess member) {
    return Path.of("/proc/" + member.id() + "/root" + directory).resolve("ballast");
  }
}
