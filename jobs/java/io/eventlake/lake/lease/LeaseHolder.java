package io.eventlake.lake.lease;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Who holds a {@link LakeLease}, as the ledger's properties say it. */
final class LeaseHolder {

  private static final String PREFIX = "eventlake.lease.";
  private static final String TOKEN = PREFIX + "token";
  private static final String PURPOSE = PREFIX + "purpose";
  private static final String HOST = PREFIX + "host";
  private static final String MACHINE = PREFIX + "machine";
  private static final String PROCESS = PREFIX + "process";
  private static final String STARTED = PREFIX + "process-started";
  private static final String UNTIL = PREFIX + "until";

  /** Takes all of them away. */
  static final Map<String, String> NONE =
      Map.of(TOKEN, "", PURPOSE, "", HOST, "", MACHINE, "", PROCESS, "", STARTED, "", UNTIL, "");

  private static final String ELSEWHERE = UUID.randomUUID().toString();

  private final Map<String, String> properties;

  private LeaseHolder(Map<String, String> properties) {
    this.properties = properties;
  }

  static LeaseHolder ofThisProcess(String purpose, UUID token) {
    MachineProcess process = MachineProcess.current();
    return of(purpose, token, machine(), process.pid(), process.started());
  }

  /**
   * @param machine names the machine since its start, and the processes that it tells apart
   * @param started when the process did, epoch milliseconds
   */
  static LeaseHolder of(String purpose, UUID token, String machine, long process, long started) {
    return new LeaseHolder(
        Map.of(
            TOKEN, token.toString(),
            PURPOSE, purpose,
            HOST, host(),
            MACHINE, machine,
            PROCESS, Long.toString(process),
            STARTED, Long.toString(started)));
  }

  /** Null where nobody does. */
  static LeaseHolder in(Map<String, String> properties) {
    return properties.containsKey(TOKEN) ? new LeaseHolder(properties) : null;
  }

  boolean isSame(LeaseHolder other) {
    return of(TOKEN).equals(other.of(TOKEN));
  }

  /** False when its time is over, or when it was a process of this machine that is gone. */
  boolean isAlive(Instant now) {
    if (!now.isBefore(Instant.parse(of(UNTIL)))) {
      return false;
    }

    return !of(MACHINE).equals(machine())
        || new MachineProcess(of(MACHINE), Long.parseLong(of(PROCESS)), Long.parseLong(of(STARTED)))
            .isAlive();
  }

  /** What the ledger's properties say while this one holds it. */
  Map<String, String> properties(Instant until) {
    Map<String, String> all = new HashMap<>(properties);
    all.put(UNTIL, until.truncatedTo(ChronoUnit.MILLIS).toString());
    return all;
  }

  String description() {
    return of(PURPOSE) + " (process " + of(PROCESS) + " on " + of(HOST) + ")";
  }

  String refusal() {
    return "The lake is held by "
        + description()
        + ", so nothing was changed; run this again when that has ended. If it was killed, the hold"
        + " ends at "
        + of(UNTIL);
  }

  private String of(String key) {
    return properties.getOrDefault(key, "");
  }

  /**
   * Where none can be told, every process is one for itself, and only time tells that it is gone.
   */
  private static String machine() {
    return MachineProcess.ofThisMachine().orElse(ELSEWHERE);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }
}
