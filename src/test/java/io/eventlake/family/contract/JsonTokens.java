package io.eventlake.family.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Changes the tokens of records at random: what a plain record has and what it has not. */
final class JsonTokens {

  private static final String UUID = "7b0a3c52-9f67-4c8c-8d2b-3f6a1e5d9c01";

  private static final String[] VALUES = {
    "0",
    "-0",
    "-1",
    "00",
    "01",
    "1.",
    ".5",
    "1.0",
    "1e2",
    "1E+2",
    "1e",
    "1e+",
    "-",
    "+1",
    "5x",
    "0x1F",
    "1755721220500",
    "-1755721220500",
    "999999999999999999",
    "-99999999999999999",
    "1000000000000",
    "1000000000001",
    "9223372036854775807",
    "123456789012345678901234567890",
    "-0.0",
    "-1.5e-3",
    "NaN",
    "Infinity",
    "true",
    "false",
    "null",
    "tru",
    "nulll",
    "True",
    "\"\"",
    "\" \"",
    "\"page_view\"",
    "\"chart_interaction\"",
    "\"affiliate_click\"",
    "\"sort\"",
    "\"1.0.0\"",
    "\"1.20.3\"",
    "\"2.0.0\"",
    "\"2026-01-31T09:30:00.123Z\"",
    "\"2026-01-31T09:30:00.123456+05:30\"",
    "\"2016-12-31T23:59:60z\"",
    "\"2026-02-30T00:00:00Z\"",
    "\"2026-01-31t09:30:00-00:00\"",
    "\"" + UUID + "\"",
    "\"" + UUID.toUpperCase(Locale.ROOT) + "\"",
    "\"00000000-0000-0000-0000-000000000000\"",
    "\"undefined\"",
    "\"NULL\"",
    "\"[object Object]\"",
    "\"a@b.example\"",
    "\"a%40b.example\"",
    "\"\uFF20b.example\"",
    "\"203.0.113.7\"",
    "\"a,::1\"",
    "\"203.0.113.0\"",
    "\"sha256:" + "0aB1".repeat(16) + "\"",
    "\"\u05e9\u05dc\u05d5\u05dd\"",
    "\"\ud83d\ude00\"",
    "\"\u2028\u0085\uFEFF\u007F\"",
    "\"\\u0041\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\/\\n\\\"\"",
    "\"\\x\"",
    "\"tab\there\"",
    "\"\u0000\"",
    "\"open",
    "'x'",
    "[]",
    "[\"a\"]",
    "[\"a\",\"\u05e9\"]",
    "[\"a\",]",
    "[,]",
    "[\"a\" \"b\"]",
    "[null]",
    "[1]",
    "[[\"a\"]]",
    "{}",
    "{\"a\":1}",
    "{\"analytics\":true}",
    "{\"analytics\":false,}",
    "{,}",
    "{\"utm\":{}}",
    "[".repeat(70) + "]".repeat(70),
    "{\"a\":".repeat(70) + "1" + "}".repeat(70)
  };

  private static final String[] BETWEEN = {
    " ",
    "\n",
    "\r",
    "\t",
    " \r\n\t ",
    "\f",
    "\u000B",
    "\u00A0",
    "\u0000",
    "\u0085",
    "\uFEFF",
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "/**/",
    "//\n",
    "x"
  };

  /** Bytes that are no UTF-8, or hardly. */
  private static final int[][] BYTES = {
    {0x80},
    {0xC0, 0x80},
    {0xC1, 0xBF},
    {0xC2},
    {0xC2, 0x80},
    {0xE0, 0x9F, 0xBF},
    {0xE0, 0xA0, 0x80},
    {0xED, 0x9F, 0xBF},
    {0xED, 0xA0, 0x80},
    {0xEF, 0xBF, 0xBF},
    {0xF0, 0x8F, 0xBF, 0xBF},
    {0xF0, 0x90, 0x80, 0x80},
    {0xF4, 0x8F, 0xBF, 0xBF},
    {0xF4, 0x90, 0x80, 0x80},
    {0xF5, 0x80, 0x80, 0x80},
    {0xF0, 0x9F, 0x98},
    {0xFF},
    {0xFE, 0xFF}
  };

  private final Random random;

  JsonTokens(Random random) {
    this.random = random;
  }

  /** A copy with up to three changes. */
  byte[] mutated(byte[] record) {
    List<byte[]> tokens = tokens(record);
    for (int i = random.nextInt(4); i > 0 && tokens.size() > 2; i--) {
      change(tokens);
    }

    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    tokens.forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  private void change(List<byte[]> tokens) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(12)) {
      case 0:
        tokens.add(at, pick(BETWEEN));
        break;
      case 1:
        tokens.remove(at);
        break;
      case 2:
        tokens.subList(at, tokens.size()).clear();
        break;
      case 3:
        int to = Math.min(tokens.size(), at + 1 + random.nextInt(5));
        tokens.addAll(random.nextInt(tokens.size()), List.copyOf(tokens.subList(at, to)));
        break;
      case 4:
        tokens.set(at, within(tokens.get(at)));
        break;
      case 5:
        tokens.add(random.nextBoolean() ? 0 : tokens.size(), pick(BETWEEN));
        break;
      case 6:
        addMember(tokens, at);
        break;
      default:
        replaceValue(tokens, at);
    }
  }

  /** The value behind the next colon. */
  private void replaceValue(List<byte[]> tokens, int from) {
    int at = colon(tokens, from) + 1;
    if (at > 0 && at < tokens.size()) {
      tokens.set(at, pick(VALUES));
    }
  }

  /** A member again where it stood, or elsewhere, or one that the contract does not know. */
  private void addMember(List<byte[]> tokens, int from) {
    int colon = colon(tokens, from);
    if (colon > 0) {
      byte[] name = random.nextInt(4) == 0 ? utf8("\"Ts\"") : tokens.get(colon - 1);
      tokens.addAll(colon - 1, List.of(name, utf8(":"), pick(VALUES), utf8(",")));
    }
  }

  private static int colon(List<byte[]> tokens, int from) {
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.get(i).length == 1 && tokens.get(i)[0] == ':') {
        return i;
      }
    }

    return -1;
  }

  /** A token with bytes put into it. */
  private byte[] within(byte[] token) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    int at = random.nextInt(token.length);
    changed.write(token, 0, at);
    for (int unit : BYTES[random.nextInt(BYTES.length)]) {
      changed.write(unit);
    }

    changed.write(token, at, token.length - at);
    return changed.toByteArray();
  }

  private byte[] pick(String[] choices) {
    return utf8(choices[random.nextInt(choices.length)]);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  /** The pieces of a record of the generator, which writes no white space. */
  private static List<byte[]> tokens(byte[] record) {
    List<byte[]> tokens = new ArrayList<>();
    int start = 0;
    while (start < record.length) {
      int end = start + 1;
      if (record[start] == '"') {
        while (record[end] != '"') {
          end += record[end] == '\\' ? 2 : 1;
        }
        end++;
      } else if ("{}[]:,".indexOf(record[start]) < 0) {
        while ("{}[]:,".indexOf(record[end]) < 0) {
          end++;
        }
      }

      tokens.add(Arrays.copyOfRange(record, start, end));
      start = end;
    }

    return tokens;
  }
}
