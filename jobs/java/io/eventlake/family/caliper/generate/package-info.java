/** Makes learning events in the habits of several emitters, and says what a lake makes of them. */
package io.eventlake.family.caliper.generate;
