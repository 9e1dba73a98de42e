package io.eventlake.collect.intake;

import io.eventlake.event.RejectReason;
import io.eventlake.family.ItemVerdict;
import io.eventlake.family.caliper.rules.CaliperItems;
import io.eventlake.family.caliper.rules.CaliperJudge;
import io.eventlake.family.caliper.rules.CaliperModel;
import io.eventlake.family.caliper.rules.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes envelopes of learning events, by the binding of Caliper to HTTP: an envelope goes into the
 * stream as it came, whatever its items are; a vendor never sends one again that was refused, so
 * one bad item must not lose the good ones.
 */
public final class CaliperIntake implements EventKind {

  private final int maxRecordBytes;
  private final CaliperModel model;
  private final JudgePool<CaliperJudge> judges;
  private final RejectedRecords rejected;

  /**
   * @param maxRecordBytes largest envelope that the lake looks into
   * @param extensions some of {@link CaliperModel#EXTENSIONS}
   * @param bare whether an item may come without an envelope
   * @param sendRejected whether the lake is to have its dead letters, too
   * @param concurrency requests that are judged at once
   */
  public CaliperIntake(
      int maxRecordBytes,
      Strictness strictness,
      List<String> extensions,
      boolean bare,
      boolean sendRejected,
      int concurrency) {
    this.maxRecordBytes = maxRecordBytes;
    model = CaliperModel.of(extensions);
    judges = new JudgePool<>(concurrency, () -> new CaliperJudge(model, strictness, bare));
    rejected = new RejectedRecords(sendRejected);
  }

  @Override
  public CollectedFamily family(RequestHead head, byte[] body) {
    return CollectedFamily.CALIPER;
  }

  @Override
  public Taken take(RequestHead head, byte[] body) {
    if (!head.mediaType().equals("application/json")) {
      throw new RefusedException(415, "An envelope is sent as application/json.");
    }

    if (body.length > maxRecordBytes) {
      throw tooLarge();
    }

    return judges.with(judge -> take(judge, body));
  }

  private Taken take(CaliperJudge judge, byte[] body) {
    Verdicts verdicts = new Verdicts();
    judge.judge(body, verdicts);
    if (verdicts.ofRecord != null) {
      return new Taken(
          CollectedFamily.CALIPER,
          List.of(verdicts.ofRecord),
          rejected.of(body).stream().toList(),
          true);
    }

    OutgoingRecord record = new OutgoingRecord(sensor(judge).orElse(""), body);
    if (record.key().isEmpty()) {
      record = new OutgoingRecord(RejectedRecords.hash(body), body);
    }
    if (record.bytes() > OutgoingRecord.MOST_BYTES) {
      throw tooLarge();
    }

    return new Taken(CollectedFamily.CALIPER, verdicts.ofItems, List.of(record), false);
  }

  private static RefusedException tooLarge() {
    return new RefusedException(
        413, "The envelope is larger than a record may be: send fewer items at once.");
  }

  /** It keeps all in order that it sends. */
  private Optional<String> sensor(CaliperJudge judge) {
    int sensor = judge.tape().find(0, model.name("sensor"));
    return Optional.of(sensor)
        .filter(value -> value >= 0)
        .map(judge.tape()::string)
        .filter(text -> text.length() <= OutgoingRecord.MOST_KEY_CHARS);
  }

  @Override
  public int status(Taken taken) {
    if (!taken.whole()) {
      return 202;
    }

    return taken.verdicts().get(0).reason() == RejectReason.BAD_VERSION ? 422 : 400;
  }

  private static final class Verdicts implements CaliperItems {

    private final List<EventVerdict> ofItems = new ArrayList<>();
    private EventVerdict ofRecord;

    @Override
    public void record(ItemVerdict verdict) {
      // An endpoint's configuration keeps the rules, and is nothing that happened.
      ofRecord =
          verdict.isGood()
              ? EventVerdict.rejected(RejectReason.MISSING_FIELD, "/data", "data is missing.")
              : EventVerdict.of(verdict);
    }

    @Override
    public void item(int index, int value, ItemVerdict verdict) {
      ofItems.add(EventVerdict.of(verdict));
    }
  }
}
