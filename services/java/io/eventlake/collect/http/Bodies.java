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
      throw tooLarge();
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
          return read(request.req().getInputStream());
        case "gzip", "x-gzip":
          return read(new GZIPInputStream(request.req().getInputStream(), CHUNK));
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

  private byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
    byte[] chunk = new byte[CHUNK];
    long start = System.nanoTime();
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (out.size() + n > most) {
        throw tooLarge();
      }
      if (System.nanoTime() - start > timeoutNanos) {
        throw new IOException("too slow");
      }

      out.write(chunk, 0, n);
    }

    return out.toByteArray();
  }

  private AnsweredException tooLarge() {
    return new AnsweredException(
        413, "The body has more than " + most + " bytes, unpacked: send fewer events at once.");
  }

  private static String encoding(Context request) {
    String encoding = request.header("Content-Encoding");
    return encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
  }
}
