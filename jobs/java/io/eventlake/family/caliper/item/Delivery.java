package io.eventlake.family.caliper.item;

import io.eventlake.event.RawRecord;
import io.eventlake.family.contract.EventPlace;
import java.util.Collection;
import java.util.List;

/** How an item came: what its envelope and its record say, and what the lake noted. */
public final class Delivery {

  public RawRecord record;
  public EventPlace place;

  /** Null where the item came without an envelope. */
  public String sensor;

  /** Epoch microseconds; null where the item came without an envelope. */
  public Long sendMicros;

  /** Null where the item came without an envelope. */
  public String dataVersion;

  /** Whose rules took the item. */
  public String rules;

  /** What the rules only tolerate. */
  public List<String> warnings;

  /** Of the persons that the item names, as the lake knows them, sorted. */
  public Collection<String> personIds;
}
