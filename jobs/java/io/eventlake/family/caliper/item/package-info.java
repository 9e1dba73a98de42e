/** What an item of an envelope tells, read off its JSON. */
package io.eventlake.family.caliper.item;
