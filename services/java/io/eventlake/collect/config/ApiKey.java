package io.eventlake.collect.config;

import io.eventlake.collect.intake.CollectedFamily;
import java.util.Set;

/**
 * Who may send events with a key, which itself nobody writes down.
 *
 * @param sha256 of the key
 * @param families whose events it may send
 * @param requestsPerSecond at most
 */
public record ApiKey(
    String tenant, byte[] sha256, Set<CollectedFamily> families, int requestsPerSecond) {}
