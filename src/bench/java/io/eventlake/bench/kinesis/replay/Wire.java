package io.eventlake.bench.kinesis.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;

/** The two formats in which the SDKs of AWS talk to Kinesis: CBOR, and JSON where that is off. */
enum Wire {
  CBOR("application/x-amz-cbor-1.1", new CBORFactory()),
  JSON("application/x-amz-json-1.1", new JsonFactory());

  private static final int EPOCH_TAG = 1;

  final String contentType;
  private final ObjectMapper mapper;

  Wire(String contentType, JsonFactory factory) {
    this.contentType = contentType;
    this.mapper = new ObjectMapper(factory);
  }

  /** The format of a request, in which its answer goes, too. */
  static Wire of(String contentType) {
    return CBOR.contentType.equals(contentType) ? CBOR : JSON;
  }

  JsonNode read(InputStream request) throws IOException {
    return mapper.readTree(request);
  }

  JsonGenerator generator(OutputStream answer) throws IOException {
    return mapper.getFactory().createGenerator(answer);
  }

  /** Reads an instant: milliseconds in CBOR, seconds with a fraction in JSON. */
  long millis(JsonNode instant) {
    return this == CBOR
        ? instant.longValue()
        : instant.decimalValue().movePointRight(3).longValue();
  }

  /** Writes an instant. */
  void writeMillis(JsonGenerator out, String field, long millis) throws IOException {
    out.writeFieldName(field);
    if (this == CBOR) {
      ((CBORGenerator) out).writeTag(EPOCH_TAG);
      out.writeNumber(millis);
    } else {
      out.writeNumber(BigDecimal.valueOf(millis, 3));
    }
  }
}
