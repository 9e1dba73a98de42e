package io.eventlake.family.caliper.generate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** Who sends learning events, and in what habits they differ. */
enum Emitter {
  /** A learning management system: whole objects, decimals, all by the book. */
  CAMPUS("https://campus.example/sensors/1", "https://campus.example/lms", 8),
  /** Quizzes: IRIs for objects, bare UUIDs, local times with an offset. */
  QUIZ("https://quiz.example/sensor", "https://quiz.example/app", 7),
  /** A player of videos: Caliper 1.1, one text for all sessions, microseconds. */
  PLAYER("https://player.example/caliper", "https://player.example/app", 8),
  /** A gradebook: integers for decimals, hundreds of grades at once. */
  GRADEBOOK("https://grades.example/sensor", "https://grades.example/app", 300),
  /** Lessons with XP: events of a profile extension without a context, two under one id. */
  LESSONS("https://lessons.example/sensor", "https://lessons.example/app", 4);

  static final String V1P2 = "http://purl.imsglobal.org/ctx/caliper/v1p2";
  static final String V1P1 = "http://purl.imsglobal.org/ctx/caliper/v1p1";

  private static final DateTimeFormatter MILLIS = pattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", 0);
  private static final DateTimeFormatter OFFSET = pattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", 2);
  private static final DateTimeFormatter MICROS = pattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", 0);

  final String sensor;
  final String app;

  /** Most items of an envelope. */
  final int mostItems;

  Emitter(String sensor, String app, int mostItems) {
    this.sensor = sensor;
    this.app = app;
    this.mostItems = mostItems;
  }

  String context() {
    return this == PLAYER ? V1P1 : V1P2;
  }

  /** Null for none. */
  String contextOfItem() {
    return this == LESSONS ? null : context();
  }

  String time(long millis) {
    DateTimeFormatter form = this == QUIZ ? OFFSET : this == PLAYER ? MICROS : MILLIS;
    return form.format(Instant.ofEpochMilli(millis));
  }

  String eventId(UUID id) {
    if (this == QUIZ) {
      return id.toString();
    }

    String text = id.toString();
    return "urn:uuid:" + (this == PLAYER ? text.toUpperCase(Locale.ROOT) : text);
  }

  /** A number as it is written: of some whole ones without a point. */
  Object number(BigDecimal value) {
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    if (whole && (this == GRADEBOOK || this == LESSONS || this == QUIZ)) {
      return value.longValueExact();
    }

    return value.setScale(Math.max(1, value.stripTrailingZeros().scale()));
  }

  /** The time of envelopes. */
  static String sendTime(long millis) {
    return MILLIS.format(Instant.ofEpochMilli(millis));
  }

  private static DateTimeFormatter pattern(String pattern, int hours) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.ofHours(hours));
  }
}
