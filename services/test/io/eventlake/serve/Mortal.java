package io.eventlake.serve;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Ends a process, as far as its thread can tell, before or after one of the calls of its ports. */
public final class Mortal {

  /** The process is gone. */
  public static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;
  }

  private int left;

  /**
   * @param steps after which it ends; each call has two, before and after
   */
  public Mortal(int steps) {
    left = steps;
  }

  /** Whether it was ended. */
  public boolean isDead() {
    return left <= 0;
  }

  /** A port that ends it. */
  public <T> T of(Class<T> port, T its) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, values) -> {
              step();
              method.setAccessible(true); // ports are of their rooms alone
              try {
                Object result = method.invoke(its, values);
                step();
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private void step() {
    if (--left <= 0) {
      throw new KilledError();
    }
  }
}
