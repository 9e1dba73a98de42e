package io.eventlake.event;

/** An event that came after the state of its session was gone; what a rebuild has to heal. */
public class LateEvent {

  public String eventId;
  public String eventType;

  /** The session or user it would belong to; each may be null. */
  public String sessionId;

  public String userId;

  /** The client's time, epoch microseconds, UTC. */
  public long tsMicros;

  /** Epoch milliseconds, UTC. */
  public long eventTimeMillis;

  public long arrivalMillis;
  public long watermarkMillis;
}
