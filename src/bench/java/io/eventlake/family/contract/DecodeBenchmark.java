package io.eventlake.family.contract;

import io.eventlake.bench.jmh.MicroBenchmark;
import io.eventlake.bench.sample.Ring;
import io.eventlake.bench.sample.SampleRecords;
import io.eventlake.event.RawRecord;
import io.eventlake.family.web.WebFamily;
import io.eventlake.family.web.WebProperties;
import io.eventlake.family.web.WebTables;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.table.TableName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * From a record's bytes to its rows; an operation is one record. Strictly is without the fast way
 * in front of the strict parser.
 */
public class DecodeBenchmark extends MicroBenchmark {

  private static final int RECORDS = 2000;

  private final EventDecoder decoder = decoder(ParsedRecord.RULES);
  private final EventDecoder strict = decoder(ParsedRecord.RULES.form(event -> event));
  private final ContractParser parser = new ContractParser(ParsedRecord.CONTRACT, ParsedRecord.IDS);
  private final RowMaker rows = WebFamily.rowMaker();
  private final RowMaker rowsByName =
      new NamedRows(
          ParsedRecord.CONTRACT,
          WebTables.set().rowType(TableName.BRONZE_EVENTS),
          WebTables.set().rowType(TableName.SILVER_EVENTS));
  private final EventId eventIds = new EventId(ParsedRecord.CONTRACT);

  private Ring<RawRecord> mixed;
  private Ring<RawRecord> accepted;
  private Ring<ParsedRecord> parsed;
  private ConsumedOutput output;

  private static EventDecoder decoder(DecodeRules rules) {
    ContractRows rows =
        new ContractRows(
            WebProperties::contract,
            WebTables.set().rowType(TableName.BRONZE_EVENTS),
            WebTables.set().rowType(TableName.SILVER_EVENTS),
            WebTables.set().rowType(TableName.DEAD_LETTERS));
    return new ContractFamily(rows.with(WebFamily::rowMaker), rules).decoder();
  }

  /** Generates the records, and tells how many of them go the fast way. */
  @Setup(Level.Trial)
  public void generate(Blackhole blackhole) {
    output = new ConsumedOutput(blackhole);
    List<RawRecord> records = SampleRecords.mixed(RECORDS);
    mixed = new Ring<>(records);
    List<RawRecord> good = records.stream().filter(this::accepts).collect(Collectors.toList());
    accepted = new Ring<>(good);
    parsed = new Ring<>(good.stream().map(ParsedRecord::of).collect(Collectors.toList()));
    long plain = records.stream().filter(record -> parser.parsePlain(record.payload)).count();
    System.out.printf(
        Locale.ROOT, "%.1f %% of the records go the fast way%n", 100.0 * plain / records.size());
  }

  /** All kinds of records in their usual shares, the whole way. */
  @Benchmark
  public void decodeMixed() {
    decoder.decode(mixed.next(), output);
  }

  /** The same without the fast way. */
  @Benchmark
  public void decodeMixedStrictly() {
    strict.decode(mixed.next(), output);
  }

  /** Records that become events, the whole way. */
  @Benchmark
  public void decodeAccepted() {
    decoder.decode(accepted.next(), output);
  }

  /** The same without the fast way. */
  @Benchmark
  public void decodeAcceptedStrictly() {
    strict.decode(accepted.next(), output);
  }

  /** Bytes to properties, checked. */
  @Benchmark
  public Object parse() {
    byte[] payload = accepted.next().payload;
    return parser.parsePlain(payload) ? null : parser.parse(payload);
  }

  /** The same without the fast way. */
  @Benchmark
  public Object parseStrictly() {
    return parser.parse(accepted.next().payload);
  }

  /** Properties to a silver row. */
  @Benchmark
  public Object silverRow() {
    ParsedRecord next = parsed.next();
    return rows.silver(next.event, next.times);
  }

  /** Properties to a bronze row. */
  @Benchmark
  public Object bronzeRow() {
    ParsedRecord next = parsed.next();
    return rows.bronze(next.event, next.record, EventPlace.ONLY, next.times);
  }

  /** The same by the columns that the contract names, as families without a row maker do. */
  @Benchmark
  public Object silverRowByName() {
    ParsedRecord next = parsed.next();
    return rowsByName.silver(next.event, next.times);
  }

  /** The same by the columns that the contract names. */
  @Benchmark
  public Object bronzeRowByName() {
    ParsedRecord next = parsed.next();
    return rowsByName.bronze(next.event, next.record, EventPlace.ONLY, next.times);
  }

  /** The id of an event whose producer gave none, one in thirty. */
  @Benchmark
  public Object deriveId() {
    return eventIds.derive(parsed.next().event);
  }

  private boolean accepts(RawRecord record) {
    return parser.parse(record.payload) == null && parser.consents();
  }
}
