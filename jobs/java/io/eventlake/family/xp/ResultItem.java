package io.eventlake.family.xp;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One result of OneRoster as a version, or why it is none (R12). */
final class ResultItem {

  private static final Pattern ATTEMPT = Pattern.compile(".*_attempt_(\\d{1,9})(?!\\d)");
  private static final Set<String> GRADED = Set.of("fully graded", "partially graded");
  private static final int SCALE = 4;
  private static final int DIGITS = 18;

  /** OneRoster has days without a time for some results. */
  private static final LocalTime NOON = LocalTime.NOON;

  private final JsonNode item;
  private final String suffix;
  private final ResultVersion version = new ResultVersion();

  private ResultItem(JsonNode item, String suffix) {
    this.item = item;
    this.suffix = suffix;
  }

  /**
   * Reads one.
   *
   * @param suffix of line items, which is not part of the activity
   * @throws RejectedResultException when it says nothing that can be counted, or what is no number
   */
  static ResultVersion read(JsonNode item, String suffix) throws RejectedResultException {
    if (!item.isObject()) {
      throw new RejectedResultException("WRONG_TYPE", "", "a result is a JSON object");
    }

    ResultItem result = new ResultItem(item, suffix);
    result.read();
    return result.version;
  }

  private void read() throws RejectedResultException {
    version.id = required("sourcedId");
    version.modified = time("dateLastModified", null);
    String status = text(item, "status", "/status");
    version.state = status == null ? ResultState.ACTIVE : ResultState.of(status);
    if (version.state == null || version.state == ResultState.ABSENT) {
      throw new RejectedResultException("BAD_ENUM", "/status", "status is active or tobedeleted");
    }

    boolean isGone = version.state == ResultState.TOBEDELETED;
    version.student = reference("student", isGone);
    String lineItem = reference(item.has("lineItem") ? "lineItem" : "assessmentLineItem", isGone);
    version.activity =
        lineItem == null || !lineItem.endsWith(suffix) || lineItem.equals(suffix)
            ? lineItem
            : lineItem.substring(0, lineItem.length() - suffix.length());
    String score = text(item, "scoreStatus", "/scoreStatus");
    version.graded =
        score != null && GRADED.contains(score.toLowerCase(Locale.ROOT).replace('_', ' '));
    version.scored =
        item.hasNonNull("scoreDate") ? time("scoreDate", version.modified) : version.modified;
    JsonNode metadata = item.path("metadata");
    version.xp = xp(metadata.get("xp"));
    String reason = text(metadata, "xpReason", "/metadata/xpReason");
    version.banked = reason != null && !reason.isBlank();
    version.attempt = attempt(metadata.get("attempt"));
  }

  private String required(String name) throws RejectedResultException {
    String text = text(item, name, "/" + name);
    if (text == null || text.isBlank()) {
      throw new RejectedResultException("MISSING_FIELD", "/" + name, name + " is missing");
    }

    return text;
  }

  /** Null is no text; another value is wrong. */
  private static String text(JsonNode of, String name, String pointer)
      throws RejectedResultException {
    JsonNode value = of.get(name);
    if (value == null || value.isNull()) {
      return null;
    } else if (!value.isTextual()) {
      throw new RejectedResultException("WRONG_TYPE", pointer, name + " is no text");
    }

    return value.textValue();
  }

  private String reference(String name, boolean isOptional) throws RejectedResultException {
    JsonNode value = item.get(name);
    String id =
        value != null && value.isObject()
            ? text(value, "sourcedId", "/" + name + "/sourcedId")
            : null;
    if ((id == null || id.isBlank()) && !isOptional) {
      throw new RejectedResultException(
          "MISSING_FIELD", "/" + name + "/sourcedId", name + ".sourcedId is missing");
    }

    return id == null || id.isBlank() ? null : id;
  }

  /**
   * Microseconds.
   *
   * @param ofDay the time that is meant where only its day is told; null where a time must be
   */
  private long time(String name, Long ofDay) throws RejectedResultException {
    String text = required(name);
    try {
      if (ofDay != null && text.length() == 10) {
        LocalDate day = LocalDate.parse(text);
        Instant meant = Instant.EPOCH.plus(ofDay, ChronoUnit.MICROS);
        return meant.atOffset(ZoneOffset.UTC).toLocalDate().equals(day)
            ? ofDay
            : micros(day.atTime(NOON).toInstant(ZoneOffset.UTC));
      }

      return micros(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      throw new RejectedResultException(
          "BAD_TIMESTAMP", "/" + name, name + " is no time of RFC 3339 with a zone");
    }
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static BigDecimal xp(JsonNode value) throws RejectedResultException {
    if (value == null || value.isNull()) {
      return null;
    } else if (!value.isNumber() || value.isDouble() && !Double.isFinite(value.doubleValue())) {
      throw new RejectedResultException("WRONG_TYPE", "/metadata/xp", "metadata.xp is no number");
    }

    BigDecimal exact = value.decimalValue();
    if (exact.signum() != 0 && (long) exact.precision() - exact.scale() > DIGITS - SCALE) {
      throw new RejectedResultException(
          "OUT_OF_RANGE", "/metadata/xp", "metadata.xp has more than 14 digits before the point");
    }

    // Of 1E-999999999 no digit is left, and its scale is more than BigDecimal can work with.
    boolean isNothing = (long) exact.precision() - exact.scale() < -SCALE;
    BigDecimal xp = (isNothing ? BigDecimal.ZERO : exact).setScale(SCALE, RoundingMode.HALF_UP);
    if (xp.precision() > DIGITS) {
      throw new RejectedResultException(
          "OUT_OF_RANGE", "/metadata/xp", "metadata.xp has more than 14 digits before the point");
    }

    return xp;
  }

  private Integer attempt(JsonNode value) throws RejectedResultException {
    if (value != null && !value.isNull()) {
      String text = value.isTextual() ? value.textValue() : value.isNumber() ? number(value) : "";
      if (!text.matches("\\d{1,9}")) {
        throw new RejectedResultException(
            "WRONG_TYPE", "/metadata/attempt", "metadata.attempt is no whole number");
      }

      return Integer.valueOf(text);
    }

    Matcher found = ATTEMPT.matcher(version.id);
    return found.lookingAt() ? Integer.valueOf(found.group(1)) : null;
  }

  private static String number(JsonNode value) {
    return value.canConvertToInt() && value.doubleValue() == value.intValue()
        ? Integer.toString(value.intValue())
        : "";
  }
}
