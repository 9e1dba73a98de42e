package io.eventlake.family.caliper.persons;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the persons of one item out of its texts: their ids, their names, addresses. */
final class Replacement {

  /** Stands for a name or an address in what people wrote. */
  static final String SOMEBODY = "(person)";

  private static final Pattern ADDRESS =
      Pattern.compile("[\\p{Alnum}.!#$%&'*+_~-]+@[\\p{Alnum}-]+(\\.[\\p{Alnum}-]+)+");

  /** A number by itself may be of something else; of this length it is no chance. */
  private static final int LONG_NUMBER = 8;

  private final Pseudonyms pseudonyms;
  private final NamedPersons persons;

  /** Patterns of an id's last part in other IRIs, and what to put there; made where asked for. */
  private List<Pattern> parts;

  private final List<String> ofParts = new ArrayList<>();

  Replacement(Pseudonyms pseudonyms, NamedPersons persons) {
    this.pseudonyms = pseudonyms;
    this.persons = persons;
  }

  /** A text without any of these, and without escapes, names nobody. */
  List<String> needles() {
    List<String> needles = new ArrayList<>(List.of("%", "@"));
    for (String id : persons.ids()) {
      String part = lastPart(id);
      needles.add(part.isEmpty() ? id : part);
    }

    needles.addAll(persons.names());
    return needles;
  }

  private static String lastPart(String id) {
    int at = Math.max(id.lastIndexOf('/'), Math.max(id.lastIndexOf(':'), id.lastIndexOf('#')));
    return id.substring(at + 1);
  }

  /** The text without persons; the same one where it names none. */
  String of(String text) {
    if (persons.ids().contains(text)) {
      return pseudonyms.of(text);
    }

    String result = text;
    for (String id : persons.ids()) {
      String pseudonym = pseudonyms.of(id);
      result = result.replace(id, pseudonym);
      if (result.indexOf('%') >= 0) {
        result = result.replace(URLEncoder.encode(id, StandardCharsets.UTF_8), pseudonym);
      }
    }

    for (String name : persons.names()) {
      result = result.replace(name, SOMEBODY);
    }
    if (result.indexOf('@') >= 0) {
      result = ADDRESS.matcher(result).replaceAll(SOMEBODY);
    }

    return result.indexOf(':') < 0 ? result : withoutParts(result);
  }

  /** {@code ?user=student1} and {@code /users/student1/} of {@code .../people/student1}. */
  private String withoutParts(String iri) {
    if (parts == null) {
      makeParts();
    }

    String result = iri;
    for (int i = 0; i < parts.size(); i++) {
      Matcher matcher = parts.get(i).matcher(result);
      result = matcher.find() ? matcher.replaceAll(ofParts.get(i)) : result;
    }

    return result;
  }

  private void makeParts() {
    parts = new ArrayList<>();
    for (String id : persons.ids()) {
      String part = lastPart(id);
      if (part.length() == id.length() || part.isEmpty() || Pseudonyms.isPseudonym(id)) {
        continue;
      }

      boolean telling =
          part.length() >= LONG_NUMBER || part.chars().anyMatch(c -> c < '0' || c > '9');
      String before = telling ? "(?<=[/=:#])" : "(?<=[=])";
      parts.add(Pattern.compile(before + Pattern.quote(part) + "(?=$|[/?&#;])"));
      ofParts.add(Matcher.quoteReplacement(pseudonyms.of(id)));
    }
  }
}
