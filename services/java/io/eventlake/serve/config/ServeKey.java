package io.eventlake.serve.config;

import io.eventlake.serve.lake.Viewer;

/**
 * Who may ask with a key, which itself nobody writes down.
 *
 * @param sha256 of the key
 * @param requestsPerSecond at most
 */
public record ServeKey(byte[] sha256, Viewer viewer, int requestsPerSecond) {}
