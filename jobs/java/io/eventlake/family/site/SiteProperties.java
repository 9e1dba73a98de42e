package io.eventlake.family.site;

import static io.eventlake.family.contract.PropertyDefinition.property;
import static io.eventlake.family.contract.PropertyType.CHOICE;
import static io.eventlake.family.contract.PropertyType.NUMBER;
import static io.eventlake.family.contract.PropertyType.OBJECT;
import static io.eventlake.family.contract.PropertyType.SESSION;
import static io.eventlake.family.contract.PropertyType.TEXT;
import static io.eventlake.family.contract.PropertyType.TIMESTAMP;
import static io.eventlake.family.contract.PropertyType.USER;
import static io.eventlake.family.contract.PropertyType.VERSION;

import io.eventlake.family.contract.Contract;
import io.eventlake.family.contract.ContractBuilder;
import io.eventlake.family.contract.PropertyDefinition;
import io.eventlake.family.contract.Role;
import java.util.Map;

/**
 * The contract {@code schemas/site/event-1.json}: a CloudEvent with a page view or an event of a
 * video player as its data, or such data alone. Of what can stand in two places the first counts.
 */
final class SiteProperties {

  /** Most that seconds can be; in microseconds they then fit a long with room. */
  private static final double MOST_SECONDS = 1e9;

  private static final Contract CONTRACT = define();

  private SiteProperties() {}

  /** Shared by all. */
  static Contract contract() {
    return CONTRACT;
  }

  private static Contract define() {
    ContractBuilder contract = Contract.of(SiteFamily.NAME);
    attributes(contract);
    bodies(contract);
    extensions(contract);
    return contract
        .bare("/data", Map.of("event_id", "/id"), SiteForm::isBare)
        .first(SiteRules::data)
        .first(SiteRules::specVersion)
        .requireOfWhole("/specversion")
        .require("/id")
        .requireOfWhole("/source")
        .requireOfWhole("/type")
        .requireOfWhole("/data")
        .require("/data/event_type")
        .requireOfWhole("/time", "/data/timestamp")
        .requireOfBare("/data/timestamp")
        .requireOf(SiteEvents.PAGE_VIEW, "/data/page_url")
        .requireOf(SiteEvents.VIDEO_EVENT, "/data/video_id")
        .requireOf(SiteEvents.VIDEO_EVENT, "/data/action")
        .requireOf(SiteEvents.VIDEO_EVENT, "/data/position")
        .requireOf(SiteEvents.VIDEO_EVENT, "/data/duration")
        .rule(SiteRules::dataSchema)
        .rule(SiteRules::names)
        .rule(SiteRules::duration)
        .rule(SiteRules::playbackRate)
        .build();
  }

  private static void attributes(ContractBuilder contract) {
    contract
        .with(property("/specversion", TEXT).bronze("spec_version"))
        .with(property("/id", TEXT).role(Role.IDENTITY).notEmpty().silver("id"))
        .with(property("/source", TEXT).role(Role.IDENTITY).notEmpty().silver("source"))
        .with(property("/type", TEXT).notEmpty().bronze("ce_type"))
        .with(property("/time", TIMESTAMP).role(Role.TIME).bronze("ts").silver("ts"))
        .with(property("/subject", TEXT))
        .with(property("/datacontenttype", TEXT).bronze("data_content_type"))
        .with(property("/dataschema", TEXT).bronze("data_schema"))
        // What is left of it is no Base64 of an object, and rejected.
        .with(property("/data_base64", TEXT).bronze(null));
  }

  private static void bodies(ContractBuilder contract) {
    contract
        .with(property("/data", OBJECT))
        .with(
            property("/data/event_type", CHOICE)
                .choices(SiteEvents.TYPES)
                .role(Role.EVENT_TYPE)
                .bronze("event_type")
                .silver("event_type"))
        .with(property("/data/event_id", TEXT).bronze("id").silver("id"))
        .with(property("/data/timestamp", TIMESTAMP).role(Role.TIME).bronze("ts").silver("ts"))
        .with(sessionId("/data/session_id"))
        .with(userId("/data/user_id"))
        .with(same("/data/project_id"))
        .with(same("/data/environment"))
        .with(version("/data/version"))
        .with(same("/data/page_url"))
        .with(same("/data/page_title"))
        .with(same("/data/referrer"))
        .with(property("/data/utm_source", TEXT).bronze("utm.source").silver("utm_source"))
        .with(property("/data/utm_medium", TEXT).bronze("utm.medium").silver("utm_medium"))
        .with(property("/data/utm_campaign", TEXT).bronze("utm.campaign").silver("utm_campaign"))
        .with(same("/data/country"))
        .with(same("/data/browser"))
        .with(same("/data/os"))
        .with(same("/data/device_type"))
        .with(seconds("/data/time_on_page"))
        .with(same("/data/video_id"))
        .with(
            property("/data/action", CHOICE)
                .choices(SiteEvents.ACTIONS)
                .bronze("action")
                .silver("action"))
        .with(seconds("/data/position"))
        .with(seconds("/data/duration"))
        .with(
            property("/data/playback_rate", NUMBER)
                .between(0, SiteRules.MOST_RATE)
                .bronze("playback_rate")
                .silver("playback_rate"))
        .with(same("/data/quality"))
        .with(property("/data/buffered", NUMBER).between(0, MOST_SECONDS).bronze("buffered"));
  }

  private static void extensions(ContractBuilder contract) {
    contract
        .with(sessionId("/sessionid"))
        .with(userId("/userid"))
        .with(property("/projectid", TEXT).bronze("project_id").silver("project_id"))
        .with(same("/environment"))
        .with(version("/version"));
  }

  /** A text in columns of its own name. */
  private static PropertyDefinition same(String pointer) {
    String column = column(pointer);
    return property(pointer, TEXT).bronze(column).silver(column);
  }

  private static PropertyDefinition seconds(String pointer) {
    String column = column(pointer);
    return property(pointer, NUMBER).between(0, MOST_SECONDS).bronze(column).silver(column);
  }

  private static PropertyDefinition sessionId(String pointer) {
    return property(pointer, SESSION).role(Role.SESSION).bronze("session_id").silver("session_id");
  }

  private static PropertyDefinition userId(String pointer) {
    return property(pointer, USER).role(Role.USER).bronze("user_id_hash").silver("user_id_hash");
  }

  private static PropertyDefinition version(String pointer) {
    return property(pointer, VERSION).bronze("schema_version").silver("schema_version");
  }

  private static String column(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }
}
