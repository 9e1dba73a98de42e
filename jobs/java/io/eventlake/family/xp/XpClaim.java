package io.eventlake.family.xp;

import java.math.BigDecimal;
import java.util.Locale;

/** What a source says of an earning, and what became of it. */
public final class XpClaim {

  /** What a claim is for its earning. */
  public enum Role {
    /** Its XP count. */
    RECORD,
    /** As record, of a result that another activity awarded. */
    BANK,
    /** Another source is of record. */
    SUPERSEDED,
    /** Another event says the same. */
    REPEATED,
    /** The result is gone. */
    VOID,
    /** It claims nothing. */
    NONE;

    /** As the tables have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Null where it is a result's. */
  public final XpEvent event;

  /** Null where it is an event's. */
  public final XpResult result;

  public final Role role;

  /** Of the earning that it is of. */
  public final Integer attempt;

  /** Null where nothing of it counts. */
  public BigDecimal counted;

  /** What of an event's XP other results have; null where none. */
  public BigDecimal bundled;

  /** Of a banked result: the event that banked it; else null. */
  public String bundleEvent;

  XpClaim(XpEvent event, Role role, Integer attempt) {
    this.event = event;
    this.result = null;
    this.role = role;
    this.attempt = attempt;
  }

  XpClaim(XpResult result, Role role, Integer attempt) {
    this.event = null;
    this.result = result;
    this.role = role;
    this.attempt = attempt;
  }

  @Override
  public String toString() {
    return (event == null ? result : event) + " is " + role + ", " + counted + " counts";
  }
}
