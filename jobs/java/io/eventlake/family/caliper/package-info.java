/** Learning events of Caliper 1.2 and 1.1: envelopes with events and describes of entities. */
package io.eventlake.family.caliper;
