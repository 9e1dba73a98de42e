package io.eventlake.family.contract;

import io.eventlake.event.RejectReason;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which ids of a producer are none, and what stands for a user (design: semantics, section 1). */
public final class IdRules implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * The form of a user's id that is known without the pattern, which takes several times as long.
   */
  static final String SHA256 = "sha256:[0-9a-fA-F]{64}";

  private static final String PREFIX = "sha256:";
  private static final int DIGITS = 64;

  private final String[] absent;
  private final Pattern user;
  private final boolean sha256;

  private transient Matcher matcher;

  /**
   * @param absent texts that count as no id, whatever their case; blank ones always do
   * @param user what the whole id of a user must match
   */
  public IdRules(List<String> absent, Pattern user) {
    this.absent = absent.toArray(new String[0]);
    this.user = user;
    this.sha256 = user.pattern().equals(SHA256);
  }

  /** True for a text that counts as absent where an id is asked for. */
  boolean absent(CharSequence text) {
    for (String one : absent) {
      if (sameButForCase(one, text)) {
        return true;
      }
    }

    return isBlank(text);
  }

  /**
   * Why the id of a session or a user is not taken, or null; an empty one is. Not for several
   * threads.
   */
  Rejection unfit(CharSequence id, Property property) {
    boolean ofUser = property.type == PropertyType.USER;
    if (looksLikeEmail(id)) {
      return Rejection.ofPerson(
          property,
          "looks like an e-mail address; send " + (ofUser ? "a hash." : "what names nobody."));
    }

    return !ofUser || id.length() == 0 || isUser(id)
        ? null
        : Rejection.of(
            RejectReason.PERSONAL_ID,
            property,
            "is not of the form " + user.pattern() + "; send a hash.");
  }

  /** True for a text of the form that the id of a user has. Not for several threads. */
  boolean isUser(CharSequence text) {
    if (sha256) {
      return isSha256(text);
    }
    if (matcher == null) {
      matcher = user.matcher("");
    }

    return matcher.reset(text).matches();
  }

  private static boolean isSha256(CharSequence text) {
    if (text.length() != PREFIX.length() + DIGITS) {
      return false;
    }
    for (int i = 0; i < PREFIX.length(); i++) {
      if (text.charAt(i) != PREFIX.charAt(i)) {
        return false;
      }
    }
    for (int i = PREFIX.length(); i < text.length(); i++) {
      if (!EventId.isHex(text.charAt(i))) {
        return false;
      }
    }

    return true;
  }

  /**
   * True for a text with an at sign, also an encoded one, and behind it a dot within or the name of
   * a host.
   */
  static boolean looksLikeEmail(CharSequence text) {
    int mark = 0;
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (mark == 0) {
        mark = isAt(text, i) ? i + (c == '%' ? 3 : 1) : 0;
      } else if (c == '.' && i > mark) {
        return true;
      }
    }

    return mark > 0 && isHost(text, mark);
  }

  /** As of a machine within a network: {@code localhost}. */
  private static boolean isHost(CharSequence text, int from) {
    boolean host = from < text.length() && isLetter(text.charAt(from));
    for (int i = from; host && i < text.length(); i++) {
      char c = text.charAt(i);
      host = isLetter(c) || c >= '0' && c <= '9' || c == '-';
    }

    return host;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isAt(CharSequence text, int i) {
    char c = text.charAt(i);
    return c == '@'
        || c == '\uFF20'
        || c == '%'
            && i < text.length() - 2
            && text.charAt(i + 1) == '4'
            && text.charAt(i + 2) == '0';
  }

  private static boolean sameButForCase(String one, CharSequence text) {
    if (one.length() != text.length()) {
      return false;
    }
    for (int i = 0; i < one.length(); i++) {
      if (lower(one.charAt(i)) != lower(text.charAt(i))) {
        return false;
      }
    }

    return true;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }

  /** Nothing but spaces and control characters. */
  private static boolean isBlank(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > ' ') {
        return false;
      }
    }

    return true;
  }
}
