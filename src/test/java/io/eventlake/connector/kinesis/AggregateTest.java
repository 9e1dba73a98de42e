package io.eventlake.connector.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.testing.FuzzedBytes;
import io.eventlake.testing.Seed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.clientlibrary.types.UserRecord;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AggregateTest {

  private static final String LARGEST_HASH_KEY = "340282366920938463463374607431768211455";
  private static final int FUZZED = 30_000;

  @Test
  void takesAllUserRecordsWhateverTheirKeys() throws Exception {
    byte[] record =
        new AggregatedRecord()
            .key("a")
            .key("b")
            .hashKey("0")
            .hashKey(LARGEST_HASH_KEY)
            .record(0, "first")
            .record(1, 1, "second")
            .record(1, 0, "")
            .packed();

    assertThat(texts(record)).containsExactly("first", "second", "");
  }

  @Test
  void fieldsThatAreUnknownAreLeftOutAndTablesMayStandBehind() throws Exception {
    byte[] user =
        new AggregatedRecord()
            .number(1, 0)
            .data("only")
            .field(4, new AggregatedRecord().field(1, new byte[] {'t'}).bytes())
            .bytes();
    byte[] record =
        new AggregatedRecord()
            .field(3, user)
            .number(9, -1)
            .raw(9 << 3 | 1, 1, 2, 3, 4, 5, 6, 7, 8)
            .raw(9 << 3 | 5, 1, 2, 3, 4)
            .key("behind")
            .packed();

    assertThat(texts(record)).containsExactly("only");
  }

  static Stream<Arguments> flaws() {
    byte[] whole = AggregatedRecord.of("a", "b");
    byte[] changed = whole.clone();
    changed[10]++;
    return Stream.of(
        flaw("it ends before its checksum", Arrays.copyOf(whole, 4)),
        flaw("it ends before its checksum", AggregatedRecord.packed(new byte[0])),
        flaw("its checksum is another: it was cut or changed", changed),
        flaw(
            "its checksum is another: it was cut or changed",
            Arrays.copyOf(whole, whole.length - 1)),
        flaw("it holds no record", key().packed()),
        flaw("a record in it names a key that it does not have", key().record(1, "a").packed()),
        flaw("a record in it names a key that it does not have", key().record(-1, "a").packed()),
        flaw("a record in it names a key that it does not have", key().record(0, 0, "a").packed()),
        flaw(
            "a record in it has no key or no data",
            key().field(3, new AggregatedRecord().data("a").bytes()).packed()),
        flaw(
            "a record in it has no key or no data",
            key().field(3, new AggregatedRecord().number(1, 0).bytes()).packed()),
        flaw("an explicit hash key in it is none", hashKey("none")),
        flaw("an explicit hash key in it is none", hashKey("")),
        flaw("an explicit hash key in it is none", hashKey("-1")),
        flaw(
            "an explicit hash key in it is none",
            hashKey("340282366920938463463374607431768211456")),
        flaw("an explicit hash key in it is none", hashKey("1".repeat(1_000))),
        flaw("what it holds is no message of that library", broken(3 << 3 | 2, 0xFF, 0x7F)),
        flaw("what it holds is no message of that library", broken(3 << 3, 1)),
        flaw("what it holds is no message of that library", broken(9 << 3 | 3)),
        flaw("what it holds is no message of that library", broken(0)),
        flaw("what it holds is no message of that library", broken(0x80)),
        flaw("what it holds is no message of that library", broken(9 << 3 | 1, 1, 2)),
        flaw(
            "what it holds is no message of that library",
            broken(1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1)),
        flaw("what it holds is no message of that library", key().number(1000, 1).packed()),
        flaw("it holds more than 100000 records", many()));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void whatIsNoProperAggregateIsTold(String flaw, byte[] record) {
    assertThat(Aggregate.isClaimed(record)).isTrue();
    assertThatThrownBy(() -> Aggregate.of(record))
        .isInstanceOf(BadAggregateException.class)
        .hasMessage(
            "The record begins as an aggregate of the Kinesis Producer Library, but %s.", flaw);
  }

  @Test
  void otherRecordsClaimNothing() {
    assertThat(Aggregate.isClaimed(new byte[0])).isFalse();
    assertThat(Aggregate.isClaimed(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A})).isFalse();
    assertThat(Aggregate.isClaimed("{\"event_type\"".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  /** Where there is an answer it is the one that the library gives, which the connector asks. */
  @Test
  void bytesThatChangeAtRandomAreTakenApartAsTheLibraryDoesOrNotAtAll() {
    long seed = Seed.of(getClass(), 20261130L);
    Random random = new Random(seed);
    byte[] message =
        key().key("b").hashKey("17").hashKey("4711").record(0, 1, "one").record(1, "two").bytes();
    int proper = 0;
    for (int i = 0; i < FUZZED; i++) {
      byte[] record = AggregatedRecord.packed(FuzzedBytes.mutated(message, random));
      try {
        List<String> texts = texts(record);
        assertThat(texts)
            .as("seed %d, record %s", seed, Arrays.toString(record))
            .isEqualTo(byTheLibrary(record));
        proper++;
      } catch (BadAggregateException e) {
        assertThat(e).hasMessageEndingWith(".");
      }
    }

    assertThat(proper).isBetween(FUZZED / 100, FUZZED - FUZZED / 100);
  }

  private static List<String> texts(byte[] record) throws BadAggregateException {
    return Aggregate.of(record).userRecords().stream().map(AggregateTest::text).toList();
  }

  private static List<String> byTheLibrary(byte[] record) {
    Record one =
        new Record()
            .withData(ByteBuffer.wrap(record))
            .withPartitionKey("key")
            .withApproximateArrivalTimestamp(new Date(0));
    return UserRecord.deaggregate(List.of(one)).stream().map(user -> text(user.getData())).toList();
  }

  private static String text(ByteBuffer data) {
    return StandardCharsets.ISO_8859_1.decode(data.duplicate()).toString();
  }

  private static AggregatedRecord key() {
    return new AggregatedRecord().key("a");
  }

  private static byte[] hashKey(String hashKey) {
    return key().hashKey(hashKey).record(0, 0, "a").packed();
  }

  private static byte[] broken(int... bytes) {
    return key().record(0, "a").raw(bytes).packed();
  }

  private static byte[] many() {
    AggregatedRecord many = key();
    for (int i = 0; i <= Aggregate.MAX_USER_RECORDS; i++) {
      many.record(0, "");
    }

    return many.packed();
  }

  private static Arguments flaw(String flaw, byte[] record) {
    return Arguments.of(flaw, record);
  }
}
