package io.eventlake.cli;

import io.eventlake.config.ConfigException;
import io.eventlake.connector.files.EventLines;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import io.eventlake.family.ItemVerdict;
import io.eventlake.family.RecordJudge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Judges the records of files, one after the other, in the memory of the largest record. */
final class FolderJudge {

  private final RecordJudge judge;
  private final int maxRecordBytes;
  private final FolderReport report;

  FolderJudge(RecordJudge judge, int maxRecordBytes, FolderReport report) {
    this.judge = judge;
    this.maxRecordBytes = maxRecordBytes;
    this.report = report;
  }

  /**
   * Tells the report of each record.
   *
   * @throws ConfigException when a file cannot be read
   */
  void judge(FolderFiles files) throws IOException {
    report.begin();
    for (Path file : files.all()) {
      String name = files.name(file);
      try (InputStream bytes = Files.newInputStream(file)) {
        if (files.hasLines(file)) {
          judgeLines(name, bytes);
        } else {
          judgeDocument(name, bytes);
        }
      } catch (IOException e) {
        throw new ConfigException("The file " + file + " cannot be read: " + e.getMessage(), e);
      }
    }
  }

  private void judgeLines(String name, InputStream bytes) throws IOException {
    try (EventLines lines = EventLines.of(bytes, name, maxRecordBytes)) {
      for (RawRecord line = lines.next(); line != null; line = lines.next()) {
        report.add(name + ":" + line.sequenceNumber, verdicts(line));
      }
    }
  }

  private RecordVerdicts verdicts(RawRecord line) {
    RecordVerdicts verdicts = new RecordVerdicts();
    if (line.faultReason != null) {
      verdicts.accept(ItemVerdict.bad(line.faultReason, "", line.fault));
    } else if (line.payloadBytes > maxRecordBytes) {
      verdicts.accept(oversized());
    } else {
      judge.judge(line.payload, verdicts);
    }

    return verdicts;
  }

  private void judgeDocument(String name, InputStream bytes) throws IOException {
    byte[] document = bytes.readNBytes(maxRecordBytes + 1);
    RecordVerdicts verdicts = new RecordVerdicts();
    if (document.length > maxRecordBytes) {
      verdicts.accept(oversized());
    } else {
      judge.judge(document, verdicts);
    }

    List<RecordVerdicts> lines = verdicts.isMalformed() ? asLines(name, document) : List.of();
    if (lines.size() < 2) {
      report.add(name, verdicts);
      return;
    }

    for (RecordVerdicts line : lines) {
      report.add(name + ":" + line.line, line);
    }
  }

  /** What is no document may be one on each line; empty where a line is none. */
  private List<RecordVerdicts> asLines(String name, byte[] document) throws IOException {
    List<RecordVerdicts> all = new ArrayList<>();
    try (EventLines lines =
        EventLines.of(new ByteArrayInputStream(document), name, maxRecordBytes)) {
      for (RawRecord line = lines.next(); line != null; line = lines.next()) {
        RecordVerdicts verdicts = verdicts(line);
        if (verdicts.isMalformed()) {
          return List.of();
        }

        verdicts.line = line.sequenceNumber;
        all.add(verdicts);
      }
    }

    return all;
  }

  private ItemVerdict oversized() {
    return ItemVerdict.bad(
        RejectReason.OVERSIZED,
        "",
        "The record has more than the limit of " + maxRecordBytes + " bytes.");
  }

  /** What is said of the items of one record. */
  static final class RecordVerdicts implements Consumer<ItemVerdict> {

    /** The first that is bad; null where none is. */
    ItemVerdict bad;

    /** The first that is taken with warnings; null where none is. */
    ItemVerdict warned;

    long good;
    long bads;
    long warnings;
    private String line = "";

    @Override
    public void accept(ItemVerdict verdict) {
      if (verdict.isGood()) {
        good++;
        warnings += verdict.warnings().isEmpty() ? 0 : 1;
        warned = warned == null && !verdict.warnings().isEmpty() ? verdict : warned;
      } else {
        bads++;
        bad = bad == null ? verdict : bad;
      }
    }

    private boolean isMalformed() {
      return bad != null && bad.reason() == RejectReason.MALFORMED_JSON && bad.pointer().isEmpty();
    }
  }
}
