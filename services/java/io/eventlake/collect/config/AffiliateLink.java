package io.eventlake.collect.config;

/**
 * Where an affiliate link leads.
 *
 * @param target URL of HTTP
 * @param payoutCents of a click, or null
 */
public record AffiliateLink(String id, String target, Long payoutCents) {}
