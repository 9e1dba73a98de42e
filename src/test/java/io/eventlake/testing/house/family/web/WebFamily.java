package io.eventlake.testing.house.family.web;

/** A family of the crooked house. */
public class WebFamily {}
