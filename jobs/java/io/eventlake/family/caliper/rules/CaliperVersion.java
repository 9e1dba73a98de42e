package io.eventlake.family.caliper.rules;

/** The versions of Caliper that share these rules; each is named by the IRI of its context. */
public enum CaliperVersion {
  V1P2("http://purl.imsglobal.org/ctx/caliper/v1p2", ""),
  /** Its profiles that came later have contexts of their own below it. */
  V1P1("http://purl.imsglobal.org/ctx/caliper/v1p1", "Profile-extension");

  private final String context;
  private final String extension;

  CaliperVersion(String context, String extension) {
    this.context = context;
    this.extension = extension;
  }

  /** The version that an IRI names, or null. */
  static CaliperVersion of(CharSequence iri) {
    for (CaliperVersion version : values()) {
      if (version.isNamed(iri)) {
        return version;
      }
    }

    return null;
  }

  private boolean isNamed(CharSequence iri) {
    if (context.contentEquals(iri)) {
      return true;
    }
    if (extension.isEmpty() || iri.length() <= context.length() + extension.length()) {
      return false;
    }

    String text = iri.toString();
    return text.startsWith(context + "/")
        && text.endsWith(extension)
        && text.indexOf('/', context.length() + 1) < 0;
  }

  /** As people call it. */
  @Override
  public String toString() {
    return "Caliper " + (this == V1P2 ? "1.2" : "1.1");
  }
}
