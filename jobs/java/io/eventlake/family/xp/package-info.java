/**
 * XP that events and results report of the same earnings, counted once: rules R1 to R12 of
 * docs/xp.md, free of tables and files.
 */
package io.eventlake.family.xp;
