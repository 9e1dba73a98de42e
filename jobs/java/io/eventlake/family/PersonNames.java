package io.eventlake.family;

/**
 * How a family names persons in its tables. A lake has one way: by another one everybody would be
 * somebody else.
 */
public final class PersonNames {

  /** Tells this way from others, and nothing of a key. */
  public final String mark;

  /** Whether a lake that has another way may go on with this one. */
  public final boolean mayReplace;

  public PersonNames(String mark, boolean mayReplace) {
    this.mark = mark;
    this.mayReplace = mayReplace;
  }
}
