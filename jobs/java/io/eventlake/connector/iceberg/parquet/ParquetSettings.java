package io.eventlake.connector.iceberg.parquet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.parquet.ParquetCodecFactory;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.iceberg.shaded.org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;
import org.apache.iceberg.util.PropertyUtil;

/**
 * How a table's rows become Parquet files, read from its properties once and not for each file. For
 * one thread: all its files share the compressor.
 */
final class ParquetSettings implements AutoCloseable {

  /** Iceberg has this property from 1.11 on. */
  static final String DICTIONARY_ENABLED_COLUMN_PREFIX =
      "write.parquet.dict-encoding-enabled.column.";

  private static final String ROOT = "table";

  /** From 1 MB, Iceberg's largest, down to 2 KB: each half of the one before. */
  private static final int BLOOM_FILTER_SIZES = 10;

  /** From 0 to 9. */
  private static final List<String> ZLIB_LEVELS =
      List.of(
          "NO_COMPRESSION",
          "BEST_SPEED",
          "TWO",
          "THREE",
          "FOUR",
          "FIVE",
          "SIX",
          "SEVEN",
          "EIGHT",
          "BEST_COMPRESSION");

  final MessageType schema;
  final ParquetProperties encoding;
  final MetricsConfig metrics;

  /** Uncompressed size at which a row group ends, bytes. */
  final long rowGroupBytes;

  /** The table's schema, which Iceberg keeps in each file's footer. */
  final Map<String, String> footer;

  private static final String ZSTD_LEVEL = "parquet.compression.codec.zstd.level";

  /** Parquet's own. */
  private static final int DEFAULT_ZSTD_LEVEL = 3;

  private final CompressionCodecName codec;
  private final CompressionCodecFactory codecs;
  private final ZstdPages zstd;

  /**
   * @param soughtBy columns by whose values single rows are looked for; those that are not written
   *     are no matter
   */
  ParquetSettings(Table table, Schema written, Set<String> soughtBy) {
    this(table, written, soughtBy, MetricsConfig.forTable(table));
  }

  /**
   * As the other.
   *
   * @param metrics which bounds of columns Iceberg is told
   */
  ParquetSettings(Table table, Schema written, Set<String> soughtBy, MetricsConfig metrics) {
    Map<String, String> properties = table.properties();
    this.schema = ParquetSchemaUtil.convert(written, ROOT);
    this.encoding = encoding(properties, written, schema, soughtBy);
    this.metrics = metrics;
    this.rowGroupBytes =
        number(
            properties,
            TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES,
            TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES_DEFAULT);
    this.footer = Map.of("iceberg.schema", SchemaParser.toJson(written));
    this.codec = codec(properties);
    Configuration options = codecOptions(properties);
    this.codecs = new ParquetCodecFactory(options, encoding.getPageSizeThreshold());
    this.zstd = new ZstdPages(options.getInt(ZSTD_LEVEL, DEFAULT_ZSTD_LEVEL));
  }

