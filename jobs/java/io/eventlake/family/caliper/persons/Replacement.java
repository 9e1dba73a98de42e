package io.eventlake.family.caliper.persons;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Takes the persons of one item out of its texts: their ids, also percent-encoded, the last parts
 * of these in IRIs, their names, addresses, in capital or small letters. Of several at one place
 * the longest counts. What it costs grows with the texts, however many persons there are.
 */
public final class Replacement {

  /** Stands for a name or an address in what people wrote. */
  static final String SOMEBODY = "(person)";

  /** Within the lengths that mail knows, so that no text makes the search long. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[\\p{Alnum}.!#$%&'*+_~-]{1,64}+@[\\p{Alnum}-]{1,63}+(\\.[\\p{Alnum}-]{1,63}+)+");

  /** A number by itself may be of something else; of this length it is no chance. */
  private static final int LONG_NUMBER = 8;

  /** Longer ids are looked for as whole texts only. */
  private static final int LONGEST = 1_024;

  private static final String BEFORE_PART = "/=:#";
  private static final String BEHIND_PART = "/?&#;";

  private final Pseudonyms pseudonyms;
  private final NamedPersons persons;

  /** Made where it is asked for: most texts name nobody. */
  private TextTrie texts;

  public Replacement(Pseudonyms pseudonyms, NamedPersons persons) {
    this.pseudonyms = pseudonyms;
    this.persons = persons;
  }

  /** The text without persons; the same one where it names none. */
  public String of(String text) {
    if (persons.ids().contains(text)) {
      return pseudonyms.of(text);
    }
    if (texts == null) {
      texts = texts();
    }

    String result = withoutTexts(text);
    return result.indexOf('@') < 0 ? result : ADDRESS.matcher(result).replaceAll(SOMEBODY);
  }

  private TextTrie texts() {
    TextTrie trie = new TextTrie();
    for (String id : persons.ids()) {
      if (id.length() > LONGEST || Pseudonyms.isPseudonym(id) || persons.isSite(id)) {
        continue;
      }

      String pseudonym = pseudonyms.of(id);
      trie.add(id, pseudonym);
      String form = URLEncoder.encode(id, StandardCharsets.UTF_8);
      trie.add(form, pseudonym);
      trie.add(form.replace("+", "%20").replace("%7E", "~"), pseudonym);
      String part = NamedPersons.lastPart(id);
      if (!part.isEmpty() && part.length() < id.length()) {
        trie.addPart(part, pseudonym);
      }
    }

    persons.names().stream()
        .filter(name -> name.length() <= LONGEST)
        .forEach(name -> trie.add(name, SOMEBODY));
    return trie;
  }

  private String withoutTexts(String text) {
    boolean iri = text.indexOf(':') >= 0;
    int scheme = schemeOf(text);
    StringBuilder out = null;
    int copied = 0;
    int at = 0;
    while (at < text.length()) {
      int node = texts.step(TextTrie.ROOT, text.charAt(at));
      String instead = null;
      int end = at;
      for (int i = at + 1; node != TextTrie.NONE; i++) {
        String found = anywhere(node, text, at, i);
        if (found == null && iri && isPart(text, at, i)) {
          found = texts.asPart(node);
        }
        if (found != null && !(i <= scheme && found.equals(SOMEBODY))) {
          instead = found;
          end = i;
        }

        node = i == text.length() ? TextTrie.NONE : texts.step(node, text.charAt(i));
      }

      if (instead == null) {
        at++;
      } else {
        out = out == null ? new StringBuilder() : out;
        out.append(text, copied, at).append(instead);
        copied = end;
        at = end;
      }
    }

    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  /** What stands for a text wherever it is. */
  private String anywhere(int node, String text, int from, int to) {
    String found = texts.anywhere(node);
    if (found == null) {
      return null;
    }

    String sent = text.substring(from, to);
    if (found.equals(SOMEBODY)) {
      // In other letters it may be a word of another kind: it has to stand by itself.
      return persons.names().contains(sent) || isWord(text, from, to) ? found : null;
    }

    return persons.ids().contains(sent) ? pseudonyms.of(sent) : found;
  }

  private static boolean isWord(String text, int from, int to) {
    return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
        && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
  }

  /** Where the scheme of an IRI ends, in which nobody is named; 0 for another text. */
  private static int schemeOf(String text) {
    boolean iri =
        text.startsWith("http://") || text.startsWith("https://") || text.startsWith("urn:");
    return iri ? text.indexOf(':') : 0;
  }

  /** {@code student1} of {@code ?user=student1} and of {@code /users/student1/}. */
  private static boolean isPart(String text, int from, int to) {
    if (from == 0 || to < text.length() && BEHIND_PART.indexOf(text.charAt(to)) < 0) {
      return false;
    }

    char before = text.charAt(from - 1);
    return before == '=' || BEFORE_PART.indexOf(before) >= 0 && isTelling(text, from, to);
  }

  private static boolean isTelling(String text, int from, int to) {
    if (to - from >= LONG_NUMBER) {
      return true;
    }

    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return true;
      }
    }

    return false;
  }
}
