package io.eventlake.cli;

import io.eventlake.connector.files.EventFileRecords;
import io.eventlake.connector.kinesis.StreamProducer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code produce}: events into a Kinesis stream. */
@Command(
    name = "produce",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Puts events into a Kinesis stream.",
      "The partition key is the session's id, else the event's. What the stream does not take is put"
          + " again."
    })
public final class ProduceCommand implements Callable<Integer> {

  @Option(names = "--stream", required = true, paramLabel = "NAME", description = "The stream.")
  private String stream;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "Directory of NDJSON files, plain or gzip, sent in the order of their paths.")
  private String input;

  @Option(names = "--region", paramLabel = "REGION", description = "AWS region of the stream.")
  private String region = "us-east-1";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Kinesis endpoint in place of the region's, for example an emulator's.")
  private String endpoint;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (StreamProducer producer = new StreamProducer(stream, region, endpoint);
        EventFileRecords records = new EventFileRecords(input, StreamProducer.MAX_RECORD_BYTES)) {
      while (records.hasNext()) {
        producer.put(records.next().payload);
      }

      producer.flush();
      print(producer);
    }

    return 0;
  }

  private void print(StreamProducer producer) {
    PrintWriter console = spec.commandLine().getOut();
    console.printf(
        "Put %d records into %s, %d of them again, and left out %d over the limit of a record.%n",
        producer.sent(), stream, producer.repeated(), producer.tooLarge());
    console.flush();
  }
}
