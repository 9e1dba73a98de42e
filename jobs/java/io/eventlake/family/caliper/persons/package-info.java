/** Who is named in learning events, and copies of events that name nobody. */
package io.eventlake.family.caliper.persons;
