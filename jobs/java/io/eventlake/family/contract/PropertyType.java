package io.eventlake.family.contract;

/** What a property's value may be; null, where a value is not required, is as absent. */
public enum PropertyType {
  OBJECT("an object"),
  TEXT("a string"),
  TEXTS("an array of strings"),
  /** A string, number or boolean, kept as text. */
  SCALAR("a string, a number or a boolean"),
  /** Anything, such as an array of objects, kept as JSON text, canonical and without addresses. */
  JSON("JSON"),
  VERSION("a string"),
  CHOICE("a string"),
  /** A UUID. */
  ID("a string"),
  /** The id of a session. */
  SESSION("a string"),
  /** The hash that stands for a user. */
  USER("a string"),
  /** An address, of which the network is kept. */
  ADDRESS("a string"),
  TIMESTAMP("a string"),
  /** Of 64 bits, within the property's bounds. */
  INTEGER("an integer"),
  /** A finite number, within the property's bounds. */
  NUMBER("a number"),
  BOOLEAN("a boolean");

  final String description;

  PropertyType(String description) {
    this.description = description;
  }

  /** True for an id, which may be there and count as absent. */
  boolean isId() {
    return this == ID || this == SESSION || this == USER;
  }
}
