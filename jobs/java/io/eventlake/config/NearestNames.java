package io.eventlake.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a mistyped name may have meant, of the names there are: "did you mean". */
public final class NearestNames {

  /** More to choose from is no help. */
  private static final int MOST = 3;

  /** A longer text is no name, and would take long to compare. */
  private static final int MOST_LETTERS = 100;

  /** One letter in so many may be wrong. */
  private static final int LETTERS_FOR_A_FAULT = 4;

  /** Two letters that changed places count as two faults, which short names do not allow. */
  private static final double ALIKE = 0.92;

  private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

  private NearestNames() {}

  /** The nearest of the names, equally near ones in their order; empty where none is near. */
  public static List<String> of(String word, Collection<String> names) {
    if (word.length() > MOST_LETTERS) {
      return List.of();
    }

    String wanted = folded(word);
    List<String> whole =
        names.stream()
            .filter(name -> isEndOf(name, wanted))
            .limit(MOST)
            .collect(Collectors.toList());
    if (!whole.isEmpty() || wanted.isEmpty()) {
      return whole;
    }

    List<String> near =
        names.stream().filter(name -> isNear(wanted, folded(name))).collect(Collectors.toList());
    Comparator<String> byDistance = Comparator.comparingInt(name -> distance(wanted, folded(name)));
    return near.stream()
        .min(byDistance)
        .map(best -> distance(wanted, folded(best)))
        .map(
            least ->
                near.stream()
                    .filter(name -> distance(wanted, folded(name)) == least)
                    .limit(MOST)
                    .collect(Collectors.toList()))
        .orElse(List.of());
  }

  /** Goes on behind what is unknown: {@code , did you mean X?}, or nothing. */
  public static String asked(String word, Collection<String> names) {
    List<String> near = of(word, names);
    return near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near) + "?";
  }

  /**
   * Goes on behind what is unknown, to the end of the message: the nearest names, and all.
   *
   * @param what they are, for example {@code the jobs are}
   */
  public static String among(String word, Collection<String> names, String what) {
    String asked = asked(word, names);
    String all = what + " " + String.join(", ", names);
    return asked.isEmpty()
        ? "; " + all
        : asked + " " + all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
  }

  /** True for the same name, or one whose last part it is: {@code events, silver.events}. */
  private static boolean isEndOf(String name, String wanted) {
    String folded = folded(name);
    return folded.equals(wanted) || folded.endsWith("." + wanted);
  }

  private static boolean isNear(String word, String name) {
    int longer = Math.max(word.length(), name.length());
    return distance(word, name) <= Math.max(1, longer / LETTERS_FOR_A_FAULT)
        || SIMILARITY.apply(word, name) >= ALIKE;
  }

  private static int distance(String word, String name) {
    return LevenshteinDistance.getDefaultInstance().apply(word, name);
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
