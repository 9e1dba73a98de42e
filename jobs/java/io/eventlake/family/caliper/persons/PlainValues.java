package io.eventlake.family.caliper.persons;

import java.util.regex.Pattern;

/** Texts that are of no language: IRIs, blank nodes, times, durations. */
final class PlainValues {

  private static final Pattern FORMS =
      Pattern.compile(
          "_:[\\w.-]+|[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+|\\d{4}-\\d\\d-\\d\\d[Tt][\\d:.]+([Zz]|[+-]\\d\\d:\\d\\d)"
              + "|P[\\dYMWDTHS.,]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private PlainValues() {}

  static boolean are(String text) {
    return FORMS.matcher(text).matches() && !PersonSearch.isAddress(text);
  }
}
