package io.eventlake.bench.kinesis.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The format in which the SDKs of AWS talk to Kinesis unless told otherwise. */
final class Cbor {

  static final String CONTENT_TYPE = "application/x-amz-cbor-1.1";

  private static final ObjectMapper MAPPER = new ObjectMapper(new CBORFactory());
  private static final int EPOCH_TAG = 1;

  private Cbor() {}

  static JsonNode read(InputStream request) throws IOException {
    return MAPPER.readTree(request);
  }

  static CBORGenerator generator(OutputStream answer) throws IOException {
    return (CBORGenerator) MAPPER.getFactory().createGenerator(answer);
  }

  /** Writes an instant as Kinesis does, in milliseconds. */
  static void writeMillis(CBORGenerator out, String field, long millis) throws IOException {
    out.writeFieldName(field);
    out.writeTag(EPOCH_TAG);
    out.writeNumber(millis);
  }

  /** Writes an error of the API. */
  static void writeError(JsonGenerator out, RefusedCall error) throws IOException {
    out.writeStartObject();
    out.writeStringField("__type", error.type);
    out.writeStringField("message", error.getMessage());
    out.writeEndObject();
  }
}
