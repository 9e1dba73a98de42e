/**
 * The batch run of XP: results are landed in bronze, then the students that anything came of are
 * counted anew, and what differs is published.
 */
package io.eventlake.job.xp;
