package io.eventlake.family.site.visit;

/** Where an event comes from. */
public final class Origin {

  /** Project, or null. */
  public final String project;

  /** Environment of it, such as production, or null. */
  public final String environment;

  public Origin(String project, String environment) {
    this.project = project;
    this.environment = environment;
  }
}
