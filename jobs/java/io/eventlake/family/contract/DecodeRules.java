package io.eventlake.family.contract;

import io.eventlake.event.RejectReason;
import java.io.Serializable;

/** What a decoder asks of records whatever their contract. */
public final class DecodeRules implements Serializable {

  private static final long serialVersionUID = 1L;

  final int maxRecordBytes;
  final String decoderVersion;
  final IdRules ids;
  final Batches batches;
  final int maxEventBytes;
  final EventForm form;

  /** False where events come in another form than their contract's. */
  private final boolean asSent;

  /**
   * @param maxRecordBytes largest record that is looked into, bytes
   * @param decoderVersion what dead letters name as their judge
   * @param ids which ids are none, and which are a user's
   * @param batches which records hold several events
   */
  public DecodeRules(int maxRecordBytes, String decoderVersion, IdRules ids, Batches batches) {
    this(maxRecordBytes, decoderVersion, ids, batches, Integer.MAX_VALUE, EventForm.AS_SENT, true);
  }

  private DecodeRules(
      int maxRecordBytes,
      String decoderVersion,
      IdRules ids,
      Batches batches,
      int maxEventBytes,
      EventForm form,
      boolean asSent) {
    this.maxRecordBytes = maxRecordBytes;
    this.decoderVersion = decoderVersion;
    this.ids = ids;
    this.batches = batches;
    this.maxEventBytes = maxEventBytes;
    this.form = form;
    this.asSent = asSent;
  }

  /**
   * The same with a bound of each event, whether it is a record or one of several in it.
   *
   * @param bytes largest event that is looked into, in UTF-8
   */
  public DecodeRules maxEventBytes(int bytes) {
    return new DecodeRules(maxRecordBytes, decoderVersion, ids, batches, bytes, form, asSent);
  }

  /** The same for events that may come in another form than their contract's. */
  public DecodeRules form(EventForm ofEvents) {
    return new DecodeRules(
        maxRecordBytes, decoderVersion, ids, batches, maxEventBytes, ofEvents, false);
  }

  /** True when a record is one event as its contract has it, and not too large for one. */
  boolean mayBePlain(Contract contract, long recordBytes) {
    return asSent && contract.bare() == null && batches.isNone() && recordBytes <= maxEventBytes;
  }

  /** Why a record of so many bytes is not looked into. */
  Rejection oversizedRecord(long bytes) {
    return oversized("The record has ", bytes, maxRecordBytes);
  }

  /** Why an event of so many bytes is not looked into. */
  Rejection oversizedEvent(long bytes) {
    return oversized("The event has ", bytes, maxEventBytes);
  }

  private static Rejection oversized(String what, long bytes, int limit) {
    return Rejection.ofRecord(
        RejectReason.OVERSIZED, what + bytes + " bytes, more than the limit of " + limit + ".");
  }
}
