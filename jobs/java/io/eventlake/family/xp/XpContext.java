package io.eventlake.family.xp;

/** Where an event comes from; each may be null. */
public final class XpContext {

  static final XpContext NONE = new XpContext(null, null, null, null);

  public final String producer;
  public final String app;
  public final String course;
  public final String subject;

  /**
   * @param producer the sensor that sent it
   */
  public XpContext(String producer, String app, String course, String subject) {
    this.producer = producer;
    this.app = app;
    this.course = course;
    this.subject = subject;
  }
}
