package io.eventlake.testing.house.event;

/** A word of one family in a room of all. */
public class Hit {

  public int pageViews;
}