  /** The footer of files of deletes: what they say of themselves, names and values, comes first. */
  Map<String, String> footer(String... said) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < said.length; i += 2) {
      all.put(said[i], said[i + 1]);
    }

    all.putAll(footer);
    return all;
  }

  CompressionCodecFactory.BytesInputCompressor compressor() {
    return codec == CompressionCodecName.ZSTD ? zstd : codecs.getCompressor(codec);
  }

  @Override
  public void close() {
    codecs.release();
    zstd.release();
  }

  private static ParquetProperties encoding(
      Map<String, String> properties, Schema written, MessageType schema, Set<String> soughtBy) {
    ParquetProperties.Builder encoding =
        ParquetProperties.builder()
            // The default is shared by the whole process and obeys whoever set it up last.
            .withValuesWriterFactory(new DefaultV1ValuesWriterFactory())
            .withPageSize(
                number(
                    properties,
                    TableProperties.PARQUET_PAGE_SIZE_BYTES,
                    TableProperties.PARQUET_PAGE_SIZE_BYTES_DEFAULT))
            .withPageRowCountLimit(
                number(
                    properties,
                    TableProperties.PARQUET_PAGE_ROW_LIMIT,
                    TableProperties.PARQUET_PAGE_ROW_LIMIT_DEFAULT))
            .withDictionaryPageSize(
                number(
                    properties,
                    TableProperties.PARQUET_DICT_SIZE_BYTES,
                    TableProperties.PARQUET_DICT_SIZE_BYTES_DEFAULT))
            .withMinRowCountForPageSizeCheck(
                number(
                    properties,
                    TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT,
                    TableProperties.PARQUET_ROW_GROUP_CHECK_MIN_RECORD_COUNT_DEFAULT))
            .withMaxRowCountForPageSizeCheck(
                number(
                    properties,
                    TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT,
                    TableProperties.PARQUET_ROW_GROUP_CHECK_MAX_RECORD_COUNT_DEFAULT))
            .withMaxBloomFilterBytes(
                number(
                    properties,
                    TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES,
                    TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES_DEFAULT));
    for (ColumnDescriptor column : schema.getColumns()) {
      setColumn(encoding, column, written, properties);
    }

    for (String column : soughtBy) {
      if (schema.containsField(column)) {
        encoding.withBloomFilterEnabled(column, true);
        // The smallest that holds the file's values, or each would be of the largest size.
        encoding.withAdaptiveBloomFilterEnabled(true);
        encoding.withBloomFilterCandidatesNumber(column, BLOOM_FILTER_SIZES);
      }
    }

    return encoding.build();
  }

  /** What properties say of one column. */
  private static void setColumn(
      ParquetProperties.Builder encoding,
      ColumnDescriptor column,
      Schema written,
      Map<String, String> properties) {
    String name = written.findColumnName(column.getPrimitiveType().getId().intValue());
    String path = String.join(".", column.getPath());
    encoding.withDictionaryEncoding(
        path,
        PropertyUtil.propertyAsBoolean(properties, DICTIONARY_ENABLED_COLUMN_PREFIX + name, true));
    encoding.withStatisticsEnabled(
        path,
        PropertyUtil.propertyAsBoolean(
            properties, TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX + name, true));
    encoding.withBloomFilterEnabled(
        path,
        PropertyUtil.propertyAsBoolean(
            properties, TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX + name, false));
    encoding.withBloomFilterFPP(
        path,
        PropertyUtil.propertyAsDouble(
            properties,
            TableProperties.PARQUET_BLOOM_FILTER_COLUMN_FPP_PREFIX + name,
            TableProperties.PARQUET_BLOOM_FILTER_COLUMN_FPP_DEFAULT));
  }

  private static CompressionCodecName codec(Map<String, String> properties) {
    return CompressionCodecName.valueOf(
        properties
            .getOrDefault(
                TableProperties.PARQUET_COMPRESSION, TableProperties.PARQUET_COMPRESSION_DEFAULT)
            .toUpperCase(Locale.ROOT));
  }

  /** Without Hadoop's defaults, whose XML takes milliseconds and says nothing of codecs. */
  private static Configuration codecOptions(Map<String, String> properties) {
    Configuration options = new Configuration(false);
    String level = properties.get(TableProperties.PARQUET_COMPRESSION_LEVEL);
    if (level != null) {
      options.set(ZSTD_LEVEL, level);
      options.set("zlib.compress.level", zlibLevel(level));
    }

    return options;
  }

  /** Hadoop's zlib takes names, where tables have numbers and zstd has more of them. */
  private static String zlibLevel(String level) {
    int number = Math.min(Integer.parseInt(level.trim()), ZLIB_LEVELS.size() - 1);
    return number < 0 ? "DEFAULT_COMPRESSION" : ZLIB_LEVELS.get(number);
  }

  private static int number(Map<String, String> properties, String name, int absent) {
    return PropertyUtil.propertyAsInt(properties, name, absent);
  }
}
