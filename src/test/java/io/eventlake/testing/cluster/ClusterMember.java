package io.eventlake.testing.cluster;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * What every process of a cluster runs: a main class of Flink's, in a JVM that ends when the one
 * that started it is gone, however that ended.
 */
public final class ClusterMember {

  private ClusterMember() {}

  /**
   * @param args name of the main class, then its own arguments
   */
  public static void main(String[] args) throws Throwable {
    Thread watch = new Thread(ClusterMember::awaitOrphanhood, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    String[] own = Arrays.copyOfRange(args, 1, args.length);
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) own);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Standard input is a pipe that the parent never writes to: it ends with the parent. */
  private static void awaitOrphanhood() {
    try {
      while (System.in.read() >= 0) {
        // Nobody sends anything; what comes is no reason to end.
        continue;
      }
    } catch (IOException e) {
      // A broken pipe is an end as well.
    }

    Runtime.getRuntime().halt(1);
  }
}
