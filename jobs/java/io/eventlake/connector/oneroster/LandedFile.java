package io.eventlake.connector.oneroster;

/** A file where it was landed. */
public final class LandedFile {

  /** Below what was named, with slashes. */
  public final String name;

  /** The whole of it, for messages. */
  public final String place;

  /** By which the store tells one content from another; null where bytes have to be looked at. */
  public final String version;

  /** Whether it was named itself, and not a folder that has it. */
  public final boolean isNamed;

  LandedFile(String name, String place, String version, boolean isNamed) {
    this.name = name;
    this.place = place;
    this.version = version;
    this.isNamed = isNamed;
  }
}
