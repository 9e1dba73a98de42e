package io.eventlake.cli.format;

import java.io.IOException;
import java.io.OutputStream;

/** An output that nothing can be written to. */
public final class LostOutput extends OutputStream {

  private final String reason;

  public LostOutput(String reason) {
    this.reason = reason;
  }

  @Override
  public void write(int b) throws IOException {
    throw new IOException(reason);
  }
}
