package io.eventlake.testing.house.operator.session;

/** What a connector may see of an operator. */
public interface Port {

  void open();
}
