/** Sessions and gold of learning events, made of rows of silver. */
package io.eventlake.family.caliper.gold;
