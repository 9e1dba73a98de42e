package io.eventlake.collect.intake;

import io.eventlake.collect.intake.EventVerdict.Outcome;
import io.eventlake.config.DecodeOptions;
import io.eventlake.event.RejectReason;
import io.eventlake.family.EventJudge;
import io.eventlake.family.JudgedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * From a request's head and body to records and verdicts, by the judges that decode in the lake.
 * For any number of threads; keeps nothing of a request.
 */
public final class Intake implements EventKind {

  private final int mostEvents;
  private final WebEnrichment enrichment;
  private final RejectedRecords rejected;
  private final EventJudges judges;

  /**
   * @param mostEvents of a request
   * @param sendRejected whether the lake is to have its dead letters, too
   * @param concurrency requests that are judged at once
   */
  public Intake(DecodeOptions options, int mostEvents, boolean sendRejected, int concurrency) {
    this.mostEvents = mostEvents;
    this.rejected = new RejectedRecords(sendRejected);
    this.enrichment = new WebEnrichment(SchemaHash.of("schemas/web/event-1.json"));
    this.judges = new EventJudges(options, concurrency);
  }

  @Override
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

  @Override
  public Taken take(RequestHead head, byte[] body) {
    CollectedFamily family = family(head, body);
    EventsOfBody events =
        BinaryCloudEvent.isOne(head)
            ? EventsOfBody.of(
                EventsOfBody.CLOUD_EVENT, BinaryCloudEvent.structured(head, body), mostEvents)
            : EventsOfBody.of(head.mediaType(), body, mostEvents);
    return judges.of(family).with(judge -> new Judging(family, head, judge).of(events));
  }

  /** The same again helps nothing where every event is rejected. */
  @Override
  public int status(Taken taken) {
    return taken.count(Outcome.REJECTED) == taken.verdicts().size() ? 400 : 202;
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

    private Taken of(EventsOfBody events) {
      for (SentEvent event : events.events()) {
        add(event);
      }

      return new Taken(family, verdicts, records, false);
    }

    private void add(SentEvent sent) {
      JudgedEvent judged = sent.fault() == null ? judge.judge(sent.event()) : sent.fault();
      if (judged.isAccepted()) {
        addAccepted(sent, judged);
      } else {
        verdicts.add(EventVerdict.of(judged));
        if (!judged.isWithheld()) {
          rejected.of(takesBatches() ? sent.record() : sent.event()).ifPresent(records::add);
        }
      }
    }

    /** True where the lake takes records of several events apart. */
    private boolean takesBatches() {
      return family == CollectedFamily.SITE;
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
  }

  /** Of an event without a session, or with one whose id no stream takes, its own id. */
  private static String key(JudgedEvent judged) {
    String session = judged.session();
    return session == null || session.length() > OutgoingRecord.MOST_KEY_CHARS
        ? judged.id()
        : session;
  }
}
