package io.eventlake.family.caliper.rules;

import java.util.Locale;

/** What the value of a property is, as the tables say it. */
enum PropertyKind {
  /** The array of an envelope. */
  ITEMS("an array of events and entities"),
  /** The {@code dataVersion} of an envelope. */
  VERSION("the IRI of a version's context"),
  /** The {@code @context} of an item. */
  CONTEXT("a string, an array or an object"),
  EVENT_ID("urn:uuid: and a UUID"),
  ENTITY_ID("an absolute IRI or a blank node"),
  TYPE("a string"),
  TERM("a string"),
  TERMS("an array of terms"),
  STRING("a string"),
  STRINGS("an array of strings"),
  INTEGER("a non-negative integer"),
  DECIMAL("a decimal, written with a point or an exponent such as 25.0"),
  NUMBER("a number"),
  BOOLEAN("a boolean"),
  DATE_TIME("a date-time YYYY-MM-DDTHH:mm:ss.SSSZ"),
  DURATION("an ISO 8601 duration such as PT5M30S"),
  MAP("an object"),
  /** An entity or value as an object, never an IRI. */
  OBJECT("an object"),
  /** An entity, as an object or by its IRI. */
  REFERENCE("an entity or its IRI"),
  REFERENCES("an array of entities or their IRIs"),
  /** An object whose rules its place tells, not its type. */
  PART("an object"),
  PARTS("an array of objects");

  /** Reads on from "is not". */
  final String description;

  PropertyKind(String description) {
    this.description = description;
  }

  static PropertyKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** True where the range is types. */
  boolean ofTypes() {
    return this == OBJECT
        || this == REFERENCE
        || this == REFERENCES
        || this == PART
        || this == PARTS;
  }

  /** True where the range is terms. */
  boolean ofTerms() {
    return this == TERM || this == TERMS;
  }

  /** True where an object with nothing in it is a value, or is judged as one. */
  boolean mayBeEmptyObject() {
    return this == MAP || this == PART || this == ITEMS || this == CONTEXT;
  }

  /** True where an array with nothing in it is a value, or is judged as one. */
  boolean mayBeEmptyArray() {
    return this == ITEMS
        || this == STRINGS
        || this == TERMS
        || this == REFERENCES
        || this == PARTS
        || this == CONTEXT;
  }
}
