package io.eventlake.family.contract;

import java.io.Serializable;

/** What a decoder asks of records whatever their contract. */
public final class DecodeRules implements Serializable {

  private static final long serialVersionUID = 1L;

  final int maxRecordBytes;
  final String decoderVersion;
  final IdRules ids;
  final Batches batches;

  /**
   * @param maxRecordBytes largest record that is looked into, bytes
   * @param decoderVersion what dead letters name as their judge
   * @param ids which ids are none, and which are a user's
   * @param batches which records hold several events
   */
  public DecodeRules(int maxRecordBytes, String decoderVersion, IdRules ids, Batches batches) {
    this.maxRecordBytes = maxRecordBytes;
    this.decoderVersion = decoderVersion;
    this.ids = ids;
    this.batches = batches;
  }
}
