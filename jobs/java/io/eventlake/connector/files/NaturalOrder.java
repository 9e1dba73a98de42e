package io.eventlake.connector.files;

import java.util.Comparator;

/** Names as people order them: numbers by their value, so that part-2 comes before part-10. */
final class NaturalOrder implements Comparator<String> {

  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      int iEnd = numberEnd(one, i);
      int jEnd = numberEnd(other, j);
      int order =
          iEnd > i && jEnd > j
              ? compareNumbers(one.substring(i, iEnd), other.substring(j, jEnd))
              : Character.compare(one.charAt(i), other.charAt(j));
      if (order != 0) {
        return order;
      }

      i = Math.max(i + 1, iEnd);
      j = Math.max(j + 1, jEnd);
    }

    int left = Integer.compare(one.length() - i, other.length() - j);
    return left != 0 ? left : one.compareTo(other);
  }

  private static int numberEnd(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }

    return end;
  }

  /** By value, of any length. */
  private static int compareNumbers(String one, String other) {
    String digits = withoutZeros(one);
    String others = withoutZeros(other);
    int byLength = Integer.compare(digits.length(), others.length());
    return byLength != 0 ? byLength : digits.compareTo(others);
  }

  private static String withoutZeros(String digits) {
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }

    return digits.substring(first);
  }
}
