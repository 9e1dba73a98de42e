package io.eventlake.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A home of the program whose launcher starts the services as the build under test has them: the
 * real one would build anew.
 */
public final class LauncherHome {

  private LauncherHome() {}

  /** Makes one; the emulators are those of the build. */
  public static Path in(Path directory) throws IOException {
    Path home = Files.createDirectories(directory);
    Files.createDirectories(home.resolve("target"));
    Files.createSymbolicLink(
        home.resolve("target").resolve("emulators"), Emulators.DIRECTORY.toAbsolutePath());
    Files.write(
        home.resolve("eventlake"),
        List.of(
            "name=$1",
            "case $name in serve) path='"
                + absolute("serve")
                + "' ;; *) path='"
                + absolute("collect")
                + "' ;; esac",
            "exec '"
                + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' -Xmx512m -XX:TieredStopAtLevel=1 -Deventlake.log='"
                + home
                + "'/$name.log -cp \"$path\" io.eventlake.$name.Main \"$@\""));
    return home;
  }

  private static String absolute(String name) throws IOException {
    return Arrays.stream(ServiceProcess.classPath(name).split(File.pathSeparator))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
