package io.eventlake.lake.maintain;

/** A file in a table's folder that nothing names. */
public final class OrphanFile {

  public final String location;
  public final long bytes;

  OrphanFile(String location, long bytes) {
    this.location = location;
    this.bytes = bytes;
  }

  @Override
  public String toString() {
    return location + " (" + bytes + " bytes)";
  }
}
