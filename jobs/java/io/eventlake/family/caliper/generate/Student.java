package io.eventlake.family.caliper.generate;

import java.util.Map;

/** Somebody who learns. */
final class Student {

  /** Where all ids of persons begin. */
  static final String PEOPLE = "https://campus.example/people/";

  private static final String ANONYMOUS = "http://purl.imsglobal.org/caliper/Person";
  private static final String[] NAMES = {"Ada", "Chinua", "Emmy", "Ibn", "Maryam", "Srinivasa"};
  private static final int FIRST_NUMBER = 100_000;

  final String id;

  /** Null for an anonymous one. */
  private final String name;

  private Student(String id, String name) {
    this.id = id;
    this.name = name;
  }

  static Student of(int number) {
    return new Student(
        PEOPLE + "u" + (FIRST_NUMBER + number),
        NAMES[number % NAMES.length] + " " + (FIRST_NUMBER + number));
  }

  static Student anonymous() {
    return new Student(ANONYMOUS, null);
  }

  boolean isKnown() {
    return name != null;
  }

  /** With the name, and what some systems tell beside it. */
  Map<String, Object> person(String type) {
    Map<String, Object> person = Json.thing(id, type);
    if (isKnown()) {
      person.put("name", name);
    }
    if (isKnown() && type.equals("TimebackUser")) {
      person.put("email", id.substring(PEOPLE.length()) + "@campus.example");
    }

    return person;
  }
}
