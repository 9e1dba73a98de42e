package io.eventlake.collect.intake;

import io.eventlake.config.DecodeOptions;
import io.eventlake.event.RejectReason;
import io.eventlake.family.EventJudge;
import io.eventlake.family.JudgedEvent;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * From a request's head and body to records and verdicts, by the judges that decode in the lake.
 * For any number of threads; keeps nothing of a request.
 */
public final class Intake {

  /** What records of the Kinesis Producer Library begin with that hold others; it is no UTF-8. */
  private static final byte[] AGGREGATE = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};

  private final int mostEvents;
  private final boolean sendRejected;
  private final WebEnrichment enrichment;
  private final Map<CollectedFamily, JudgePool> judges = new EnumMap<>(CollectedFamily.class);

  /**
   * @param mostEvents of a request
   * @param sendRejected whether the lake is to have its dead letters, too
   * @param concurrency requests that are judged at once
   */
  public Intake(DecodeOptions options, int mostEvents, boolean sendRejected, int concurrency) {
    this.mostEvents = mostEvents;
    this.sendRejected = sendRejected;
    this.enrichment = new WebEnrichment(SchemaHash.of("schemas/web/event-1.json"));
    for (CollectedFamily family : CollectedFamily.values()) {
      judges.put(family, new JudgePool(concurrency, () -> family.judge(options)));
    }
  }

  /** Whose events a request has, as far as its head and the beginning of its body say. */
  public CollectedFamily family(RequestHead head, byte[] body) {
    if (head.family() != null) {
      return head.family();
    }

    boolean cloudEvents =
        BinaryCloudEvent.isOne(head)
            || head.mediaType().equals(EventsOfBody.CLOUD_EVENT)
            || head.mediaType().equals(EventsOfBody.CLOUD_EVENTS)
            || CloudEventSniff.isOne(body);
    return cloudEvents ? CollectedFamily.SITE : head.otherwise();
  }

  /**
   * Takes a request.
   *
   * @param body unpacked
   * @throws RefusedException when no event can be taken from it
   */
  public Taken take(RequestHead head, byte[] body) {
    CollectedFamily family = family(head, body);
    EventsOfBody events =
        BinaryCloudEvent.isOne(head)
            ? EventsOfBody.of(
                EventsOfBody.CLOUD_EVENT, BinaryCloudEvent.structured(head, body), mostEvents)
            : EventsOfBody.of(head.mediaType(), body, mostEvents);
    return judges.get(family).with(judge -> new Judging(family, head, judge).of(events, body));
  }

  private final class Judging {

    private final CollectedFamily family;
    private final RequestHead head;
    private final EventJudge judge;
    private final List<EventVerdict> verdicts = new ArrayList<>();
    private final List<OutgoingRecord> records = new ArrayList<>();

    private Judging(CollectedFamily family, RequestHead head, EventJudge judge) {
      this.family = family;
      this.head = head;
      this.judge = judge;
    }

    private Taken of(EventsOfBody events, byte[] body) {
      for (SentEvent event : events.events()) {
        add(event);
      }

      if (events.fault() != null) {
        verdicts.add(EventVerdict.of(events.fault()));
        addRejected(body);
      }

      return new Taken(family, verdicts, records);
    }

    private void add(SentEvent sent) {
      JudgedEvent judged = judge.judge(sent.event());
      if (judged.isAccepted()) {
        addAccepted(sent, judged);
      } else {
        verdicts.add(EventVerdict.of(judged));
        if (!judged.isWithheld()) {
          addRejected(family.takesBatches() ? sent.record() : sent.event());
        }
      }
    }

    private void addAccepted(SentEvent sent, JudgedEvent judged) {
      byte[] data =
          family == CollectedFamily.WEB
              ? enrichment.of(sent.event(), judged.id(), head)
              : sent.record();
      OutgoingRecord record = new OutgoingRecord(key(judged), data);
      if (record.bytes() > OutgoingRecord.MOST_BYTES) {
        verdicts.add(
            EventVerdict.rejected(
                RejectReason.OVERSIZED,
                "",
                "The event has "
                    + record.bytes()
                    + " bytes with what is added to it, more than the limit of "
                    + OutgoingRecord.MOST_BYTES
                    + "."));
        return;
      }

      verdicts.add(EventVerdict.of(judged));
      records.add(record);
    }

    /** As it was sent; what no stream takes the lake cannot have. */
    private void addRejected(byte[] data) {
      if (!sendRejected || data.length == 0 || isAggregate(data)) {
        return;
      }

      OutgoingRecord record = new OutgoingRecord(hash(data), data);
      if (record.bytes() <= OutgoingRecord.MOST_BYTES) {
        records.add(record);
      }
    }
  }

  /** Of an event without a session, or with one whose id no stream takes, its own id. */
  private static String key(JudgedEvent judged) {
    String session = judged.session();
    return session == null || session.length() > OutgoingRecord.MOST_KEY_CHARS
        ? judged.id()
        : session;
  }

  /** The lake would take it apart, and find events that nobody here has judged. */
  private static boolean isAggregate(byte[] data) {
    return data.length >= AGGREGATE.length
        && Arrays.equals(data, 0, AGGREGATE.length, AGGREGATE, 0, AGGREGATE.length);
  }

  private static String hash(byte[] data) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(data);
      return new BigInteger(1, digest).toString(Character.MAX_RADIX);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
