package io.eventlake.family.caliper.item;

/** The places of the names of properties that tables are made of. */
final class Name {

  static final int ACADEMIC_SESSION = of("academicSession");
  static final int ACTION = of("action");
  static final int ACTIVITY = of("activity");
  static final int ACTOR = of("actor");
  static final int APP = of("app");
  static final int ASSIGNABLE = of("assignable");
  static final int ASSIGNEE = of("assignee");
  static final int ATTEMPT = of("attempt");
  static final int CONTEXT = of("@context");
  static final int COUNT = of("count");
  static final int COURSE = of("course");
  static final int COURSE_NUMBER = of("courseNumber");
  static final int CURRENT_TIME = of("currentTime");
  static final int DATE_CREATED = of("dateCreated");
  static final int DATE_MODIFIED = of("dateModified");
  static final int DATE_TIME_SELECTED = of("dateTimeSelected");
  static final int DURATION = of("duration");
  static final int ED_APP = of("edApp");
  static final int ENDED_AT_TIME = of("endedAtTime");
  static final int END_DATE = of("endDate");
  static final int EVENT_TIME = of("eventTime");
  static final int EXTENSIONS = of("extensions");
  static final int FEDERATED_SESSION = of("federatedSession");
  static final int GENERATED = of("generated");
  static final int GROUP = of("group");
  static final int ID = of("id");
  static final int IS_PART_OF = of("isPartOf");
  static final int ITEMS = of("items");
  static final int MAX_METRIC_VALUE = of("maxMetricValue");
  static final int MAX_RESULT_SCORE = of("maxResultScore");
  static final int MAX_SCORE = of("maxScore");
  static final int MEDIA_TYPE = of("mediaType");
  static final int MEMBER = of("member");
  static final int MEMBERSHIP = of("membership");
  static final int METRIC = of("metric");
  static final int METRIC_VALUE = of("metricValue");
  static final int NAME = of("name");
  static final int OBJECT = of("object");
  static final int ORGANIZATION = of("organization");
  static final int PROFILE = of("profile");
  static final int REFERRER = of("referrer");
  static final int RESULT_SCORE = of("resultScore");
  static final int ROLES = of("roles");
  static final int SCORED_BY = of("scoredBy");
  static final int SCORE_GIVEN = of("scoreGiven");
  static final int SELECTIONS = of("selections");
  static final int SESSION = of("session");
  static final int STARTED_AT_TIME = of("startedAtTime");
  static final int START_DATE = of("startDate");
  static final int STATUS = of("status");
  static final int SUBJECT = of("subject");
  static final int SUB_ORGANIZATION_OF = of("subOrganizationOf");
  static final int SUB_TYPE = of("subType");
  static final int TARGET = of("target");
  static final int TYPE = of("type");
  static final int USER = of("user");
  static final int VALUE = of("value");
  static final int VALUES = of("values");

  private Name() {}

  private static int of(String name) {
    int place = ItemValues.MODEL.name(name);
    if (place < 0) {
      throw new IllegalStateException("No rule has a property " + name);
    }

    return place;
  }
}
