package io.eventlake.testing.house.lake;

/** Called after the events of one family. */
public class ClickTotals {}
