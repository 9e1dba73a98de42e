/** What the endpoint is told: the options of group {@code collect}, and the keys of its callers. */
package io.eventlake.collect.config;
