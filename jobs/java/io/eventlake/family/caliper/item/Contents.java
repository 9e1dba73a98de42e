package io.eventlake.family.caliper.item;

import io.eventlake.json.JsonTape;
import io.eventlake.json.JsonTape.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Tells whether two describes say the same of an entity, whatever order and white space they were
 * written with. When it was modified, and by which context, is none of what they say; null is the
 * same as absent. Not for several threads.
 */
final class Contents {

  private static final Set<String> NO_CONTENT = Set.of("@context", "dateModified");

  private final JsonTape tape;
  private final MessageDigest digest;
  private final StringBuilder out = new StringBuilder();

  Contents(JsonTape tape) {
    this.tape = tape;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** SHA-256 of the object on the tape in hexadecimal; part of the lake's data. */
  String hash() {
    out.setLength(0);
    object(0);
    StringBuilder hex = new StringBuilder();
    for (byte each : digest.digest(out.toString().getBytes(StandardCharsets.UTF_8))) {
      hex.append(Character.forDigit(each >> 4 & 0xF, 16))
          .append(Character.forDigit(each & 0xF, 16));
    }

    return hex.toString();
  }

  /** Recursion is bounded by the depth that JSON may have. */
  private void value(int value) {
    if (tape.kind(value) == Kind.OBJECT) {
      object(value);
    } else if (tape.kind(value) == Kind.ARRAY) {
      char before = '[';
      for (int at = tape.first(value); at < tape.next(value); at = tape.next(at)) {
        out.append(before);
        before = ',';
        value(at);
      }
      out.append(before == '[' ? "[]" : "]");
    } else {
      out.append(ItemValues.json(tape, value));
    }
  }

  private void object(int object) {
    List<Integer> members = new ArrayList<>();
    for (int at = tape.first(object); at < tape.next(object); at = tape.next(at)) {
      boolean counts = object != 0 || !NO_CONTENT.contains(tape.nameText(at));
      if (counts && tape.kind(at) != Kind.NULL) {
        members.add(at);
      }
    }

    members.sort(Comparator.comparing(tape::nameText));
    char before = '{';
    for (int at : members) {
      out.append(before).append(ItemValues.quoted(tape.nameText(at))).append(':');
      before = ',';
      value(at);
    }

    out.append(before == '{' ? "{}" : "}");
  }
}
