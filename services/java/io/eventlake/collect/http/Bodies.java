package io.eventlake.collect.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads bodies as far as they may be, packed or not. */
final class Bodies {

  private static final int CHUNK = 8_192;
  private static final long LITTLE = 1 << 18;

  private final int most;
  private final long timeoutNanos;

  /**
   * @param most bytes, unpacked
   * @param timeout how long one may take
   */
  Bodies(int most, Duration timeout) {
    this.most = most;
    this.timeoutNanos = timeout.toNanos();
  }

  /** How much a body may come to, as its head says. */
  int expected(Context request) {
    long length = request.req().getContentLengthLong();
    if (length > most) {
      throw tooLarge(request);
    }

    return length >= 0 && encoding(request).equals("identity") ? (int) length : most;
  }

  /**
   * The body, unpacked.
   *
   * @throws AnsweredException where it is too large, too slow, or is not packed as it says
   */
  byte[] read(Context request) {
    String encoding = encoding(request);
    try {
      switch (encoding) {
        case "identity":
          return read(request, request.req().getInputStream());
        case "gzip", "x-gzip":
          return read(request, new GZIPInputStream(request.req().getInputStream(), CHUNK));
        default:
          throw new AnsweredException(
              415, "A body is packed with gzip, or not at all: leave out its Content-Encoding.");
      }
    } catch (ZipException | EOFException e) {
      throw new AnsweredException(400, "The body is not whole, or not packed with gzip.");
    } catch (IOException e) {
      throw new AnsweredException(408, "The body did not come in time.");
    }
  }

  private byte[] read(Context request, InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
    byte[] chunk = new byte[CHUNK];
    long start = System.nanoTime();
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (out.size() + n > most) {
        throw tooLarge(request);
      }
      if (System.nanoTime() - start > timeoutNanos) {
        throw new IOException("too slow");
      }

      out.write(chunk, 0, n);
    }

    return out.toByteArray();
  }

  private AnsweredException tooLarge(Context request) {
    passOver(request);
    return new AnsweredException(
        413, "The body has more than " + most + " bytes, unpacked: send fewer events at once.");
  }

  /**
   * Reads what is left of a body, as far as that is little: a connection that ends while somebody
   * still sends is an error for them, and no answer.
   */
  private void passOver(Context request) {
    byte[] chunk = new byte[CHUNK];
    long start = System.nanoTime();
    try {
      InputStream in = request.req().getInputStream();
      long left = Math.max(2L * most, LITTLE);
      for (int n = in.read(chunk);
          n >= 0 && left > 0 && System.nanoTime() - start < timeoutNanos;
          n = in.read(chunk)) {
        left -= n;
      }
    } catch (IOException e) {
      // Who is gone reads no answer.
    }
  }

  private static String encoding(Context request) {
    String encoding = request.header("Content-Encoding");
    return encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
  }
}
