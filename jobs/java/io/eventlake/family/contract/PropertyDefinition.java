package io.eventlake.family.contract;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a contract says of one property, and which columns it is kept in; one line of it each. */
public final class PropertyDefinition {

  final String pointer;
  final PropertyType type;
  final Set<Role> roles = EnumSet.noneOf(Role.class);
  List<String> choices = List.of();
  double least = Double.NEGATIVE_INFINITY;
  double most = Double.POSITIVE_INFINITY;
  boolean notEmpty;
  String bronze;
  String silver;

  private PropertyDefinition(String pointer, PropertyType type) {
    this.pointer = pointer;
    this.type = type;
    this.bronze = pointer.substring(1).replace('/', '.');
  }

  /**
   * A property of the event or of an object that was named before. In bronze it is kept under its
   * own path, in silver not at all.
   *
   * @param pointer JSON pointer (RFC 6901) within the event, names of letters, digits and {@code _}
   */
  public static PropertyDefinition property(String pointer, PropertyType type) {
    if (!pointer.startsWith("/")) {
      throw new IllegalArgumentException(pointer + " is no JSON pointer of a property");
    }

    return new PropertyDefinition(pointer, type);
  }

  public PropertyDefinition role(Role role) {
    roles.add(role);
    return this;
  }

  /** The values of a choice. */
  public PropertyDefinition choices(String... values) {
    choices = List.of(values);
    return this;
  }

  /** Bounds of a number, both inclusive; of integers, exact up to 2^53. */
  public PropertyDefinition between(double smallest, double largest) {
    least = smallest;
    most = largest;
    return this;
  }

  /** Where the property is required, an empty text does not do. */
  public PropertyDefinition notEmpty() {
    notEmpty = true;
    return this;
  }

  /**
   * Keeps it in another column of {@code bronze.events}; of several properties of one column the
   * first that is present counts, of texts the first that is not empty, of booleans the stricter.
   *
   * @param path names of the column and of fields within, dots between them; null for none, where
   *     no event that keeps the contract has the property
   */
  public PropertyDefinition bronze(String path) {
    bronze = path;
    return this;
  }

  /** Keeps it in a column of {@code silver.events}, too; empty texts are null there. */
  public PropertyDefinition silver(String column) {
    silver = column;
    return this;
  }
}
